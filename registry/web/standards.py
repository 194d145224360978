"""The pages of standards and of the components that they are ordered by."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import Component, Institution, Standard
from registry.domain.actors import require_role
from registry.domain.errors import NotFound
from registry.domain.standards import StandardKind
from registry.messages import Language
from registry.usecases import institutions, rules, standards
from registry.usecases.standards import EDITORS
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader
from registry.web.rendering import said

LABELS = "standards.parts"
GROUPS: Mapping[StandardKind, str] = {
    StandardKind.ACT: "acts",
    StandardKind.REGULATION: "acts",
    StandardKind.GOVERNMENT: "governments",
    StandardKind.INTERNATIONAL: "international",
}
"""Under which heading a standard stands that belongs to no component."""
ORDER = ("acts", "governments", "international", "others")
WORDS = ("component", "kind", "code", "version", "issued", "status", "seen", "publisher", "address")


@get("/standards", include_in_schema=False)
async def listing(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show the standards: e-GA's by component, then the Acts, those of other governments, the international ones."""
    rows = await standards.list_all(reading)
    components = [
        (one, [row for row in rows if row.component is one]) for one in await standards.list_components(reading)
    ]
    return reader.page("standards/listing.html", components=components, others=_others(rows), edits=is_editor(reader))


@get("/standards/{key:str}", include_in_schema=False)
async def standard(
    key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show a standard: what it is, how much of it was read, its clauses, the rules that rest on it, its sources."""
    row = await standards.get(reading, key)
    return reader.page(
        "standards/standard.html",
        standard=row,
        publisher=await _publisher(reading, row),
        resting=await rules.resting_on(reading, key),
        history=await standards.history_of(reading, row),
        edits=is_editor(reader),
    )


@get("/standards/new", include_in_schema=False)
async def new(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show an empty form for a standard."""
    require_role(reader.actor, EDITORS)
    return reader.page("standards/edit.html", form=Form(), **await _surroundings(reading, reader, None))


@post("/standards/new", include_in_schema=False)
async def enter(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Enter a standard."""
    form = await forms.read(request)
    forms.keep(request, "standards/edit.html", form, **await _surroundings(reading, reader, None))
    row, _ = await standards.put(work, {"key": form.one("key"), **standard_in(form)}, seen=0)
    return reader.go(f"/standards/{row.key}")


@get("/standards/{key:str}/edit", include_in_schema=False)
async def edit(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show every part of a standard in a form."""
    require_role(reader.actor, EDITORS)
    form = form_of(await standards.get(reading, key))
    return reader.page("standards/edit.html", form=form, **await _surroundings(reading, reader, key))


@post("/standards/{key:str}/edit", include_in_schema=False)
async def change(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Change what is said of a standard."""
    form = await forms.read(request)
    forms.keep(request, "standards/edit.html", form, **await _surroundings(reading, reader, key))
    await standards.put(work, {"key": key, **standard_in(form)}, seen=form.number("revision"))
    return reader.go(f"/standards/{key}")


@get("/components/new", include_in_schema=False)
async def new_component(reader: NamedDependency[Reader]) -> Response[str]:
    """Show an empty form for a component."""
    require_role(reader.actor, EDITORS)
    return reader.page("standards/component.html", form=Form(), key=None, labels=LABELS)


@post("/components/new", include_in_schema=False)
async def enter_component(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """Enter a component."""
    form = await forms.read(request)
    forms.keep(request, "standards/component.html", form, key=None, labels=LABELS)
    row, _ = await standards.put_component(work, {"key": form.one("key"), **component_in(form)}, seen=0)
    return reader.go(f"/standards#{row.key}")


@get("/components/{key:str}/edit", include_in_schema=False)
async def edit_component(
    key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show every part of a component in a form."""
    require_role(reader.actor, EDITORS)
    form = form_of_component(await standards.get_component(reading, key))
    return reader.page("standards/component.html", form=form, key=key, labels=LABELS)


@post("/components/{key:str}/edit", include_in_schema=False)
async def change_component(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Change what is said of a component."""
    form = await forms.read(request)
    forms.keep(request, "standards/component.html", form, key=key, labels=LABELS)
    await standards.put_component(work, {"key": key, **component_in(form)}, seen=form.number("revision"))
    return reader.go(f"/standards#{key}")


def is_editor(reader: Reader) -> bool:
    """Say whether somebody may edit standards and concepts."""
    return bool(reader.actor.roles & EDITORS)


def standard_in(form: Form) -> dict[str, Any]:
    """Return what a form says of a standard."""
    return {**form.given(*WORDS), **forms.tree_of(form, "titles", "clauses", "sources", "notes")}


def form_of(row: Standard) -> Form:
    """Return the form, filled with what is known of a standard."""
    parts = (*WORDS, "titles", "clauses", "sources", "notes", "revision")
    tree = {part: getattr(row, part) for part in parts}
    return forms.form_of({**tree, "component": row.component.key if row.component else None})


def component_in(form: Form) -> dict[str, Any]:
    """Return what a form says of a component."""
    return {**form.given("code"), **forms.tree_of(form, "names", "note")}


def form_of_component(row: Component) -> Form:
    """Return the form, filled with what is known of a component."""
    return forms.form_of({part: getattr(row, part) for part in ("names", "code", "note", "revision")})


def _others(rows: Iterable[Standard]) -> list[tuple[str, list[Standard]]]:
    found: dict[str, list[Standard]] = {name: [] for name in ORDER}
    for row in rows:
        if row.component is None:
            found[GROUPS.get(row.kind, "others")].append(row)
    return list(found.items())


async def _publisher(reading: Work, row: Standard) -> Institution | None:
    try:
        return await institutions.get(reading, row.publisher)
    except NotFound:
        return None


async def _surroundings(reading: Work, reader: Reader, key: str | None) -> dict[str, Any]:
    choices = _choices(await standards.list_components(reading), reader.language)
    return {"key": key, "labels": LABELS, "components": choices}


def _choices(rows: Sequence[Component], language: Language) -> list[tuple[str, str]]:
    return [(row.key, said(row.names, language)[0]) for row in rows]


ROUTES = [
    *(listing, standard, new, enter, edit, change),
    *(new_component, enter_component, edit_component, change_component),
]
