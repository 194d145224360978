"""What of each entry search can find; written in the transaction that changes the entry."""

from collections.abc import Sequence
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

PREFERENCE = (Status.PUBLISHED, Status.DEPRECATED, Status.SUSPENDED, Status.RETIRED)


async def index_institution(work: Work, institution: Institution) -> None:
    """Make an institution findable by all its names, the former ones too."""
    await _put(work, "institution", institution.id, [findables.of_institution(institution, work.now.date())])


async def index_system(work: Work, system: System) -> None:
    """Make a system findable by all its names and its purpose."""
    await _put(work, "system", system.id, [findables.of_system(system, work.now.date())])


async def index_interface(work: Work, interface: Interface) -> Version | None:
    """Make an api or a schema findable, with what its latest public version has, which is returned."""
    version = latest_public(await versions.list_all(work.session, interface))
    found = findables_of(work, interface, version)
    await _put(work, interface.kind.value, interface.id, found)
    if version is not None:
        await _know_fields(work, findables.field_names(version.facts))
    return version


async def index_interfaces_of(work: Work, system: System) -> None:
    """Index the apis of a system anew: they are found under its sector."""
    for interface in await interfaces.of_system(work.session, system):
        await index_interface(work, interface)


async def index_concept(work: Work, concept: Concept) -> None:
    """Make a concept findable by its names and by those that fields have for it."""
    await _put(work, "concept", concept.id, [findables.of_concept(concept)])


async def index_standard(work: Work, standard: Standard) -> None:
    """Make a standard findable by its titles and its code."""
    await _put(work, "standard", standard.id, [findables.of_standard(standard)])


async def index_rules(work: Work, profile: str, cards: Sequence[RuleCard]) -> None:
    """Make the rules of the active version of a profile findable; none where it has none."""
    await _put(work, "rules", profile, [findables.of_rule(card, profile) for card in cards])


def findables_of(work: Work, interface: Interface, version: Version | None) -> list[Findable]:
    """Return what can be found of an api or a schema."""
    path = path_of(interface, version.number if version else None)
    return list(findables.of_interface(interface, version, path, work.now.date()))


def latest_public(every: Any) -> Version | None:
    """Return the version that a reader means: the highest published one, else the highest of what was."""
    public = [version for version in every if version.status in PUBLIC]
    ranked = sorted(public, key=lambda one: precedence_of(one.number), reverse=True)
    return min(ranked, key=lambda one: PREFERENCE.index(one.status), default=None)


def path_of(interface: Interface, number: str | None = None) -> str:
    """Return the address of the page of an api or a schema, or of one of its versions."""
    path = f"/{interface.kind}s/{interface.name}"
    return f"{path}/{number}" if number else path


async def _know_fields(work: Work, names: Sequence[str]) -> None:
    """Keep the names of fields that nobody has used before; what they stand in is found by itself."""
    by_source = {search.source_of("field", folded(name)): name for name in names if folded(name)}
    there = set(await search.known(work.session, by_source)) if by_source else set()
    new = [(source, findables.of_field(name)) for source, name in by_source.items() if source not in there]
    if new:
        await search.add(work.session, work.database.dialect, new)


async def _put(work: Work, kind: str, identity: object, found: Sequence[Findable]) -> None:
    await search.replace(work.session, work.database.dialect, search.source_of(kind, identity), found)
