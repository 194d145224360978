"""What can be found of each entry: its words, what is shown of it, what it counts as."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from registry.db.models import Concept, Institution, Interface, Standard, System, Version
from registry.domain.entries import FoundKind, Visibility
from registry.domain.index_words import Texts
from registry.domain.ranking import rank_of
from registry.domain.search_entries import Findable
from registry.domain.visibility import is_open
from registry.validators.rule_card import RuleCard

UNPUBLISHED = "unpublished"
UNCHECKED = "unchecked"
LONGEST_FIELD, MOST_FIELDS = 120, 500
MOST_PARTS = 5_000
"""How many operations or schemas of one version are found one by one."""


def of_institution(institution: Institution, day: date) -> Findable:
    """Return an institution under all its names, the former ones too."""
    names = institution.names_on(day)
    every = [text for name in institution.names for text in (name.text, name.acronym) if text]
    return Findable(
        FoundKind.INSTITUTION,
        institution.key,
        f"/institutions/{institution.key}",
        Texts(" ".join((institution.key, *every)), institution.number, (institution.key, institution.number, *every)),
        title={language: name["text"] for language, name in names.items()},
        facets=_owned(institution),
        owner=institution.key,
        owner_kind=institution.kind.value,
        rank=rank_of("", "pass", institution.updated_at),
    )


def of_system(system: System, day: date) -> Findable:
    """Return a system under all its names, and its purpose."""
    names = [name["text"] for name in system.names]
    purpose = system.purpose.values()
    body = " ".join((*purpose, system.number, *_names_of(system.institution, day)))
    return Findable(
        FoundKind.SYSTEM,
        system.key,
        f"/systems/{system.key}",
        Texts(" ".join((system.key, *names)), body, (system.key, system.number, *names)),
        title=system.title,
        summary=system.purpose,
        facets={
            **_owned(system.institution, system),
            "state": [system.state.value],
            "language": _languages(purpose=system.purpose),
        },
        owner=system.institution.key,
        owner_kind=system.institution.kind.value,
        rank=rank_of(system.state, "pass", system.updated_at),
    )


def of_interface(interface: Interface, version: Version | None, path: str, day: date) -> Iterator[Findable]:
    """Yield an api or a schema, with what its latest public version has: operations and schemas."""
    facts: Mapping[str, Any] = version.facts if version else {}
    shared = _shared(interface, version)
    fields = field_names(facts)
    body = (
        *interface.description.values(),
        facts.get("description") or "",
        *facts.get("tags", ()),
        *_names_of(interface.institution, day),
        *((name["text"] for name in interface.system.names) if interface.system else ()),
        *fields,
    )
    title = " ".join((interface.name, *interface.title.values(), facts.get("title") or ""))
    exact = (interface.name, interface.key, *interface.title.values())
    yield Findable(
        FoundKind(interface.kind.value),
        interface.name,
        path,
        Texts(title, " ".join(body), exact, fields),
        title=interface.title,
        summary=interface.description,
        **shared,
    )
    yield from _operations(interface, facts, path, shared)
    yield from _schemas(interface, facts, path, shared)


def of_field(name: str) -> Findable:
    """Return the name of a field; where it stands is known by the entries that have its word."""
    return Findable(FoundKind.FIELD, name, "", Texts(name, "", (name,)), rank=min(len(name) // 4, 255))


def of_concept(concept: Concept) -> Findable:
    """Return a concept under its names, its synonyms and the names that fields have for it."""
    synonyms = [word for words in concept.synonyms.values() for word in words]
    called = (concept.key, *concept.names.values())
    body = " ".join((*synonyms, *concept.field_names, *concept.definition.values()))
    return Findable(
        FoundKind.CONCEPT,
        concept.key,
        f"/concepts/{concept.key}",
        Texts(" ".join(called), body, (*called, *synonyms, *concept.field_names)),
        title=concept.names,
        summary=concept.definition,
        facets={"personal_data": ["no" if concept.personal_data.value == "none" else "yes"]},
        rank=rank_of("", "pass", concept.updated_at),
    )


def of_standard(standard: Standard) -> Findable:
    """Return a standard under its titles and its code."""
    called = tuple(text for text in (standard.key, standard.code, *standard.titles.values()) if text)
    return Findable(
        FoundKind.STANDARD,
        standard.key,
        f"/standards/{standard.key}",
        Texts(" ".join(called), " ".join((standard.publisher, *standard.notes.values())), called),
        title=standard.titles,
        summary=standard.notes,
        rank=rank_of("", "pass", standard.updated_at),
    )


def of_rule(card: RuleCard, profile: str) -> Findable:
    """Return a rule of an active profile under its name, its title and why it is there."""
    return Findable(
        FoundKind.RULE,
        card.name,
        f"/rules/{card.name}",
        Texts(
            " ".join((card.name, *card.title.values())),
            " ".join((*card.why.values(), *card.remedy.values())),
            (card.name,),
        ),
        title=card.title,
        summary=card.why,
        facets={"standard": [profile]},
    )


def field_names(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the different names of the fields that the facts of a document tell of, in its order."""
    fields = [field["name"] for field in facts.get("fields", ())] or [
        *(name for schema in facts.get("schemas", ()) for name in schema.get("properties", ())),
        *facts.get("properties", ()),
    ]
    return tuple(dict.fromkeys(name for name in fields if name.isprintable() and len(name) <= LONGEST_FIELD))[
        :MOST_FIELDS
    ]


