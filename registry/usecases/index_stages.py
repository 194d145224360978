"""The catalogue in stages, as the index is built and checked: some entries of one kind after the other."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.models import Version
from registry.db.queries import concepts, institutions, interfaces, profiles, standards, systems, versions
from registry.domain.profiles import ProfileState
from registry.usecases import findables, indexing
from registry.usecases.indexing import Sources
from registry.usecases.profiles import cards_of, cards_of_active
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Batch:
    """Some entries of a stage: what can be found of each, the names of their fields, and the last of their keys."""

    sources: Sources
    names: Sequence[str]
    last: str | None
    """None where these are the last ones of the stage."""


Stage = Callable[[Work, str, int], Awaitable[Batch]]


async def _institutions(work: Work, after: str, limit: int) -> Batch:
    rows = await institutions.list_page(work.session, after=after, limit=limit)
    return _batch([(row.key, indexing.of_institution(work, row)) for row in rows], limit)


async def _systems(work: Work, after: str, limit: int) -> Batch:
    rows = await systems.list_page(work.session, after=after, limit=limit)
    return _batch([(row.key, indexing.of_system(work, row)) for row in rows], limit)


async def _interfaces(work: Work, after: str, limit: int) -> Batch:
    rows = await interfaces.after(work.session, after, limit)
    every: dict[Any, list[Version]] = {row.id: [] for row in rows}
    for version in await versions.public_of(work.session, list(every)):
        every[version.interface_id].append(version)
    latest = [(row, indexing.latest_public(every[row.id])) for row in rows]
    names = [name for _, one in latest if one for name in findables.field_names(one.facts)]
    return _batch([(row.name, indexing.of_interface(work, row, version)) for row, version in latest], limit, names)


async def _concepts(work: Work, after: str, limit: int) -> Batch:
    rows = await concepts.list_page(work.session, after=after, limit=limit)
    return _batch([(row.key, indexing.of_concept(work, row)) for row in rows], limit)


async def _standards(work: Work, after: str, limit: int) -> Batch:
    rows = await standards.list_page(work.session, after=after, limit=limit)
    return _batch([(row.key, indexing.of_standard(work, row)) for row in rows], limit)


async def _rules(work: Work, after: str, limit: int) -> Batch:
    del after, limit
    active = [row for row in await profiles.list_all(work.session) if row.state is ProfileState.ACTIVE]
    cards = {row.key: await cards_of_active(work, row) for row in active}
    own = await work.check.built_in()
    if not active:
        cards[own.key] = await cards_of(work, None, own)
    return _batch([(key, indexing.of_rules(key, some)) for key, some in cards.items()], len(cards) + 1)


STAGES: Mapping[str, Stage] = {
    "institutions": _institutions,
    "systems": _systems,
    "interfaces": _interfaces,
    "concepts": _concepts,
    "standards": _standards,
    "rules": _rules,
}


def _batch(found: Sequence[tuple[str, Sources]], limit: int, names: Sequence[str] = ()) -> Batch:
    sources = {source: some for _, one in found for source, some in one.items()}
    return Batch(sources, names, found[-1][0] if len(found) >= limit else None)
