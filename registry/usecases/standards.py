"""What can be done with standards and with the components that they are ordered by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.models import Component, Standard
from registry.db.queries import records
from registry.db.queries import standards as queries
from registry.domain.actors import Role, require_role
from registry.domain.chain import AuditFilters
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.standards import Seen, StandardKind, StandardStatus
from registry.usecases import indexing
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect_before_put
from registry.usecases.work import Work

EDITORS = {Role.STANDARDS_EDITOR}
INSIDERS = EDITORS | {Role.AUDITOR, Role.ADMIN}
MOST_HISTORY = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """Which standards a list is limited to."""

    components: Sequence[str] = ()
    kinds: Sequence[str] = ()
    statuses: Sequence[str] = ()

    def chosen(self) -> Mapping[str, Sequence[str]]:
        """Return the filters by name."""
        return {"components": self.components, "kinds": self.kinds, "statuses": self.statuses}


async def put(work: Work, tree: object, *, seen: int | None = None) -> tuple[Standard, bool]:
    """Enter a standard, or make what is said of it this; return it, and whether it is new.

    The same again changes nothing. `seen` is the revision that the caller saw, none to take whatever is there.
    """
    given = work.given("standard", tree)
    work.attempt("standard:put", "standard", given["key"])
    require_role(work.actor, EDITORS)
    await work.database.dialect.lock_records(work.session)
    existing = await queries.find(work.session, given["key"])
    contents = {**_standard_of(given), "component": await _component(work, given.get("component"))}
    changed = changed_in(existing, contents)
    if existing is not None and not changed:
        return existing, False
    expect_before_put(existing.revision if existing else None, seen)
    moments: dict[str, Any] = {"created_at": work.now, "updated_at": work.now}
    standard = existing or Standard(key=given["key"], **contents, **moments)
    await store(work, standard, contents, changed, "standard.changed")
    await indexing.index_standard(work, standard)
    return standard, existing is None


async def put_component(
    work: Work, tree: object, *, seen: int | None = None, position: int | None = None
) -> tuple[Component, bool]:
    """Enter a component, or make what is said of it this; return it, and whether it is new.

    A new one stands last unless its position is given.
    """
    given = work.given("component", tree)
    work.attempt("component:put", "component", given["key"])
    require_role(work.actor, EDITORS)
    await work.database.dialect.lock_records(work.session)
    existing = await queries.find_component(work.session, given["key"])
    if position is None:
        position = existing.position if existing else await queries.last_position(work.session) + 1
    contents = {
        "position": position,
        "names": given["names"],
        "code": given.get("code"),
        "note": given.get("note") or {},
    }
    changed = changed_in(existing, contents)
    if existing is not None and not changed:
        return existing, False
    expect_before_put(existing.revision if existing else None, seen)
    moments: dict[str, Any] = {"created_at": work.now, "updated_at": work.now}
    component = existing or Component(key=given["key"], **contents, **moments)
    await store(work, component, contents, changed, "component.changed")
    return component, existing is None


async def put_components(work: Work, trees: Sequence[object]) -> list[tuple[Component, bool]]:
    """Put components in the order in which they are given, each as `put_component` does."""
    return [await put_component(work, tree, position=position) for position, tree in enumerate(trees, 1)]


async def get(work: Work, key: str) -> Standard:
    """Return a standard."""
    return await queries.get(work.session, key)


async def get_component(work: Work, key: str) -> Component:
    """Return a component."""
    return await queries.get_component(work.session, key)


async def list_page(work: Work, filters: Filters, *, after: str, limit: int) -> Page[Standard]:
    """Return a page of standards, in the order of their keys."""
    rows = await queries.list_page(work.session, after=after, limit=limit + 1, **filters.chosen())
    return page_of(rows, limit, await queries.count(work.session, **filters.chosen()), lambda row: row.key)


async def list_all(work: Work, filters: Filters | None = None) -> Sequence[Standard]:
    """Return every standard, in the order of their keys."""
    chosen = (filters or Filters()).chosen()
    return await queries.list_page(work.session, after="", limit=None, **chosen)


async def list_components(work: Work) -> Sequence[Component]:
    """Return the components in their order."""
    return await queries.list_components(work.session)


async def history_of(work: Work, standard: Standard) -> list[dict[str, Any]]:
    """Return what was done with a standard, in order; who did it is for those who answer for the standards."""
    return await history(work, "standard", standard.key)


async def history(work: Work, kind: str, key: str) -> list[dict[str, Any]]:
    """Return what was done with an entry of the reference data, in order."""
    insider = bool(work.actor.roles & INSIDERS)
    entries = await records.audit_entries(work.session, after=0, limit=MOST_HISTORY, filters=AuditFilters(subject=key))
    return [
        {
            "at": entry.at,
            "action": entry.event.partition(":")[2],
            "fields": entry.details.get("fields", []),
            "actor": entry.actor if insider else None,
        }
        for entry in entries
        if entry.outcome == "allowed" and entry.subject_kind == kind
    ]


def changed_in(existing: object | None, contents: Mapping[str, Any]) -> list[str]:
    """Return the names of what would change, all of them where nothing is there yet."""
    return sorted(name for name, value in contents.items() if existing is None or getattr(existing, name) != value)


async def store(work: Work, row: Any, contents: Mapping[str, Any], changed: Sequence[str], change: str) -> None:
    """Write what is said of an entry of the reference data, put it on the record and tell those who copy it."""
    for name, value in contents.items():
        setattr(row, name, value)
    row.updated_at = work.now
    work.session.add(row)
    await work.session.flush()
    work.record(fields=list(changed))
    work.announce(change, row, institution=work.actor.institution or "-")


def _standard_of(given: Mapping[str, Any]) -> dict[str, Any]:
    plain = ("code", "titles", "version", "issued", "publisher", "address")
    return {
        **{name: given.get(name) for name in plain},
        "kind": StandardKind(given["kind"]),
        "status": StandardStatus(given["status"]),
        "seen": Seen(given["seen"]),
        "clauses": given.get("clauses", []),
        "sources": given.get("sources", []),
        "notes": given.get("notes") or {},
    }


async def _component(work: Work, key: str | None) -> Component | None:
    if key is None:
        return None
    found = await queries.find_component(work.session, key)
    if found is None:
        raise FieldsInvalid((FieldError("/component", "no-such-component", {"limit": key}),))
    return found
