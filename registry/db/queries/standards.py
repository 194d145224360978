"""Every question asked of standards and their components."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Component, Standard
from registry.domain.errors import NotFound


async def get(session: AsyncSession, key: str) -> Standard:
    """Return a standard with its component; raise `NotFound`."""
    found = await find(session, key)
    if found is None:
        raise NotFound("standard", key)
    return found


async def find(session: AsyncSession, key: str) -> Standard | None:
    """Return a standard with its component, if there is one."""
    return await session.scalar(select(Standard).where(Standard.key == key).options(joinedload(Standard.component)))


async def list_page(
    session: AsyncSession, *, after: str, limit: int | None, **filters: Sequence[str]
) -> Sequence[Standard]:
    """Return the standards after a key, in the order of their keys."""
    query = _filtered(select(Standard), filters).where(Standard.key > after).order_by(Standard.key).limit(limit)
    return (await session.scalars(query.options(joinedload(Standard.component)))).all()


async def count(session: AsyncSession, **filters: Sequence[str]) -> int:
    """Return how many standards there are."""
    return await session.scalar(_filtered(select(func.count()).select_from(Standard), filters)) or 0


async def get_component(session: AsyncSession, key: str) -> Component:
    """Return a component; raise `NotFound`."""
    found = await find_component(session, key)
    if found is None:
        raise NotFound("component", key)
    return found


async def find_component(session: AsyncSession, key: str) -> Component | None:
    """Return a component, if there is one."""
    return await session.scalar(select(Component).where(Component.key == key))


async def list_components(session: AsyncSession) -> Sequence[Component]:
    """Return the components in their order."""
    return (await session.scalars(select(Component).order_by(Component.position, Component.key))).all()


async def last_position(session: AsyncSession) -> int:
    """Return the position of the last component, 0 where there is none."""
    return await session.scalar(select(func.max(Component.position))) or 0


def _filtered(query: Select[Any], filters: dict[str, Sequence[str]]) -> Select[Any]:
    columns = {"kinds": Standard.kind, "statuses": Standard.status}
    for name, column in columns.items():
        if filters.get(name):
            query = query.where(column.in_(filters[name]))
    if filters.get("components"):
        query = query.join(Standard.component).where(Component.key.in_(filters["components"]))
    return query
