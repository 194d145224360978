"""The JSON bodies of versions and the outcome of their checks."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from registry.db.models import Version
from registry.domain.actors import Actor
from registry.domain.visibility import is_insider
from registry.usecases.indexing import path_of
from registry.usecases.transitions import actions_of, binds_from
from registry.usecases.versions import head_of


class ReportSummary(msgspec.Struct, frozen=True):
    """The outcome of the check of a document."""

    id: UUID
    result: str
    errors: int
    warnings: int
    score: int
    profile: str
    profile_digest: str
    engine: str
    binds_from: date | None
    """The day from which errors stop a submission, where they do not yet."""

    @classmethod
    def of(cls, row: Version) -> "ReportSummary":
        """Return the outcome of the check of a version."""
        same = {name: getattr(row.report, name) for name in cls.__struct_fields__ if name != "binds_from"}
        return cls(**same, binds_from=binds_from(head_of(row)))


class VersionBody(msgspec.Struct, frozen=True):
    """One release of an api or a schema, and what the reader may do next with it."""

    id: UUID
    name: str
    number: str
    reference: str
    status: str
    digest: str
    format: str
    size: int
    facts: dict[str, Any]
    report: ReportSummary
    failing_since: datetime | None
    """Since when it fails what documents are checked against; none where it does not, or was not checked again."""
    grace_until: date | None
    """The last day on which it may fail; it stays published."""
    actions: list[str]
    submitted_at: datetime | None
    decided_at: datetime | None
    decision_reason: str | None
    published_at: datetime | None
    deprecated_at: datetime | None
    sunset_on: date | None
    successor: str | None
    retired_at: datetime | None
    created_at: datetime
    updated_at: datetime
    revision: int
    links: dict[str, str]

    @classmethod
    def of(cls, row: Version, actor: Actor) -> "VersionBody":
        """Return the body of a version, for a reader."""
        address = f"/api/v1{path_of(row.interface)}/versions/{row.number}"
        insider = is_insider(actor, row.interface.institution.key)
        return cls(
            id=row.id,
            name=row.interface.name,
            number=row.number,
            reference=row.reference,
            status=row.status,
            digest=row.digest,
            format=row.document.format,
            size=row.document.size,
            facts=row.facts,
            report=ReportSummary.of(row),
            failing_since=row.latest.failing_since if row.latest else None,
            grace_until=row.latest.grace_until if row.latest else None,
            actions=[action.value for action in actions_of(actor, row)],
            submitted_at=row.submitted_at,
            decided_at=row.decided_at,
            decision_reason=row.decision_reason if insider else None,
            published_at=row.published_at,
            deprecated_at=row.deprecated_at,
            sunset_on=row.sunset_on,
            successor=row.successor,
            retired_at=row.retired_at,
            created_at=row.created_at,
            updated_at=row.updated_at,
            revision=row.revision,
            links={
                "self": address,
                "document": f"{address}/document",
                "report": f"{address}/report",
                "overlap": f"{address}/overlap",
                "latest_report": f"{address}/latest-report",
                "page": path_of(row.interface, row.number),
            },
        )


class PublishedBody(msgspec.Struct, frozen=True):
    """A version as it was taken in, whether it is new, and the whole report of its check."""

    version: VersionBody
    created: bool
    report: dict[str, Any]
