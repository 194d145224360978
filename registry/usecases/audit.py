"""Read the audit trail, and verify that nothing in it was changed."""

from collections.abc import Sequence

from registry.db.models import AuditEntry
from registry.db.queries import records
from registry.domain.actors import Role, Scope, require_role, require_scope
from registry.usecases.work import Work

FIELDS = (
    "seq",
    "at",
    "actor_kind",
    "actor",
    "institution",
    "event",
    "subject_kind",
    "subject",
    "outcome",
    "reason",
    "details",
    "request_id",
    "previous_hash",
)
"""What the hash of an entry covers."""


async def entries(work: Work, *, after: int, limit: int, subject: str | None = None) -> Sequence[AuditEntry]:
    """Return audit entries after a number, for those who oversee."""
    require_scope(work.actor, Scope.AUDIT_READ)
    require_role(work.actor, {Role.AUDITOR, Role.ADMIN})
    return await records.audit_entries(work.session, after=after, limit=limit, subject=subject)


async def first_broken(work: Work) -> int | None:
    """Return the number of the first entry that does not follow from the one before, none where all do."""
    require_role(work.actor, {Role.AUDITOR, Role.ADMIN})
    seq, previous = 0, records.GENESIS
    while batch := await records.audit_entries(work.session, after=seq, limit=1000):
        for entry in batch:
            plain = {name: getattr(entry, name) for name in FIELDS}
            if entry.seq != seq + 1 or entry.previous_hash != previous or records.hash_of(plain) != entry.hash:
                return entry.seq
            seq, previous = entry.seq, entry.hash
        work.session.expunge_all()
    return None
