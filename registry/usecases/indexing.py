"""What of each entry search can find; written in the transaction that changes the entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.db.models import Concept, Institution, Interface, Standard, System, Version
from registry.db.queries import interfaces, search, versions
from registry.domain.concepts import folded
from registry.domain.lifecycle import PUBLIC, Status
from registry.domain.names import precedence_of
from registry.domain.search_entries import Findable
from registry.usecases import findables
from registry.usecases.work import Work
from registry.validators.rule_card import RuleCard

Sources = Mapping[int, Sequence[Findable]]
"""What can be found of entries, by the number of each entry."""

PREFERENCE = (Status.PUBLISHED, Status.DEPRECATED, Status.SUSPENDED, Status.RETIRED)


async def index_institution(work: Work, institution: Institution) -> None:
    """Make an institution findable by all its names, the former ones too."""
    await put(work, of_institution(work, institution))


async def index_system(work: Work, system: System) -> None:
    """Make a system findable by all its names and its purpose."""
    await index_systems(work, [system])


async def index_systems(work: Work, every: Sequence[System]) -> None:
    """Make systems findable, in as few questions as one of them takes."""
    await put(work, {source: found for system in every for source, found in of_system(work, system).items()})


async def index_interface(work: Work, interface: Interface) -> Version | None:
    """Make an api or a schema findable, with what its latest public version has, which is returned."""
    version = latest_public(await versions.list_all(work.session, interface))
    await index_versions(work, [(interface, version)])
    return version


async def index_versions(work: Work, latest: Sequence[tuple[Interface, Version | None]]) -> None:
    """Make apis and schemas findable, each with its latest public version."""
    found: dict[int, Sequence[Findable]] = {}
    for interface, version in latest:
        found |= of_interface(work, interface, version)
    await put(work, found)
    facts = [version.facts for _, version in latest if version is not None]
    await know_fields(work, [name for some in facts for name in findables.field_names(some)])


async def index_interfaces_of(work: Work, system: System) -> None:
    """Index the apis of a system anew: they are found under its sector."""
    for interface in await interfaces.of_system(work.session, system):
        await index_interface(work, interface)


async def index_concept(work: Work, concept: Concept) -> None:
    """Make a concept findable by its names and by those that fields have for it."""
    await put(work, of_concept(work, concept))


async def index_standard(work: Work, standard: Standard) -> None:
    """Make a standard findable by its titles and its code."""
    await put(work, of_standard(work, standard))


async def index_rules(work: Work, profile: str, cards: Sequence[RuleCard]) -> None:
    """Make the rules of the active version of a profile findable; none where it has none."""
    await put(work, of_rules(profile, cards))


def of_institution(work: Work, institution: Institution) -> Sources:
    """Return what can be found of an institution."""
    found = findables.of_institution(institution, work.now.date())
    return {search.source_of("institution", institution.id): [found]}


def of_system(work: Work, system: System) -> Sources:
    """Return what can be found of a system."""
    return {search.source_of("system", system.id): [findables.of_system(system, work.now.date())]}


def of_interface(work: Work, interface: Interface, version: Version | None) -> Sources:
    """Return what can be found of an api or a schema."""
    path = path_of(interface, version.number if version else None)
    found = list(findables.of_interface(interface, version, path, work.now.date()))
    return {search.source_of(interface.kind.value, interface.id): found}


def of_concept(work: Work, concept: Concept) -> Sources:
    """Return what can be found of a concept."""
    del work
    return {search.source_of("concept", concept.id): [findables.of_concept(concept)]}


def of_standard(work: Work, standard: Standard) -> Sources:
    """Return what can be found of a standard."""
    del work
    return {search.source_of("standard", standard.id): [findables.of_standard(standard)]}


def of_rules(profile: str, cards: Sequence[RuleCard]) -> Sources:
    """Return what can be found of the rules of a profile."""
    return {search.source_of("rules", profile): [findables.of_rule(card, profile) for card in cards]}


def of_field(name: str) -> Sources:
    """Return what can be found of the name of a field."""
    return {search.source_of("field", folded(name)): [findables.of_field(name)]}


async def put(work: Work, found: Sources) -> None:
    """Put things in the place of whatever the entries that they come from had in the index."""
    await search.replace(work.session, work.database.dialect, found)


def latest_public(every: Any) -> Version | None:
    """Return the version that a reader means: the highest published one, else the highest of what was."""
    public = [version for version in every if version.status in PUBLIC]
    ranked = sorted(public, key=lambda one: precedence_of(one.number), reverse=True)
    return min(ranked, key=lambda one: PREFERENCE.index(one.status), default=None)


def path_of(interface: Interface, number: str | None = None) -> str:
    """Return the address of the page of an api or a schema, or of one of its versions."""
    path = f"/{interface.kind}s/{interface.name}"
    return f"{path}/{number}" if number else path


async def know_fields(work: Work, names: Sequence[str]) -> None:
    """Keep the names of fields that nobody has used before; what they stand in is found by itself."""
    found: dict[int, Sequence[Findable]] = {}
    for name in names:
        found |= of_field(name) if folded(name) else {}
    there = set(await search.known(work.session, list(found))) if found else set()
    new = [(source, one) for source, some in found.items() for one in some if source not in there]
    if new:
        await search.add(work.session, work.database.dialect, new)
