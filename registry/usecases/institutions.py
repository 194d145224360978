"""What can be done with institutions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.db.models import Institution, InstitutionName, InstitutionParent
from registry.db.queries import institutions as queries
from registry.domain.actors import Role, require_role
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.errors import FieldError, FieldsInvalid, KeyTaken
from registry.usecases import indexing
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect
from registry.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Filters:
    """Which institutions a list is limited to."""

    kinds: Sequence[str] = ()
    sectors: Sequence[str] = ()


async def create(work: Work, tree: object) -> Institution:
    """Enter a public body into the registry."""
    given = work.given("new_institution", tree)
    work.attempt("institution:create", "institution", given["key"])
    require_role(work.actor, {Role.ADMIN})
    _require_order(given)
    if await queries.find(work.session, given["key"]):
        raise KeyTaken("institution", given["key"])
    await work.database.dialect.lock_records(work.session)
    institution = Institution(
        serial=await queries.next_serial(work.session),
        key=given["key"],
        kind=InstitutionKind(given["kind"]),
        sector=Sector(given["sector"]),
        website=given.get("website"),
        created_at=work.now,
        updated_at=work.now,
    )
    institution.names = _names(given["names"])
    institution.parents = await _parents(work, given.get("parents", []), given["key"])
    work.session.add(institution)
    return await _stored(work, institution, "institution.created", given)


async def change(work: Work, key: str, tree: object, seen: int) -> Institution:
    """Change what is said of a public body, from the revision that was seen."""
    given = work.given("institution_changes", tree)
    work.attempt("institution:change", "institution", key)
    institution = await queries.get(work.session, key)
    if not (institution.key == work.actor.institution and Role.INSTITUTION_ADMIN in work.actor.roles):
        require_role(work.actor, {Role.ADMIN})
    expect(institution.revision, seen)
    _require_order(given)
    if "names" in given:
        institution.names = _names(given["names"])
    if "parents" in given:
        institution.parents = await _parents(work, given["parents"], key)
    for name, kind in {"kind": InstitutionKind, "sector": Sector, "website": str}.items():
        if name in given:
            setattr(institution, name, kind(given[name]))
    institution.updated_at = work.now
    return await _stored(work, institution, "institution.changed", given)


async def get(work: Work, key: str) -> Institution:
    """Return a public body."""
    return await queries.get(work.session, key)


async def list_page(work: Work, filters: Filters, *, after: str, limit: int) -> Page[Institution]:
    """Return a page of public bodies, in the order of their keys."""
    chosen = {"kinds": filters.kinds, "sectors": filters.sectors}
    rows = await queries.list_page(work.session, after=after, limit=limit + 1, **chosen)
    return page_of(rows, limit, await queries.count(work.session, **chosen), lambda row: row.key)


async def _stored(work: Work, institution: Institution, change: str, given: dict[str, Any]) -> Institution:
    await work.session.flush()
    await indexing.index_institution(work, institution)
    work.record(fields=sorted(given))
    work.announce(change, institution)
    return institution


def _names(names: list[dict[str, Any]]) -> list[InstitutionName]:
    return [
        InstitutionName(
            language=name["language"],
            text=name["text"],
            acronym=name.get("acronym"),
            valid_from=_day(name.get("valid_from")),
            valid_to=_day(name.get("valid_to")),
        )
        for name in names
    ]


async def _parents(work: Work, parents: list[dict[str, Any]], own: str) -> list[InstitutionParent]:
    return [
        InstitutionParent(
            parent=await _parent(work, parent["institution"], own, position),
            valid_from=_day(parent.get("valid_from")),
            valid_to=_day(parent.get("valid_to")),
        )
        for position, parent in enumerate(parents)
    ]


async def _parent(work: Work, key: str, own: str, position: int) -> Institution:
    found = await queries.find(work.session, key)
    if found is None or key == own:
        raise FieldsInvalid((FieldError(f"/parents/{position}/institution", "no-such-parent", {"limit": key}),))
    above, met = [found], {key}
    while above:
        for parent in (one.parent.key for one in above.pop().parents if one.valid_to is None):
            if parent == own:
                raise FieldsInvalid((FieldError(f"/parents/{position}/institution", "parents-in-a-circle", {}),))
            if parent not in met:
                met.add(parent)
                above.append(await queries.get(work.session, parent))
    return found


def _require_order(given: dict[str, Any]) -> None:
    """Raise `FieldsInvalid` where a name or a parent ends before it begins."""
    errors = tuple(
        FieldError(f"/{part}/{position}/valid_to", "ends-before", {"limit": one["valid_from"]})
        for part in ("names", "parents")
        for position, one in enumerate(given.get(part, []))
        if one.get("valid_to") and one.get("valid_from") and one["valid_to"] < one["valid_from"]
    )
    if errors:
        raise FieldsInvalid(errors)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