def _shared(interface: Interface, version: Version | None) -> dict[str, Any]:
    """Return what an api or a schema and all that is in it have in common."""
    conformity = version.report.result if version else UNCHECKED
    state = version.status.value if version else UNPUBLISHED
    return {
        "facets": {
            **_owned(interface.institution, interface.system),
            "channel": _channels(interface),
            "state": [state],
            "conformity": [conformity],
            "standard": [version.report.profile.partition("@")[0]] if version else [],
            "language": _languages(title=interface.title, description=interface.description),
        },
        "level": _level_of(interface),
        "owner": interface.institution.key,
        "owner_kind": interface.institution.kind.value,
        "rank": rank_of(state, conformity, interface.updated_at),
    }


def _operations(
    interface: Interface, facts: Mapping[str, Any], path: str, shared: Mapping[str, Any]
) -> Iterator[Findable]:
    for position, operation in enumerate(facts.get("operations", ())[:MOST_PARTS]):
        label = f"{operation['method'].upper()} {operation['path']}"
        named, said = operation.get("operation_id") or "", operation.get("summary") or ""
        told = operation.get("description") or ""
        body = " ".join((told, *operation.get("tags", ()), interface.name, interface.institution.key))
        yield Findable(
            FoundKind.OPERATION,
            f"{interface.name} {label}",
            f"{path}/operations/{position}",
            Texts(" ".join((named, operation["path"], said)), body, (named, operation["path"], label)),
            title={"en": label},
            summary={"en": said or told},
            **shared,
        )


def _schemas(
    interface: Interface, facts: Mapping[str, Any], path: str, shared: Mapping[str, Any]
) -> Iterator[Findable]:
    for position, schema in enumerate(facts.get("schemas", ())[:MOST_PARTS]):
        told, properties = schema.get("description") or "", schema.get("properties", ())
        body = " ".join((told, *properties, interface.name, interface.institution.key))
        yield Findable(
            FoundKind.DATA_SCHEMA,
            f"{interface.name} {schema['name']}",
            f"{path}/schemas/{position}",
            Texts(schema["name"], body, (schema["name"],)),
            title={"en": schema["name"]},
            summary={"en": told or ", ".join(properties)},
            **shared,
        )


def _owned(institution: Institution, system: System | None = None) -> dict[str, Sequence[str]]:
    personal = system.personal_data if system and is_open(system, "personal_data") else None
    return {
        "sector": [(system or institution).sector.value],
        "channel": _channels(system) if system else [],
        "personal_data": ["yes" if personal["holds"] else "no"] if personal else [],
    }


def _channels(entry: System | Interface) -> list[str]:
    """Return the channels by which an entry is found: none where not everybody may see them."""
    return list(dict.fromkeys(one["channel"] for one in entry.channels)) if is_open(entry, "channels") else []


def _level_of(interface: Interface) -> str:
    """Return the level of what can be found of an api or a schema; each that is for named institutions has its own."""
    named = interface.visibility is Visibility.NAMED
    return f"{interface.visibility}:{interface.kind}:{interface.id}" if named else interface.visibility.value


def _languages(**texts: Mapping[str, str]) -> Sequence[str]:
    return sorted({language for one in texts.values() for language, text in one.items() if text})


def _names_of(institution: Institution, day: date) -> Sequence[str]:
    names = institution.names_on(day).values()
    return [institution.key, *(f"{name['text']} {name['acronym'] or ''}" for name in names)]
