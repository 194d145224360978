"""Every question asked of the fields that the catalogue publishes, and the writing of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Float, String, Text, Uuid, bindparam, cast, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Interface, PublishedField, Version
from registry.domain.lifecycle import Status

IN_USE = frozenset({Status.PUBLISHED, Status.DEPRECATED})
"""The states in which a version offers its fields to others."""


class Shared(NamedTuple):
    """A field that a version has in common with others."""

    version: UUID
    institution: UUID
    folded: str
    name: str
    concept: str | None


_OURS = func.json_each(bindparam("ours", type_=JSON)).table_valued("key", "value", joins_implicitly=True)
_THE_LEVELS = PublishedField.visibility.in_(bindparam("levels", expanding=True))
# Only as many of each are counted as make a difference: what everybody has would be most of the table.
_COUNTS = text(
    "SELECT ours.key, (SELECT count(*) FROM (SELECT 1 FROM published_field "
    "WHERE folded = ours.key AND visibility IN :levels LIMIT :most) AS found) FROM json_each(:ours) AS ours"
).bindparams(bindparam("ours", type_=JSON), bindparam("levels", expanding=True))
_NEAREST = (
    select(PublishedField.version_id)
    .where(
        PublishedField.folded == _OURS.c.key,
        _THE_LEVELS,
        PublishedField.version_id.not_in(select(Version.id).where(Version.interface_id == bindparam("apart"))),
    )
    .group_by(PublishedField.version_id)
    .order_by(func.sum(cast(cast(_OURS.c.value, Text), Float)).desc(), PublishedField.version_id)
    .limit(bindparam("most"))
)
_SHARED = (
    select(
        PublishedField.version_id,
        Interface.institution_id,
        PublishedField.folded,
        PublishedField.name,
        PublishedField.concept,
    )
    .join(Version, Version.id == PublishedField.version_id)
    .join(Version.interface)
    .where(
        PublishedField.version_id.in_(bindparam("versions", expanding=True)),
        PublishedField.folded.in_(bindparam("keys", expanding=True)),
        Version.status.in_(sorted(IN_USE)),
    )
)


# One statement for all of them costs half of what one for each does.
_WRITE = text(
    "INSERT INTO published_field (version_id, visibility, folded, name, concept) "
    "SELECT :version, :visibility, ours.key, ours.value ->> 'name', ours.value ->> 'concept' "
    "FROM json_each(:ours) AS ours"
).bindparams(bindparam("version", type_=Uuid), bindparam("visibility", type_=String), bindparam("ours", type_=JSON))


async def clear(session: AsyncSession, interface: UUID) -> None:
    """Remove the fields of every version of an api or a schema."""
    of_it = PublishedField.version_id.in_(select(Version.id).where(Version.interface_id == interface))
    await session.execute(delete(PublishedField).where(of_it).execution_options(synchronize_session=False))


async def write(
    session: AsyncSession, version: UUID, visibility: str, names: Mapping[str, tuple[str, str | None]]
) -> None:
    """Write the fields of a version: how it calls each, and the concept that it means."""
    ours = {folded: {"name": name, "concept": concept} for folded, (name, concept) in names.items()}
    await session.execute(_WRITE, {"version": version, "visibility": visibility, "ours": ours})


async def counts(session: AsyncSession, keys: Collection[str], levels: Collection[str], most: int) -> dict[str, int]:
    """Count the versions that have each of some fields, of those that a reader may see, up to so many."""
    given = {"ours": dict.fromkeys(keys, 0), "levels": list(levels), "most": most}
    return {row[0]: row[1] for row in await session.execute(_COUNTS, given)}


async def nearest(
    session: AsyncSession,
    weights: Mapping[str, float],
    levels: Collection[str],
    apart: UUID | None,
    most: int,
) -> Sequence[UUID]:
    """Return the versions that have the weightiest part of some fields, but for those of one entry."""
    given = {"ours": weights, "levels": list(levels), "apart": apart, "most": most}
    return (await session.scalars(_NEAREST, given)).all()


async def shared(session: AsyncSession, versions: Collection[UUID], keys: Collection[str]) -> Sequence[Shared]:
    """Return which of some fields some versions have."""
    found = await session.execute(_SHARED, {"versions": list(versions), "keys": list(keys)})
    return [Shared._make(row) for row in found]
