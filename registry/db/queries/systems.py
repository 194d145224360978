"""Every question asked of systems."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Institution, System
from registry.domain.errors import NotFound

_WHOLE = (
    joinedload(System.institution).selectinload(Institution.names),
    joinedload(System.replaced_by),
)


async def get(session: AsyncSession, key: str) -> System:
    """Return a system with its institution and its replacement; raise `NotFound`."""
    found = await find(session, key)
    if found is None:
        raise NotFound("system", key)
    return found


async def find(session: AsyncSession, key: str) -> System | None:
    """Return a system with its institution and its replacement, if there is one."""
    return await session.scalar(select(System).where(System.key == key).options(*_WHOLE))


async def list_page(session: AsyncSession, *, after: str, limit: int, **filters: Sequence[str]) -> Sequence[System]:
    """Return the systems after a key, in the order of their keys."""
    query = _filtered(select(System), **filters).where(System.key > after).order_by(System.key).limit(limit)
    return (await session.scalars(query.options(*_WHOLE))).all()


async def count(session: AsyncSession, **filters: Sequence[str]) -> int:
    """Return how many systems there are."""
    return await session.scalar(_filtered(select(func.count()).select_from(System), **filters)) or 0


async def replaced_by(session: AsyncSession, system: System) -> Sequence[System]:
    """Return the systems whose place this one took."""
    query = select(System).where(System.replaced_by_id == system.id).order_by(System.key)
    return (await session.scalars(query)).all()


async def next_serial(session: AsyncSession) -> int:
    """Return the serial number of the next system."""
    return (await session.scalar(select(func.max(System.serial))) or 0) + 1


def _filtered(query: Select[Any], **filters: Sequence[str]) -> Select[Any]:
    columns = {"sectors": System.sector, "states": System.state, "standings": System.standing}
    for name, column in columns.items():
        if filters.get(name):
            query = query.where(column.in_(filters[name]))
    if filters.get("institutions"):
        query = query.join(System.institution).where(Institution.key.in_(filters["institutions"]))
    return query
