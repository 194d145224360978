"""Every question asked of apis and schemas."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.json_lists import has_member
from registry.db.models import Institution, Interface, System
from registry.domain.entries import EntryKind, Visibility
from registry.domain.errors import NotFound

_WHOLE = (
    joinedload(Interface.institution).selectinload(Institution.names),
    joinedload(Interface.system),
)


async def get(session: AsyncSession, name: str) -> Interface:
    """Return an api or a schema with its institution and system; raise `NotFound`."""
    found = await find(session, name)
    if found is None:
        raise NotFound("api" if "/" in name else "schema", name)
    return found


async def find(session: AsyncSession, name: str) -> Interface | None:
    """Return an api or a schema with its institution and system, if there is one."""
    return await session.scalar(select(Interface).where(Interface.name == name).options(*_WHOLE))


async def of_system(session: AsyncSession, system: System) -> Sequence[Interface]:
    """Return every api of a system."""
    return (await session.scalars(select(Interface).where(Interface.system_id == system.id).options(*_WHOLE))).all()


async def after(session: AsyncSession, name: str, limit: int) -> Sequence[Interface]:
    """Return the apis and schemas after a name, in the order of their names."""
    query = select(Interface).where(Interface.name > name).order_by(Interface.name).limit(limit)
    return (await session.scalars(query.options(*_WHOLE))).all()


async def list_page(
    session: AsyncSession,
    kind: EntryKind,
    *,
    after: str,
    limit: int,
    levels: Sequence[str],
    own: str | None,
    **filters: str | None,
) -> Sequence[Interface]:
    """Return the apis or schemas after a name that a reader may know of, in the order of their names."""
    query = _visible(select(Interface), kind, levels=levels, own=own, **filters)
    query = query.where(Interface.name > after).order_by(Interface.name).limit(limit).options(*_WHOLE)
    return (await session.scalars(query)).all()


async def count(
    session: AsyncSession, kind: EntryKind, *, levels: Sequence[str], own: str | None, **filters: str | None
) -> int:
    """Return how many apis or schemas there are that a reader may know of."""
    query = select(func.count()).select_from(Interface)
    return await session.scalar(_visible(query, kind, levels=levels, own=own, **filters)) or 0


def known_to(levels: Sequence[str], own: str | None) -> ColumnElement[bool]:
    """Return the condition of an api or a schema that somebody may know of, where its institution is joined."""
    shown: ColumnElement[bool] = Interface.visibility.in_(levels)
    if own is None:
        return shown
    named = (Interface.visibility == Visibility.NAMED) & has_member(Interface.readers, own)
    return shown | (Institution.key == own) | named


async def named_to(session: AsyncSession, own: str) -> Sequence[str]:
    """Return the kind and identity of each api and schema that an institution is named as a reader of: `api:…`."""
    query = select(Interface.kind, Interface.id).where(Interface.visibility == Visibility.NAMED)
    rows = await session.execute(query.where(has_member(Interface.readers, own)))
    return [f"{kind}:{identity}" for kind, identity in rows]


def _visible(
    query: Select[Any], kind: EntryKind, *, levels: Sequence[str], own: str | None, **filters: str | None
) -> Select[Any]:
    query = query.where(Interface.kind == kind, known_to(levels, own)).join(Interface.institution)
    if filters.get("system"):
        query = query.join(Interface.system).where(System.key == filters["system"])
    if filters.get("institution"):
        query = query.where(Institution.key == filters["institution"])
    if filters.get("concept"):
        query = query.where(Interface.concept == filters["concept"])
    return query
