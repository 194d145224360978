"""What of each entry search can find; written in the transaction that changes the entry."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from registry.db.models import Institution, Interface, SearchEntry, System, Version
from registry.db.queries import interfaces, search, versions
from registry.domain.entries import EntryKind, SystemState
from registry.domain.lifecycle import PUBLIC, Status
from registry.domain.names import precedence_of
from registry.domain.visibility import is_open
from registry.usecases.work import Work

WEIGHTS = {
    Status.PUBLISHED: 1.0,
    Status.DEPRECATED: 0.6,
    Status.SUSPENDED: 0.5,
    Status.RETIRED: 0.3,
}
"""How much what is found counts by the state of its version: what can be used comes first."""

PREFERENCE = (Status.PUBLISHED, Status.DEPRECATED, Status.SUSPENDED, Status.RETIRED)
UNPUBLISHED = "unpublished"
OPERATION_WEIGHT = 0.8


async def index_institution(work: Work, institution: Institution) -> None:
    """Make an institution findable by all its names, the former ones too."""
    names = institution.names_on(work.now.date())
    every = " ".join(f"{name.text} {name.acronym or ''}" for name in institution.names)
    entry = _entry(
        institution,
        source=f"institution:{institution.id}",
        kind=EntryKind.INSTITUTION,
        name=institution.key,
        path=f"/institutions/{institution.key}",
        title={language: name["text"] for language, name in names.items()},
        state="",
        weight=1.3,
        updated_at=institution.updated_at,
    )
    await _put(work, entry.source, [(entry, f"{institution.key} {every}", institution.number)])


async def index_system(work: Work, system: System) -> None:
    """Make a system findable by all its names and its purpose."""
    await index_systems(work, [system])


async def index_systems(work: Work, every: Sequence[System]) -> None:
    """Make systems findable, in as few questions as one of them takes."""
    found = dict(_system_entry(work, system) for system in every)
    await search.replace_all(work.session, work.database.dialect, found)


def _system_entry(work: Work, system: System) -> tuple[str, list[search.Indexed]]:
    names = " ".join(name["text"] for name in system.names)
    entry = _entry(
        system.institution,
        source=f"system:{system.id}",
        kind=EntryKind.SYSTEM,
        name=system.key,
        path=f"/systems/{system.key}",
        title=system.title,
        summary=system.purpose,
        sector=system.sector,
        channels=_open_channels(system),
        state=system.state,
        weight=0.4 if system.state is SystemState.RETIRED else 1.2,
        updated_at=system.updated_at,
    )
    body = " ".join([*system.purpose.values(), system.number, *_words_of_institution(work, system.institution)])
    return entry.source, [(entry, f"{system.key} {names}", body)]


async def index_interface(work: Work, interface: Interface) -> Version | None:
    """Make an api or a schema findable, with what its latest public version has, which is returned."""
    version = latest_public(await versions.list_all(work.session, interface))
    source = f"{interface.kind}:{interface.id}"
    await _put(work, source, list(_interface_entries(work, interface, version, source)))
    return version


async def index_interfaces_of(work: Work, system: System) -> None:
    """Index the apis of a system anew: they are found under its sector."""
    for interface in await interfaces.of_system(work.session, system):
        await index_interface(work, interface)


def latest_public(every: Any) -> Version | None:
    """Return the version that a reader means: the highest published one, else the highest of what was."""
    public = [version for version in every if version.status in PUBLIC]
    ranked = sorted(public, key=lambda one: precedence_of(one.number), reverse=True)
    return min(ranked, key=lambda one: PREFERENCE.index(one.status), default=None)


def path_of(interface: Interface, number: str | None = None) -> str:
    """Return the address of the page of an api or a schema, or of one of its versions."""
    path = f"/{interface.kind}s/{interface.name}"
    return f"{path}/{number}" if number else path


def _interface_entries(
    work: Work, interface: Interface, version: Version | None, source: str
) -> Iterator[search.Indexed]:
    facts: dict[str, Any] = version.facts if version else {}
    shared: dict[str, Any] = {
        "source": source,
        "sector": interface.system.sector if interface.system else interface.institution.sector,
        "channels": _open_channels(interface),
        "visibility": interface.visibility,
        "state": version.status if version else UNPUBLISHED,
        "updated_at": interface.updated_at,
    }
    weight = WEIGHTS.get(version.status, 0.5) if version else 0.5
    path = path_of(interface, version.number if version else None)
    entry = _entry(
        interface.institution,
        kind=interface.kind,
        name=interface.name,
        path=path,
        title=interface.title,
        summary=interface.description,
        weight=weight,
        **shared,
    )
    title = " ".join([interface.name, *interface.title.values(), facts.get("title") or ""])
    body = [
        *interface.description.values(),
        facts.get("description") or "",
        *_words_of_institution(work, interface.institution),
    ]
    fields = " ".join(facts.get("properties", ()))
    yield entry, title, " ".join([*body, fields])
    shared |= {"weight": weight * OPERATION_WEIGHT}
    yield from _operations(interface, facts, path, shared)
    yield from _schemas(interface, facts, path, shared)


def _operations(
    interface: Interface, facts: dict[str, Any], path: str, shared: dict[str, Any]
) -> Iterator[search.Indexed]:
    for position, operation in enumerate(facts.get("operations", ())):
        label = f"{operation['method'].upper()} {operation['path']}"
        summary = operation.get("summary") or operation.get("description") or label
        entry = _entry(
            interface.institution,
            kind="operation",
            name=f"{interface.name} {label}"[:200],
            path=f"{path}/operations/{position}",
            title={"en": label[:300]},
            summary={"en": summary},
            **shared,
        )
        title = f"{operation.get('operation_id') or ''} {operation['path']} {operation.get('summary') or ''}"
        yield entry, title, f"{operation.get('description') or ''} {' '.join(operation.get('tags', ()))}"


def _schemas(
    interface: Interface, facts: dict[str, Any], path: str, shared: dict[str, Any]
) -> Iterator[search.Indexed]:
    for position, schema in enumerate(facts.get("schemas", ())):
        entry = _entry(
            interface.institution,
            kind="data-schema",
            name=f"{interface.name} {schema['name']}"[:200],
            path=f"{path}/schemas/{position}",
            title={"en": schema["name"][:300]},
            summary={"en": schema.get("description") or ", ".join(schema.get("properties", ()))},
            **shared,
        )
        yield entry, schema["name"], f"{schema.get('description') or ''} {' '.join(schema.get('properties', ()))}"


def _open_channels(entry: System | Interface) -> list[str]:
    """Return the channels by which an entry is found: none where not everybody may see them."""
    return [channel["channel"] for channel in entry.channels] if is_open(entry, "channels") else []


def _words_of_institution(work: Work, institution: Institution) -> list[str]:
    names = institution.names_on(work.now.date()).values()
    return [institution.key, *(f"{name['text']} {name['acronym'] or ''}" for name in names)]


def _entry(institution: Institution, **values: Any) -> SearchEntry:
    title: dict[str, str] = values.pop("title")
    summary: dict[str, str] = values.pop("summary", {})
    given: dict[str, Any] = {"sector": institution.sector, "channels": [], "visibility": "public", **values}
    given = {name: value.value if isinstance(value, StrEnum) else value for name, value in given.items()}
    return SearchEntry(
        **given,
        title_sw=_first(title, "sw", "en")[:300],
        title_en=_first(title, "en", "sw")[:300],
        summary_sw=_first(summary, "sw", "en")[:400],
        summary_en=_first(summary, "en", "sw")[:400],
        institution=institution.key,
        institution_kind=institution.kind.value,
    )


def _first(texts: dict[str, str], *languages: str) -> str:
    return next((texts[language] for language in languages if texts.get(language)), "")


async def _put(work: Work, source: str, entries: list[search.Indexed]) -> None:
    await search.replace(work.session, work.database.dialect, source, entries)
