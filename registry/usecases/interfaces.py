"""What can be done with apis and schemas, apart from their versions."""

from dataclasses import dataclass
from typing import Any

from registry.db.models import Institution, Interface, System
from registry.db.queries import institutions, systems
from registry.db.queries import interfaces as queries
from registry.domain.actors import require_owner
from registry.domain.entries import ApiKind, EntryKind, Visibility
from registry.domain.errors import KeyTaken, NotFound
from registry.domain.visibility import Guard, levels_of, may_see_entry, own_of, widest
from registry.usecases import indexing, published_fields, readers
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect
from registry.usecases.work import Work

PLAIN = ("title", "description", "access", "channels", "message_security", "concept", "levels", "readers")
"""The parts that are stored as they are given."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which apis or schemas a list is limited to."""

    institution: str | None = None
    system: str | None = None
    concept: str | None = None


async def define_api(work: Work, system_key: str, tree: object) -> Interface:
    """Define an api of a system."""
    given = work.given("new_api", tree)
    name = f"{system_key}/{given['key']}"
    work.attempt("api:define", "api", name)
    system = await systems.get(work.session, system_key)
    return await _defined(work, EntryKind.API, name, system.institution, system, given)


async def define_schema(work: Work, tree: object) -> Interface:
    """Define a data schema of an institution."""
    given = work.given("new_schema", tree)
    work.attempt("schema:define", "schema", given["key"])
    institution = await institutions.get(work.session, given["institution"])
    return await _defined(work, EntryKind.SCHEMA, given["key"], institution, None, given)


async def change(work: Work, name: str, tree: object, seen: int) -> Interface:
    """Change what is said of an api or a schema, from the revision that was seen."""
    interface = await get(work, name)
    given = work.given(f"{interface.kind}_changes", tree)
    work.attempt(f"{interface.kind}:change", interface.kind, name)
    require_owner(work.actor, interface.institution.key)
    expect(interface.revision, seen)
    await readers.require_known(work, given)
    before = interface.guard
    for part, value in _parts(given).items():
        setattr(interface, part, value)
    interface.updated_at = work.now
    return await _stored(work, interface, "changed", given, before)


async def get(work: Work, name: str) -> Interface:
    """Return an api or a schema that the actor may know of."""
    interface = await queries.get(work.session, name)
    if not may_see_entry(work.actor, interface.guard):
        raise NotFound(interface.kind, name)
    return interface


async def list_page(work: Work, kind: EntryKind, filters: Filters, *, after: str, limit: int) -> Page[Interface]:
    """Return a page of the apis or of the schemas that the actor may know of, in the order of their names."""
    chosen: dict[str, Any] = {"own": own_of(work.actor), "levels": levels_of(work.actor)}
    chosen |= {"institution": filters.institution, "system": filters.system, "concept": filters.concept}
    rows = await queries.list_page(work.session, kind, after=after, limit=limit + 1, **chosen)
    return page_of(rows, limit, await queries.count(work.session, kind, **chosen), lambda row: row.name)


async def _defined(
    work: Work, kind: EntryKind, name: str, institution: Institution, system: System | None, given: dict[str, Any]
) -> Interface:
    require_owner(work.actor, institution.key)
    await readers.require_known(work, given)
    if await queries.find(work.session, name):
        raise KeyTaken(kind, name)
    interface = Interface(
        kind=kind,
        name=name,
        institution=institution,
        system=system,
        created_at=work.now,
        updated_at=work.now,
        **_parts({**_defaults(kind, system), **given}),
    )
    work.session.add(interface)
    return await _stored(work, interface, "defined", given)


def _defaults(kind: EntryKind, system: System | None) -> dict[str, Any]:
    """Return what an owner who says nothing of it means: the api of a critical system is not for the whole world."""
    if kind is not EntryKind.API:
        return {}
    return {"kind": ApiKind.REST, **({"visibility": Visibility.GOVERNMENT} if system and system.critical else {})}


def _parts(given: dict[str, Any]) -> dict[str, Any]:
    parts: dict[str, Any] = {part: given[part] for part in PLAIN if part in given}
    if "kind" in given:
        parts["manner"] = ApiKind(given["kind"])
    if "visibility" in given:
        parts["visibility"] = Visibility(given["visibility"])
    return parts


async def _stored(
    work: Work,
    interface: Interface,
    verb: str,
    given: dict[str, Any],
    before: Guard | None = None,
) -> Interface:
    await work.session.flush()
    await published_fields.keep(work, interface, await indexing.index_interface(work, interface))
    work.record(fields=sorted(given))
    institution = interface.institution.key
    # Those who copied what they may no longer see must learn of it.
    guards = [interface.guard, *([before] if before else [])]
    work.announce(
        f"{interface.kind}.{verb}",
        interface,
        level=widest([guard.visibility for guard in guards]),
        readers=sorted({key for guard in guards for key in guard.readers}),
        name=interface.name,
        institution=institution,
    )
    return interface
