"""Every question asked of institutions."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from registry.db.models import Institution, InstitutionParent
from registry.domain.errors import NotFound

_WHOLE = (
    selectinload(Institution.names),
    selectinload(Institution.parents).joinedload(InstitutionParent.parent),
)


async def get(session: AsyncSession, key: str) -> Institution:
    """Return an institution with its names and parents; raise `NotFound`."""
    found = await find(session, key)
    if found is None:
        raise NotFound("institution", key)
    return found


async def find(session: AsyncSession, key: str) -> Institution | None:
    """Return an institution with its names and parents, if there is one."""
    return await session.scalar(select(Institution).where(Institution.key == key).options(*_WHOLE))


async def by_keys(session: AsyncSession, keys: Collection[str]) -> Sequence[Institution]:
    """Return the institutions that have one of these keys."""
    if not keys:
        return []
    return (await session.scalars(select(Institution).where(Institution.key.in_(keys)).options(*_WHOLE))).all()


async def list_page(
    session: AsyncSession, *, after: str, limit: int, kinds: Sequence[str] = (), sectors: Sequence[str] = ()
) -> Sequence[Institution]:
    """Return the institutions after a key, in the order of their keys."""
    query = select(Institution).where(Institution.key > after).order_by(Institution.key).limit(limit).options(*_WHOLE)
    if kinds:
        query = query.where(Institution.kind.in_(kinds))
    if sectors:
        query = query.where(Institution.sector.in_(sectors))
    return (await session.scalars(query)).all()


async def count(session: AsyncSession, *, kinds: Sequence[str] = (), sectors: Sequence[str] = ()) -> int:
    """Return how many institutions there are."""
    query = select(func.count()).select_from(Institution)
    if kinds:
        query = query.where(Institution.kind.in_(kinds))
    if sectors:
        query = query.where(Institution.sector.in_(sectors))
    return await session.scalar(query) or 0


async def next_serial(session: AsyncSession) -> int:
    """Return the serial number of the next institution."""
    return (await session.scalar(select(func.max(Institution.serial))) or 0) + 1
