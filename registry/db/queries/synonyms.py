"""Every question asked of the names that mean the same."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Concept, Synonym
from registry.domain.errors import NotFound


async def get(session: AsyncSession, key: str) -> Synonym:
    """Return a group of names; raise `NotFound`."""
    found = await find(session, key)
    if found is None:
        raise NotFound("synonym", key)
    return found


async def find(session: AsyncSession, key: str) -> Synonym | None:
    """Return a group of names, if there is one."""
    return await session.scalar(select(Synonym).where(Synonym.key == key))


async def list_page(
    session: AsyncSession, *, after: str, limit: int | None, kinds: Sequence[str] = ()
) -> Sequence[Synonym]:
    """Return the groups after a key, in the order of their keys."""
    query = _of(select(Synonym), kinds).where(Synonym.key > after).order_by(Synonym.key).limit(limit)
    return (await session.scalars(query)).all()


async def count(session: AsyncSession, kinds: Sequence[str] = ()) -> int:
    """Return how many groups there are."""
    return await session.scalar(_of(select(func.count()).select_from(Synonym), kinds)) or 0


async def state(session: AsyncSession) -> tuple[Any, ...]:
    """Return what is another where any group, or anything that a concept is called, is another than it was."""
    parts = [
        select(measure).scalar_subquery()
        for table in (Synonym, Concept)
        for measure in (func.count(table.id), func.max(table.updated_at), func.sum(table.revision))
    ]
    return tuple((await session.execute(select(*parts))).one())


async def names(session: AsyncSession) -> list[list[str]]:
    """Return the names of every group, then what each concept is called, in the order of their keys."""
    groups = await list_page(session, after="", limit=None)
    called = await session.execute(select(Concept.names, Concept.synonyms).order_by(Concept.key))
    labels = [[*said.values(), *(one for more in synonyms.values() for one in more)] for said, synonyms in called]
    return [*(group.every for group in groups), *labels]


def _of(query: Select[Any], kinds: Sequence[str]) -> Select[Any]:
    return query.where(Synonym.kind.in_(kinds)) if kinds else query
