"""What a decision rests on, as it is now, and what was the case when something was last decided."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from registry.db.models import Interface, Review, ReviewDecision, System
from registry.db.queries import reviews as queries
from registry.db.queries import versions
from registry.domain.lifecycle import Action
from registry.domain.reviews import Basis, digest_of_findings
from registry.usecases.work import Work
from registry.validators.signatures import canonical

OF_SYSTEM: Final = (
    *("names", "purpose", "sector", "state", "contacts", "legal_basis", "hosting", "gisp_reference", "channels"),
    *("personal_data", "critical"),
)
OF_INTERFACE: Final = (
    *("title", "description", "manner", "visibility", "access", "channels", "message_security", "concept"),
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """The entry as it is, the report of its document where it has one, and the digests that stand for both."""

    entry: Mapping[str, Any]
    report: Mapping[str, Any]
    basis: Basis

    @property
    def fingerprints(self) -> list[str]:
        """Return the fingerprints of the findings, sorted."""
        return fingerprints_in(self.report)


async def grounds_of(work: Work, review: Review) -> Grounds:
    """Return what a decision on a request would rest on."""
    version = review.version
    if version is None:
        entry = entry_of(review.system)
        return Grounds(entry, {}, Basis(digest_of_entry(entry)))
    entry = entry_of(version.interface)
    report = await versions.tree_of(work.session, version.report)
    findings = digest_of_findings(fingerprints_in(report))
    return Grounds(
        entry, report, Basis(digest_of_entry(entry), version.digest, version.report.profile_digest, findings)
    )


def entry_of(subject: System | Interface | None) -> dict[str, Any]:
    """Return what an entry says of itself."""
    parts = OF_INTERFACE if isinstance(subject, Interface) else OF_SYSTEM
    return {part: getattr(subject, part) for part in parts}


def digest_of_entry(entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what an entry says, over its canonical form (RFC 8785)."""
    return f"sha256:{hashlib.sha256(canonical(_plain(entry))).hexdigest()}"


def fingerprints_in(report: Mapping[str, Any]) -> list[str]:
    """Return the fingerprints of the findings of a report, sorted."""
    return sorted({finding["fingerprint"] for finding in report.get("findings", ())})


async def last_approved(work: Work, review: Review) -> ReviewDecision | None:
    """Return the last decision by which the same entry was approved, if it ever was."""
    earlier = await queries.earlier_decisions(work.session, review)
    return next((one for one in earlier if one.final and one.verdict is Action.APPROVE), None)


async def carried(work: Work, review: Review, fingerprints: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what earlier decisions on the same entry said of findings that are still there, the latest of each."""
    found: dict[str, dict[str, Any]] = {}
    for decision in await queries.earlier_decisions(work.session, review):
        for fingerprint, said in decision.remarks.items():
            if fingerprint in fingerprints:
                found.setdefault(fingerprint, said)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    return str(value) if isinstance(value, str) else value
