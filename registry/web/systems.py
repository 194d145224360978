"""The pages of systems."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import System
from registry.domain.actors import Actor, Role, require_owner, require_role
from registry.domain.entries import EntryKind
from registry.domain.freshness import freshness_of
from registry.domain.visibility import SYSTEM_PARTS, withheld_from
from registry.usecases import freshness, institutions, interfaces, systems, versions
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import DEVELOPER_ROLES, Reader

PAGE = 100
MOST = 500
LONGEST_CHAIN = 8
TASKS = {
    "name_sw": "names.0.text",
    "name_en": "names.0.text",
    "purpose_sw": "purpose.sw",
    "purpose_en": "purpose.en",
    "business_contact": "contacts.0.name",
    "technical_contact": "contacts.0.name",
    "legal_basis": "legal_basis.0.title",
    "hosting": "hosting.kind",
    "channels": "channels.0.channel",
    "personal_data": "personal_data.holds",
    "gisp_reference": "gisp_reference",
}
"""The field of the form in which each missing part is filled."""
EMPTY: dict[str, Any] = {
    "legal_basis": [],
    "hosting": None,
    "gisp_reference": None,
    "channels": [],
    "personal_data": None,
    "levels": {},
}
"""What an emptied part of the form means."""


@get("/systems", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the systems, in the order of their keys."""
    after = request.query_params.get("after", "")[:64]
    page = await systems.list_page(reading, systems.Filters(), after=after, limit=PAGE)
    today = reading.now.date()
    states = {row.key: freshness_of(row.updated_at, row.confirmed_at, today) for row in page.items}
    return reader.page("systems/listing.html", page=page, states=states)


@get("/systems/{key:str}", include_in_schema=False)
async def system(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show a system: what it is for, who answers for it, what it offers, what is missing."""
    row = await systems.get(reading, key)
    chosen = interfaces.Filters(system=key)
    apis = (await interfaces.list_page(reading, EntryKind.API, chosen, after="", limit=MOST)).items
    return reader.page(
        "systems/system.html",
        system=row,
        withheld=withheld_from(reader.actor, row),
        apis=apis,
        versions=await versions.by_entry(reading, apis),
        successors=await _successors(reading, row),
        predecessors=await systems.replaced(reading, row),
        owner=reader.actor.owns(row.institution.key),
        tasks=TASKS,
        facts=await freshness.of_system(reading, row),
    )


@get("/register", include_in_schema=False)
async def new(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show the short form that registers a system."""
    require_role(reader.actor, DEVELOPER_ROLES)
    owners = await owners_for(reading, reader.actor)
    return reader.page("systems/new.html", form=Form(), owners=owners)


@post("/register", include_in_schema=False)
async def register(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Register a system."""
    form = await forms.read(request)
    forms.keep(request, "systems/new.html", form, owners=await owners_for(reading, reader.actor))
    row = await systems.register(work, new_system_of(form, reader.actor))
    return reader.go(f"/systems/{row.key}")


@get("/systems/{key:str}/edit", include_in_schema=False)
async def edit(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show every part of a system in a form."""
    row = await systems.get(reading, key)
    require_owner(reader.actor, row.institution.key)
    return reader.page("systems/edit.html", form=form_of(row), system=_heading(row), parts=SYSTEM_PARTS)


@post("/systems/{key:str}/edit", include_in_schema=False)
async def change(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Change what is said of a system."""
    form = await forms.read(request)
    heading = _heading(await systems.get(work, key))
    forms.keep(request, "systems/edit.html", form, system=heading, parts=SYSTEM_PARTS)
    await systems.change(work, key, changes_of(form), form.number("revision"))
    return reader.go(f"/systems/{key}")


def new_system_of(form: Form, actor: Actor) -> dict[str, Any]:
    """Return the system that the short form describes."""
    tree = forms.tree_of(form, "names", "purpose", "contacts")
    return {**form.given("key"), "institution": form.one("institution") or actor.institution or "", **tree}


def changes_of(form: Form) -> dict[str, Any]:
    """Return what the long form says of a system, the parts that were emptied too."""
    parts = ("names", "purpose", "contacts", "legal_basis", "hosting", "channels", "personal_data", "levels")
    tree = {**EMPTY, "replaced_by": None, **forms.tree_of(form, *parts)}
    tree |= form.given("sector", "state", "gisp_reference", "replaced_by")
    if not (tree["hosting"] or {}).get("kind"):
        tree["hosting"] = None
    tree["personal_data"] = _personal_data(tree["personal_data"] or {})
    tree["readers"] = forms.keys_of(form.one("readers"))
    if form.one("critical"):
        tree["critical"] = form.one("critical") == "yes"
    return tree


def form_of(row: System) -> Form:
    """Return the long form, filled with what is known of a system."""
    tree: dict[str, Any] = {
        part: getattr(row, part) for part in ("names", "purpose", "contacts", "legal_basis", "hosting", "channels")
    }
    tree |= {"sector": row.sector, "state": row.state, "gisp_reference": row.gisp_reference, "revision": row.revision}
    tree["replaced_by"] = row.replaced_by.key if row.replaced_by else None
    tree["critical"] = "yes" if row.critical else "no"
    tree["levels"] = row.levels
    tree["readers"] = ", ".join(row.readers)
    if row.personal_data is not None:
        held = row.personal_data
        categories = ", ".join(held.get("categories", ()))
        tree["personal_data"] = {**held, "holds": "yes" if held["holds"] else "no", "categories": categories}
    return forms.form_of(tree)


async def owners_for(work: Work, actor: Actor) -> Sequence[Any]:
    """Return the institutions that somebody may register systems for."""
    if Role.ADMIN in actor.roles:
        return (await institutions.list_page(work, institutions.Filters(), after="", limit=MOST)).items
    return [await institutions.get(work, actor.institution)] if actor.institution else []


def _personal_data(given: dict[str, Any]) -> dict[str, Any] | None:
    if given.get("holds") not in {"yes", "no"}:
        return None
    categories = [part.strip() for part in given.pop("categories", "").split(",") if part.strip()]
    return {**given, "holds": given["holds"] == "yes", **({"categories": categories} if categories else {})}


def _heading(row: System) -> dict[str, Any]:
    return {"key": row.key, "title": row.title, "number": row.number}


async def _successors(reading: Work, row: System) -> list[System]:
    """Return the systems that took the place of one, in order."""
    chain: dict[str, System] = {}
    following = row.replaced_by
    while following is not None and following.key not in {row.key, *chain} and len(chain) < LONGEST_CHAIN:
        chain[following.key] = await systems.get(reading, following.key)
        following = chain[following.key].replaced_by
    return list(chain.values())


ROUTES = [listing, system, new, register, edit, change]
