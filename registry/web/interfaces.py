"""The pages of apis and schemas, apart from their versions."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import Interface
from registry.domain.actors import require_owner, require_role
from registry.domain.visibility import INTERFACE_PARTS, withheld_from
from registry.usecases import concepts, freshness, indexing, interfaces, systems, versions
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.naming import ENTRY_PATHS
from registry.web.reader import DEVELOPER_ROLES, Reader
from registry.web.systems import owners_for

PARTS = ("title", "description", "access", "channels")
TEMPLATE = "interfaces/edit.html"


@get(ENTRY_PATHS, include_in_schema=False)
async def interface(
    name: NamedDependency[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show an api or a schema: what it is, how to join, its versions."""
    row = await interfaces.get(reading, name)
    every = await versions.list_all(reading, row)
    latest = indexing.latest_public(every)
    owner = reader.actor.owns(row.institution.key)
    concept = await concepts.find(reading, row.concept) if row.concept else None
    return reader.page(
        "interfaces/interface.html",
        interface=row,
        withheld=withheld_from(reader.actor, row),
        versions=every,
        latest=latest,
        owner=owner,
        concept=concept,
        facts=await freshness.of_api(reading, row),
    )


@get("/systems/{system:str}/apis/new", include_in_schema=False)
async def new_api(
    system: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the form that defines an api of a system."""
    row = await systems.get(reading, system)
    require_owner(reader.actor, row.institution.key)
    return reader.page(TEMPLATE, form=Form(), kind="api", about=system, owners=(), new=True, parts=INTERFACE_PARTS)


@post("/systems/{system:str}/apis/new", include_in_schema=False)
async def define_api(
    request: Request[Any, Any, State],
    system: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Define an api of a system."""
    form = await forms.read(request)
    forms.keep(request, TEMPLATE, form, kind="api", about=system, owners=(), new=True, parts=INTERFACE_PARTS)
    row = await interfaces.define_api(work, system, {**form.given("key"), **parts_of(form, "api")})
    return reader.go(f"/publish?entry={row.name}")


@get("/schemas/new", include_in_schema=False)
async def new_schema(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show the form that defines a data schema."""
    require_role(reader.actor, DEVELOPER_ROLES)
    owners = await owners_for(reading, reader.actor)
    return reader.page(TEMPLATE, form=Form(), kind="schema", about="", owners=owners, new=True, parts=INTERFACE_PARTS)


@post("/schemas/new", include_in_schema=False)
async def define_schema(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Define a data schema of an institution."""
    form = await forms.read(request)
    owners = await owners_for(reading, reader.actor)
    forms.keep(request, TEMPLATE, form, kind="schema", about="", owners=owners, new=True, parts=INTERFACE_PARTS)
    institution = form.one("institution") or reader.actor.institution or ""
    tree = {**form.given("key"), "institution": institution, **parts_of(form, "schema")}
    row = await interfaces.define_schema(work, tree)
    return reader.go(f"/publish?entry={row.name}")


@get([f"{path}/edit" for path in ENTRY_PATHS], include_in_schema=False)
async def edit(
    name: NamedDependency[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show every part of an api or a schema in a form."""
    row = await interfaces.get(reading, name)
    require_owner(reader.actor, row.institution.key)
    return reader.page(
        TEMPLATE, form=form_of(row), kind=row.kind, about=name, owners=(), new=False, parts=INTERFACE_PARTS
    )


@post([f"{path}/edit" for path in ENTRY_PATHS], include_in_schema=False)
async def change(
    request: Request[Any, Any, State],
    name: NamedDependency[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Change what is said of an api or a schema."""
    form = await forms.read(request)
    row = await interfaces.get(work, name)
    forms.keep(request, TEMPLATE, form, kind=row.kind, about=name, owners=(), new=False, parts=INTERFACE_PARTS)
    await interfaces.change(work, name, parts_of(form, row.kind), form.number("revision"))
    return reader.go(indexing.path_of(row))


def parts_of(form: Form, kind: str) -> dict[str, Any]:
    """Return what the form says of an api or a schema, the parts that were emptied too."""
    tree: dict[str, Any] = {
        "description": {},
        **forms.tree_of(form, "title", "description"),
        **form.given("visibility"),
        "readers": forms.keys_of(form.one("readers")),
    }
    if kind == "schema":
        return tree
    tree |= {"channels": [], "levels": {}, **forms.tree_of(form, "channels", "levels"), **form.given("kind")}
    return {**tree, "access": _access(forms.tree_of(form, "access").get("access", {}))}


def form_of(row: Interface) -> Form:
    """Return the form, filled with what is known of an api or a schema."""
    tree: dict[str, Any] = {part: getattr(row, part) for part in PARTS}
    tree |= {"visibility": row.visibility, "kind": row.manner, "revision": row.revision}
    tree["readers"] = ", ".join(row.readers)
    if row.kind == "api":
        tree["levels"] = row.levels
    return forms.form_of(tree)


def _access(given: dict[str, Any]) -> dict[str, Any] | None:
    if not given:
        return None
    days = given.get("days", "")
    return {**given, "days": int(days)} if days.isascii() and days.isdigit() and len(days) < 6 else given  # noqa: PLR2004 longer is no number of days


ROUTES = [interface, new_api, define_api, new_schema, define_schema, edit, change]
