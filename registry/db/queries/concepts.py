"""Every question asked of concepts and their canonical schemas."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Concept, ConceptSchema
from registry.domain.concepts import PersonalData
from registry.domain.errors import NotFound


class Named(NamedTuple):
    """What a concept is called, by people and in documents."""

    key: str
    names: dict[str, str]
    synonyms: dict[str, list[str]]
    field_names: list[str]
    ambiguous: list[str]


async def get(session: AsyncSession, key: str) -> Concept:
    """Return a concept; raise `NotFound`."""
    found = await find(session, key)
    if found is None:
        raise NotFound("concept", key)
    return found


async def find(session: AsyncSession, key: str) -> Concept | None:
    """Return a concept, if there is one."""
    return await session.scalar(select(Concept).where(Concept.key == key))


async def list_page(
    session: AsyncSession, *, after: str, limit: int | None, **filters: Sequence[str]
) -> Sequence[Concept]:
    """Return the concepts after a key, in the order of their keys."""
    query = _filtered(select(Concept), filters).where(Concept.key > after).order_by(Concept.key).limit(limit)
    return (await session.scalars(query)).all()


async def count(session: AsyncSession, **filters: Sequence[str]) -> int:
    """Return how many concepts there are."""
    return await session.scalar(_filtered(select(func.count()).select_from(Concept), filters)) or 0


async def known(session: AsyncSession, keys: Collection[str]) -> set[str]:
    """Return those of some keys that concepts have."""
    return set(await session.scalars(select(Concept.key).where(Concept.key.in_(keys))))


async def personal_data_of(session: AsyncSession, keys: Collection[str]) -> dict[str, PersonalData]:
    """Return which kind of personal data those of some keys are that concepts have."""
    rows = await session.execute(select(Concept.key, Concept.personal_data).where(Concept.key.in_(keys)))
    return {row.key: row.personal_data for row in rows}


async def named_otherwise(session: AsyncSession, key: str) -> Sequence[Named]:
    """Return what every concept but one is called."""
    columns = (Concept.key, Concept.names, Concept.synonyms, Concept.field_names, Concept.ambiguous)
    return [Named._make(row) for row in await session.execute(select(*columns).where(Concept.key != key))]


async def state(session: AsyncSession) -> tuple[Any, ...]:
    """Return what is another where any concept is another than it was."""
    columns = (func.count(), func.max(Concept.updated_at), func.sum(Concept.revision))
    return tuple((await session.execute(select(*columns))).one())


async def with_schemas(session: AsyncSession) -> Sequence[tuple[Concept, bytes]]:
    """Return every concept with its present canonical schema."""
    present = (ConceptSchema.concept_id == Concept.id) & (ConceptSchema.version == Concept.version)
    found = await session.execute(select(Concept, ConceptSchema.content).join(ConceptSchema, present))
    return [(row[0], row[1]) for row in found]


async def pointing_to(session: AsyncSession, key: str) -> Sequence[Concept]:
    """Return the concepts that say they are related to one, in the order of their keys."""
    found = await session.scalars(select(Concept).where(Concept.key != key).order_by(Concept.key))
    return [concept for concept in found if key in concept.related]


async def find_schema(session: AsyncSession, key: str, version: str) -> ConceptSchema | None:
    """Return the canonical schema of a concept under a version, if there is one."""
    query = select(ConceptSchema).join(ConceptSchema.concept).where(Concept.key == key)
    return await session.scalar(query.where(ConceptSchema.version == version))


async def get_schema(session: AsyncSession, key: str, version: str) -> ConceptSchema:
    """Return the canonical schema of a concept under a version; raise `NotFound`."""
    found = await find_schema(session, key, version)
    if found is None:
        raise NotFound("concept", f"{key}@{version}")
    return found


async def schemas_of(session: AsyncSession, concepts: Sequence[Concept]) -> Sequence[ConceptSchema]:
    """Return every canonical schema of some concepts, the first in front."""
    query = select(ConceptSchema).where(ConceptSchema.concept_id.in_([concept.id for concept in concepts]))
    return (await session.scalars(query.order_by(ConceptSchema.created_at, ConceptSchema.version))).all()


def _filtered(query: Select[Any], filters: dict[str, Sequence[str]]) -> Select[Any]:
    columns = {"personal_data": Concept.personal_data, "types": Concept.type, "certainties": Concept.certainty}
    for name, column in columns.items():
        if filters.get(name):
            query = query.where(column.in_(filters[name]))
    return query
