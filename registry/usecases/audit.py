"""Read the audit trail, and verify that nothing in it was changed."""

from collections.abc import AsyncIterator, Sequence

from registry.db.models import AuditEntry
from registry.db.queries import records
from registry.domain.actors import Role, Scope, require_role, require_scope
from registry.domain.chain import FIELDS, GENESIS, AuditFilters, Chain, Checkpoint
from registry.usecases.work import Work

BATCH = 1000
NEWEST = 2**31 - 1
"""A number after every entry."""


async def entries(work: Work, *, after: int, limit: int, subject: str | None = None) -> Sequence[AuditEntry]:
    """Return audit entries after a number, for those who oversee."""
    return await chosen(work, AuditFilters(subject=subject), after=after, limit=limit)


async def chosen(work: Work, filters: AuditFilters, *, after: int, limit: int) -> Sequence[AuditEntry]:
    """Return the audit entries after a number that were asked for, in order."""
    _require_auditor(work)
    return await records.audit_entries(work.session, after=after, limit=limit, filters=filters)


async def newest(work: Work, filters: AuditFilters, *, before: int | None, limit: int) -> Sequence[AuditEntry]:
    """Return the audit entries before a number that were asked for, the newest first."""
    _require_auditor(work)
    return await records.audit_entries_before(work.session, before=before or NEWEST, limit=limit, filters=filters)


async def everything(work: Work, *, after: int, upto: int) -> AsyncIterator[AuditEntry]:
    """Yield every audit entry between two numbers, in order."""
    _require_auditor(work)
    while batch := await records.audit_entries(work.session, after=after, limit=BATCH, upto=upto):
        for entry in batch:
            yield entry
        after = batch[-1].seq
        work.session.expunge_all()


async def head(work: Work) -> Checkpoint:
    """Return the end of the trail: its number, its hash, and when it was written."""
    _require_auditor(work)
    last = await records.audit_head(work.session)
    if last is None:
        return Checkpoint(0, GENESIS, work.now.isoformat())
    return Checkpoint(last.seq, last.hash, last.at.isoformat())


async def verify(work: Work, *, start: int = 1, checkpoint: Checkpoint | None = None) -> Chain:
    """Walk along the trail from an entry, and return how far it holds and how it breaks."""
    _require_auditor(work)
    after = max(0, min(start, checkpoint.seq if checkpoint and checkpoint.seq else start) - 1)
    chain = await _chain_after(work, after)
    # The trail that had no entry yet is a part of every trail.
    chain.checkpoint = checkpoint if checkpoint and checkpoint.seq else None
    async for entry in everything(work, after=after, upto=NEWEST):
        if not chain.take({name: getattr(entry, name) for name in (*FIELDS, "hash")}):
            return chain
    chain.close()
    return chain


async def first_broken(work: Work) -> int | None:
    """Return the number of the first entry that does not follow from the one before, none where all do."""
    return (await verify(work)).broken


async def _chain_after(work: Work, after: int) -> Chain:
    before = await records.audit_entries(work.session, after=after - 1, limit=1, upto=after) if after else ()
    return Chain(seq=after, hash=before[0].hash if before else None if after else GENESIS)


def _require_auditor(work: Work) -> None:
    require_scope(work.actor, Scope.AUDIT_READ)
    require_role(work.actor, {Role.AUDITOR, Role.ADMIN})
