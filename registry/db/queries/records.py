"""The audit trail and the change feed: add to their ends, and read them in order."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.json_lists import has_member
from registry.db.models import AuditEntry, Change
from registry.domain.chain import EVERYTHING, GENESIS, AuditFilters, hash_of
from registry.domain.entries import Visibility


async def append_audit(session: AsyncSession, entries: Sequence[dict[str, Any]]) -> None:
    """Chain entries to the end of the trail; the caller holds the lock on the records."""
    if not entries:
        return
    last = (
        await session.execute(select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1))
    ).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    rows = []
    for entry in entries:
        seq += 1
        chained = {"seq": seq, **entry, "previous_hash": previous}
        previous = hash_of(chained)
        rows.append({**chained, "hash": previous})
    await session.execute(insert(AuditEntry), rows)


async def append_changes(session: AsyncSession, changes: Sequence[Change]) -> None:
    """Give changes their numbers, from the end of the feed; the caller holds the lock on the records."""
    last = await last_change(session) if changes else 0
    for seq, change in enumerate(changes, last + 1):
        change.seq = seq
        session.add(change)
    await session.flush()


async def last_change(session: AsyncSession) -> int:
    """Return the highest number in the change feed, 0 for an empty one."""
    return await session.scalar(select(func.coalesce(func.max(Change.seq), 0))) or 0


async def oldest_change(session: AsyncSession) -> int:
    """Return the lowest number in the change feed, 1 for an empty one."""
    return await session.scalar(select(func.coalesce(func.min(Change.seq), 1))) or 1


async def changes_since(
    session: AsyncSession, since: int, limit: int, visible: Sequence[str], institution: str | None, own: str | None
) -> Sequence[Change]:
    """Return the changes after a number that a reader may know of, in order."""
    may_see: ColumnElement[bool] = Change.visibility.in_(visible)
    if own is not None:
        named = (Change.visibility == Visibility.NAMED) & has_member(Change.readers, own)
        may_see |= (Change.institution == own) | named
    query = select(Change).where(Change.seq > since, may_see).order_by(Change.seq).limit(limit)
    if institution:
        query = query.where(Change.institution == institution)
    return (await session.scalars(query)).all()


async def audit_entries(
    session: AsyncSession, *, after: int, limit: int, filters: AuditFilters = EVERYTHING, upto: int | None = None
) -> Sequence[AuditEntry]:
    """Return audit entries after a number, in order, at most up to another."""
    query = select(AuditEntry).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(limit)
    if upto is not None:
        query = query.where(AuditEntry.seq <= upto)
    return (await session.scalars(query.where(*_chosen(filters)))).all()


async def audit_entries_before(
    session: AsyncSession, *, before: int, limit: int, filters: AuditFilters = EVERYTHING
) -> Sequence[AuditEntry]:
    """Return audit entries before a number, the newest first."""
    query = select(AuditEntry).where(AuditEntry.seq < before).order_by(AuditEntry.seq.desc()).limit(limit)
    return (await session.scalars(query.where(*_chosen(filters)))).all()


async def audit_head(session: AsyncSession) -> AuditEntry | None:
    """Return the last audit entry."""
    return await session.scalar(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def _chosen(filters: AuditFilters) -> Iterator[ColumnElement[bool]]:
    for name in ("actor", "institution", "event", "subject", "outcome"):
        wanted = getattr(filters, name)
        if wanted is not None:
            yield getattr(AuditEntry, name) == wanted
    if filters.since is not None:
        yield AuditEntry.at >= filters.since
    if filters.until is not None:
        yield AuditEntry.at < filters.until
