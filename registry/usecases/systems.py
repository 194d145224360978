"""What can be done with systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.models import Institution, System
from registry.db.queries import institutions
from registry.db.queries import systems as queries
from registry.domain.actors import require_owner
from registry.domain.entries import Sector, SystemState
from registry.domain.errors import FieldError, FieldsInvalid, KeyTaken
from registry.domain.heads import SystemHead
from registry.domain.visibility import levels_of, own_of
from registry.usecases import indexing, readers
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect
from registry.usecases.work import Work

PLAIN = (
    *("names", "purpose", "contacts", "legal_basis", "hosting", "gisp_reference", "channels", "personal_data"),
    *("critical", "levels", "readers"),
)
"""The parts of a system that are stored as they are given."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which systems a list is limited to."""

    institutions: Sequence[str] = ()
    sectors: Sequence[str] = ()
    states: Sequence[str] = ()
    standings: Sequence[str] = ()

    def chosen(self) -> Mapping[str, Sequence[str]]:
        """Return the filters by name."""
        return {
            "institutions": self.institutions,
            "sectors": self.sectors,
            "states": self.states,
            "standings": self.standings,
        }


async def register(work: Work, tree: object) -> System:
    """Register a system; only its key, names, owner, purpose and one contact are needed at first."""
    given = permitted(work, tree)
    institution = await institutions.get(work.session, given["institution"])
    await readers.require_known(work, given)
    if await queries.find(work.session, given["key"]):
        raise KeyTaken("system", given["key"])
    await work.database.dialect.lock_records(work.session)
    system = made(work, given, institution, await queries.next_serial(work.session))
    system.replaced_by = await _replacement(work, given)
    work.session.add(system)
    return await _stored(work, system, "system.registered", given)


def permitted(work: Work, tree: object) -> dict[str, Any]:
    """Return what somebody who may register it says of a new system; raise where it is wrong, or not theirs to say."""
    given = work.given("new_system", tree)
    work.attempt("system:register", "system", given["key"])
    require_owner(work.actor, given["institution"])
    return given


def made(work: Work, given: Mapping[str, Any], institution: Institution, serial: int) -> System:
    """Return a new system, which is not stored yet."""
    return System(
        serial=serial,
        key=given["key"],
        institution=institution,
        sector=Sector(given.get("sector", institution.sector)),
        state=SystemState(given.get("state", SystemState.IN_USE)),
        created_at=work.now,
        updated_at=work.now,
        **{part: given[part] for part in PLAIN if part in given},
    )


async def change(work: Work, key: str, tree: object, seen: int) -> System:
    """Change what is said of a system, from the revision that was seen."""
    given = work.given("system_changes", tree)
    work.attempt("system:change", "system", key)
    system = await queries.get(work.session, key)
    require_owner(work.actor, system.institution.key)
    expect(system.revision, seen)
    await readers.require_known(work, given)
    replacement = await _replacement(work, given, system)
    write(work, system, given)
    if "replaced_by" in given:
        system.replaced_by = replacement
    return await _stored(work, system, "system.changed", given)


def write(work: Work, system: System, given: Mapping[str, Any]) -> None:
    """Put what is said of a system in the place of what was said before, all but what took its place."""
    if given.get("contacts", system.contacts) != system.contacts:
        system.confirmed_at = None
    for part in PLAIN:
        if part in given:
            setattr(system, part, given[part])
    if "sector" in given:
        system.sector = Sector(given["sector"])
    if "state" in given:
        system.state = SystemState(given["state"])
    system.updated_at = work.now


async def get(work: Work, key: str) -> System:
    """Return a system."""
    return await queries.get(work.session, key)


async def head(work: Work, key: str) -> SystemHead:
    """Return which state of a system there is."""
    return _heard(work, await queries.head(work.database.quick, key))


async def heads(work: Work, filters: Filters, *, after: str, limit: int) -> Page[SystemHead]:
    """Return which state there is of a page of systems, in the order of their keys."""
    found, total = await queries.heads(work.database.quick, after=after, limit=limit + 1, **filters.chosen())
    return page_of([_heard(work, one) for one in found], limit, total, lambda one: one.key)


def _heard(work: Work, found: SystemHead) -> SystemHead:
    """Return a head that says, where not everybody may see all of the system, who sees what this reader sees."""
    audience = f"{levels_of(work.actor)} {own_of(work.actor)}" if found.is_guarded else ""
    return found._replace(audience=audience)


async def by_key(work: Work, keys: Sequence[str]) -> Sequence[System]:
    """Return systems, in any order."""
    return await queries.by_key(work.session, keys)


async def replaced(work: Work, system: System) -> Sequence[System]:
    """Return the systems whose place this one took."""
    return await queries.replaced_by(work.session, system)


async def list_page(work: Work, filters: Filters, *, after: str, limit: int) -> Page[System]:
    """Return a page of systems, in the order of their keys."""
    rows = await queries.list_page(work.session, after=after, limit=limit + 1, **filters.chosen())
    return page_of(rows, limit, await queries.count(work.session, **filters.chosen()), lambda row: row.key)


async def _replacement(work: Work, given: dict[str, Any], system: System | None = None) -> System | None:
    key = given.get("replaced_by")
    if key is None:
        return None
    found = await queries.find(work.session, key)
    if found is None or found is system:
        raise FieldsInvalid((FieldError("/replaced_by", "no-such-system", {"limit": key}),))
    later: System | None = found
    while later is not None and later.replaced_by is not None:
        later = await queries.find(work.session, later.replaced_by.key)
        if later is system:
            raise FieldsInvalid((FieldError("/replaced_by", "replaced-in-a-circle", {"limit": key}),))
    return found


async def _stored(work: Work, system: System, change: str, given: dict[str, Any]) -> System:
    await work.session.flush()
    await indexing.index_system(work, system)
    if change == "system.changed" and "sector" in given:
        await indexing.index_interfaces_of(work, system)
    told(work, system, change, given)
    return system


def told(work: Work, system: System, change: str, given: Mapping[str, Any]) -> None:
    """Put a change of a system on the record, and tell those who copy the catalogue."""
    work.record(fields=sorted(given))
    work.announce(change, system, institution=system.institution.key)
