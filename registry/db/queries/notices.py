"""Every question asked of notices and of the letters that carry them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, String, cast, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, joinedload

from registry.db.models import Institution, Letter, Notice, User
from registry.domain.actors import Role
from registry.domain.notices import PAUSES, LetterState, MailChoice


async def people(
    session: AsyncSession, roles: Collection[Role], *, of: str | None = None, without: str | None = None
) -> Sequence[User]:
    """Return those with an account in use who hold one of these roles, of one institution, or of every one but one."""
    query = select(User).outerjoin(User.institution).where(User.disabled_at.is_(None)).order_by(User.name)
    if of is not None:
        query = query.where(Institution.key == of)
    if without is not None:
        query = query.where(func.coalesce(Institution.key, "") != without)
    # Roles are kept as a list of words in JSON.
    held = cast(User.roles, String)
    clauses = [held.contains(f'"{role.value}"', autoescape=True) for role in sorted(roles)]
    found = await session.scalars(query.where(_any(clauses)))
    return [person for person in found if set(person.roles) & set(roles)]


async def named(session: AsyncSession, names: Collection[str]) -> Sequence[User]:
    """Return those with an account in use who sign in under these names."""
    query = select(User).where(User.name.in_(sorted(names)), User.disabled_at.is_(None)).order_by(User.name)
    return (await session.scalars(query)).all()


async def told(session: AsyncSession, accounts: Collection[UUID], cause: str) -> set[UUID]:
    """Return who of these were told of a cause already."""
    query = select(Notice.account_id).where(Notice.account_id.in_(list(accounts)), Notice.cause == cause)
    return set(await session.scalars(query))


async def list_page(session: AsyncSession, account: UUID, before: int, limit: int, *, unread: bool) -> Sequence[Notice]:
    """Return what somebody was told, the latest first, below an identity where that is not 0."""
    query = select(Notice).where(*_of(account, unread=unread)).order_by(Notice.id.desc()).limit(limit)
    return (await session.scalars(query.where(Notice.id < before) if before else query)).all()


async def count(session: AsyncSession, account: UUID, *, unread: bool) -> int:
    """Return how much somebody was told, or has not read yet."""
    query = select(func.count()).select_from(Notice).where(*_of(account, unread=unread))
    return await session.scalar(query) or 0


async def mark_read(session: AsyncSession, account: UUID, identities: Collection[int] | None, now: datetime) -> int:
    """Note that somebody has read these notices, or all; return how many were unread."""
    query = update(Notice).where(Notice.account_id == account, Notice.read_at.is_(None)).values(read_at=now)
    if identities is not None:
        query = query.where(Notice.id.in_(sorted(identities)))
    return await _changed(session, query)


async def waiting(session: AsyncSession, morning: datetime) -> Mapping[UUID, list[int]]:
    """Return the notices that wait for a digest, by who they are for, but for those who had one since a morning."""
    told = aliased(Notice)
    had = (
        select(Letter.id)
        .join(told, told.letter_id == Letter.id)
        .where(Letter.account_id == Notice.account_id, Letter.created_at >= morning, told.mail == MailChoice.DAILY)
    )
    query = select(Notice.account_id, Notice.id).where(Notice.mail == MailChoice.DAILY, Notice.letter_id.is_(None))
    found: dict[UUID, list[int]] = {}
    for account, identity in await session.execute(query.where(~had.exists()).order_by(Notice.account_id, Notice.id)):
        found.setdefault(account, []).append(identity)
    return found


async def forget(session: AsyncSession, before: datetime) -> int:
    """Delete what was told before a moment, and the letters that carried nothing else; return how many notices."""
    old = Notice.created_at < before
    if await session.scalar(select(Notice.id).where(old).limit(1)) is None:
        return 0
    count = await _changed(session, delete(Notice).where(old))
    carried = select(Notice.id).where(Notice.letter_id == Letter.id)
    await _changed(session, delete(Letter).where(Letter.created_at < before, ~carried.exists()))
    return count


async def put_in(session: AsyncSession, letter: Letter, identities: Sequence[int]) -> None:
    """Put notices into a letter."""
    await session.execute(update(Notice).where(Notice.id.in_(identities)).values(letter_id=letter.id))


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Letter]:
    """Return letters that are to be sent, those that wait longest first, with the people they are for."""
    # What is to wait for much longer than any pause was put off by a clock that went wrong.
    is_due = (Letter.due_at <= now) | (Letter.due_at > now + 2 * PAUSES[-1])
    query = select(Letter).where(Letter.state == LetterState.QUEUED, is_due)
    query = query.order_by(Letter.due_at, Letter.id).limit(limit).options(joinedload(Letter.account))
    return (await session.scalars(query)).all()


async def carried(session: AsyncSession, letter: int) -> Sequence[Notice]:
    """Return the notices in a letter, in order."""
    query = select(Notice).where(Notice.letter_id == letter).order_by(Notice.id)
    return (await session.scalars(query)).all()


async def hold(session: AsyncSession, letter: Letter, **values: Any) -> bool:
    """Change a letter if nobody else has taken it up since it was read; say whether that was so."""
    query = update(Letter).where(
        Letter.id == letter.id, Letter.attempts == letter.attempts, Letter.state == LetterState.QUEUED
    )
    return await _changed(session, query.values(**values)) == 1


async def letter_counts(session: AsyncSession) -> Mapping[LetterState, int]:
    """Return how many letters there are in each state."""
    query = select(Letter.state, func.count()).group_by(Letter.state)
    counted = {row[0]: row[1] for row in await session.execute(query)}
    return {state: counted.get(state, 0) for state in LetterState}


def _of(account: UUID, *, unread: bool) -> list[Any]:
    mine = [Notice.account_id == account]
    return [*mine, Notice.read_at.is_(None)] if unread else mine


def _any(clauses: list[Any]) -> Any:
    first, *rest = clauses
    for clause in rest:
        first |= clause
    return first


async def _changed(session: AsyncSession, query: Any) -> int:
    result = await session.execute(query.execution_options(synchronize_session=False))
    return int(result.rowcount) if isinstance(result, CursorResult) else 0
