"""Every question asked of systems."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, String, bindparam, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.dialect import Question, Quick
from registry.db.models import Institution, System
from registry.domain.errors import NotFound
from registry.domain.heads import SystemHead

_WHOLE = (
    joinedload(System.institution).selectinload(Institution.names),
    joinedload(System.replaced_by),
)


_GUARDED = (System.critical | (cast(System.levels, String) != "{}")).label("is_guarded")
_HEAD = [System.key, System.serial, System.revision, _GUARDED]
_ONE_HEAD = select(*_HEAD).where(System.key == bindparam("key"))


async def head(quick: Quick, key: str) -> SystemHead:
    """Return which state of a system there is; raise `NotFound`."""
    for row in await quick.rows(_ONE_HEAD, key=key):
        return SystemHead(*row)
    raise NotFound("system", key)


async def heads(quick: Quick, *, after: str, limit: int, **filters: Sequence[str]) -> tuple[list[SystemHead], int]:
    """Return which state there is of the systems after a key, in the order of their keys, and how many there are."""
    chosen = {name: list(values) for name, values in filters.items() if values}
    rows = await quick.rows(_heads(frozenset(chosen)), after=after, limit=limit, **chosen)
    total = rows[0].total if rows else (await quick.rows(_total(frozenset(chosen)), **chosen))[0][0]
    return [SystemHead(*row[:4]) for row in rows], total


async def by_key(session: AsyncSession, keys: Sequence[str]) -> Sequence[System]:
    """Return systems with their institutions and their replacements, in any order."""
    return (await session.scalars(select(System).where(System.key.in_(keys)).options(*_WHOLE))).all()


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


@cache
def _heads(filters: frozenset[str]) -> Question:
    # Built once for each choice of filters: putting a question together takes longer than answering it.
    query = _filtered(select(*_HEAD, _total(filters).scalar_subquery().label("total")), **_parameters(filters))
    return query.where(System.key > bindparam("after")).order_by(System.key).limit(bindparam("limit"))


@cache
def _total(filters: frozenset[str]) -> Question:
    return _filtered(select(func.count()).select_from(System), **_parameters(filters))


def _parameters(filters: frozenset[str]) -> dict[str, Any]:
    return {name: bindparam(name, expanding=True) for name in filters}


async def replaced_by(session: AsyncSession, system: System) -> Sequence[System]:
    """Return the systems whose place this one took."""
    query = select(System).where(System.replaced_by_id == system.id).order_by(System.key)
    return (await session.scalars(query)).all()


async def next_serial(session: AsyncSession) -> int:
    """Return the serial number of the next system."""
    return (await session.scalar(select(func.max(System.serial))) or 0) + 1


def _filtered(query: Question, **filters: Any) -> Question:
    columns = {"sectors": System.sector, "states": System.state, "standings": System.standing}
    for name, column in columns.items():
        if _is_given(filters.get(name)):
            query = query.where(column.in_(filters[name]))
    if _is_given(filters.get("institutions")):
        query = query.join(System.institution).where(Institution.key.in_(filters["institutions"]))
    return query


def _is_given(wanted: Any) -> bool:
    return isinstance(wanted, BindParameter) or bool(wanted)
