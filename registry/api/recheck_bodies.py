"""The JSON bodies of re-checks and of what fails."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from registry.db.models import Recheck, RecheckResult, Version
from registry.usecases.indexing import path_of
from registry.usecases.rechecks import Summary


class RecheckBody(msgspec.Struct, frozen=True):
    """A check of everything published against a profile, and how far it has got."""

    id: UUID
    purpose: str
    profile: str
    profile_digest: str
    state: str
    total: int
    done: int
    failed: int
    """How many checks could not finish; they pass nowhere."""
    asked_by: str
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    ended_at: datetime | None
    links: dict[str, str]

    @classmethod
    def of(cls, row: Recheck) -> "RecheckBody":
        """Return the body of a re-check."""
        address = f"/api/v1/rechecks/{row.id}"
        same = {name: getattr(row, name) for name in cls.__struct_fields__ if name != "links"}
        return cls(**same, links={"self": address, "results": f"{address}/results"})


class RuleCountBody(msgspec.Struct, frozen=True):
    """In how many versions a rule finds something new or graver, and how many findings came, rose and went."""

    rule: str
    severity: str
    versions: int
    appeared: int
    raised: int
    gone: int


class SummaryBody(msgspec.Struct, frozen=True):
    """A re-check with what it has found so far, counted by effect, by institution and by rule."""

    recheck: RecheckBody
    effects: dict[str, int]
    institutions: dict[str, dict[str, int]]
    rules: list[RuleCountBody]

    @classmethod
    def of(cls, row: Recheck, summary: Summary) -> "SummaryBody":
        """Return the body of a re-check with its counts."""
        institutions = {key: dict(counts) for key, counts in summary.institutions.items()}
        rules = [RuleCountBody(*one) for one in summary.rules]
        return cls(RecheckBody.of(row), dict(summary.effects), institutions, rules)


class RecheckResultBody(msgspec.Struct, frozen=True):
    """What came of one version: what counts today, what would count, and the findings by their fingerprints."""

    version: str
    institution: str
    effect: str
    reason: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    appeared: list[str]
    raised: list[str]
    gone: list[str]
    links: dict[str, str]

    @classmethod
    def of(cls, row: RecheckResult) -> "RecheckResultBody":
        """Return the body of a result."""
        entry, number = row.version.interface, row.version.number
        return cls(
            version=row.version.reference,
            institution=entry.institution.key,
            effect=row.effect.value,
            reason=row.reason,
            before=row.before,
            after=row.after,
            appeared=row.appeared,
            raised=row.raised,
            gone=row.gone,
            links={"version": f"/api/v1{path_of(entry)}/versions/{number}", "page": path_of(entry, number)},
        )


class FailingVersionBody(msgspec.Struct, frozen=True):
    """A published version that fails what documents are checked against, since when, and until when it may."""

    version: str
    institution: str
    status: str
    failing_since: datetime | None
    grace_until: date | None
    profile: str | None
    errors: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Version) -> "FailingVersionBody":
        """Return the body of a version that fails."""
        address, latest = f"/api/v1{path_of(row.interface)}/versions/{row.number}", row.latest
        return cls(
            version=row.reference,
            institution=row.interface.institution.key,
            status=row.status,
            failing_since=latest.failing_since if latest else None,
            grace_until=latest.grace_until if latest else None,
            profile=latest.report.profile if latest else None,
            errors=latest.report.errors if latest else 0,
            links={
                "version": address,
                "latest_report": f"{address}/latest-report",
                "page": path_of(row.interface, row.number),
            },
        )
