"""Every question asked of searches that people save, and of what these have found."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import SavedMatch, SavedSearch, User

_WITH_OWNER = joinedload(SavedSearch.account).joinedload(User.institution)


async def of_account(session: AsyncSession, account: UUID) -> Sequence[SavedSearch]:
    """Return the searches that somebody saved, in the order of their names."""
    query = select(SavedSearch).where(SavedSearch.account_id == account).order_by(SavedSearch.name)
    return (await session.scalars(query)).all()


async def find(session: AsyncSession, identity: UUID) -> SavedSearch | None:
    """Return a saved search with its owner, if there is one."""
    return await session.scalar(select(SavedSearch).where(SavedSearch.id == identity).options(_WITH_OWNER))


async def by_feed(session: AsyncSession, feed_hash: str) -> SavedSearch | None:
    """Return the saved search whose feed has this secret, with its owner, if that owner can still sign in."""
    query = select(SavedSearch).join(SavedSearch.account).where(SavedSearch.feed_hash == feed_hash)
    return await session.scalar(query.where(User.disabled_at.is_(None)).options(_WITH_OWNER))


async def in_use(session: AsyncSession, after: UUID | None, limit: int) -> Sequence[SavedSearch]:
    """Return saved searches of people who can sign in, with their owners, in the order of their identities."""
    query = select(SavedSearch).join(SavedSearch.account).where(User.disabled_at.is_(None))
    if after is not None:
        query = query.where(SavedSearch.id > after)
    return (await session.scalars(query.order_by(SavedSearch.id).limit(limit).options(_WITH_OWNER))).all()


async def found(session: AsyncSession, identity: UUID) -> Mapping[str, datetime]:
    """Return what a saved search has found so far, and when."""
    query = select(SavedMatch.digest, SavedMatch.found_at).where(SavedMatch.search_id == identity)
    return {row[0]: row[1] for row in await session.execute(query)}


async def keep(session: AsyncSession, identity: UUID, digests: Collection[str], now: datetime) -> None:
    """Note what a saved search has found."""
    session.add_all([SavedMatch(search_id=identity, digest=digest, found_at=now) for digest in digests])
    await session.flush()


async def remove(session: AsyncSession, saved: SavedSearch) -> None:
    """Remove a saved search with all that it has found."""
    await session.execute(delete(SavedMatch).where(SavedMatch.search_id == saved.id))
    await session.delete(saved)
    await session.flush()


async def count(session: AsyncSession, account: UUID) -> int:
    """Return how many searches somebody has saved."""
    return await session.scalar(select(func.count()).where(SavedSearch.account_id == account)) or 0
