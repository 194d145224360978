"""The pages of the names that mean the same."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import Synonym
from registry.domain.actors import require_role
from registry.domain.synonyms import SynonymKind
from registry.domain.words import LONGEST_QUERY
from registry.messages import LANGUAGES, Language, text
from registry.usecases import synonyms
from registry.usecases.standards import EDITORS
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader
from registry.web.standards import is_editor

PAGE = "synonyms/edit.html"


@get("/synonyms", include_in_schema=False)
async def listing(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the groups that have some words, or are of a kind."""
    words = request.query_params.get("q", "")[:LONGEST_QUERY].strip()
    kind = request.query_params.get("kind", "")
    chosen = [kind] if kind in list(SynonymKind) else []
    rows = await synonyms.list_all(reading, chosen, words)
    return reader.page(
        "synonyms/listing.html",
        rows=rows,
        words=words,
        chosen="".join(chosen),
        kinds=_kinds(reader.language),
        edits=is_editor(reader),
    )


@get("/synonyms/new", include_in_schema=False)
async def new(reader: NamedDependency[Reader]) -> Response[str]:
    """Show an empty form for a group."""
    require_role(reader.actor, EDITORS)
    return reader.page(PAGE, form=Form(), key=None, kinds=_kinds(reader.language), history=())


@post("/synonyms/new", include_in_schema=False)
async def enter(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """Enter a group."""
    form = await forms.read(request)
    forms.keep(request, PAGE, form, key=None, kinds=_kinds(reader.language), history=())
    row, _ = await synonyms.put(work, {"key": form.one("key"), **group_in(form)}, seen=0)
    return reader.go(f"/synonyms#{row.key}")


@get("/synonyms/{key:str}/edit", include_in_schema=False)
async def edit(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show every part of a group in a form, and what was done with it."""
    require_role(reader.actor, EDITORS)
    row = await synonyms.get(reading, key)
    history = await synonyms.history_of(reading, row)
    return reader.page(PAGE, form=form_of(row), key=key, kinds=_kinds(reader.language), history=history)


@post("/synonyms/{key:str}/edit", include_in_schema=False)
async def change(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Change a group."""
    form = await forms.read(request)
    forms.keep(request, PAGE, form, key=key, kinds=_kinds(reader.language), history=())
    await synonyms.put(work, {"key": key, **group_in(form)}, seen=form.number("revision"))
    return reader.go(f"/synonyms#{key}")


@post("/synonyms/{key:str}/remove", include_in_schema=False)
async def remove(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Take a group away."""
    form = await forms.read(request)
    await synonyms.remove(work, key, seen=form.number("revision"))
    return reader.go("/synonyms")


def group_in(form: Form) -> dict[str, Any]:
    """Return what a form says of a group: a name on each line."""
    lines = {language: [line.strip() for line in form.one(f"names.{language}").split("\n")] for language in LANGUAGES}
    names = {language: named for language, every in lines.items() if (named := [line for line in every if line])}
    return {**form.given("kind"), "names": names, **forms.tree_of(form, "note")}


def form_of(row: Synonym) -> Form:
    """Return the form, filled with what is known of a group."""
    names = {language: "\n".join(every) for language, every in row.names.items()}
    return forms.form_of({"kind": row.kind.value, "names": names, "note": row.note, "revision": row.revision})


def _kinds(language: Language) -> Sequence[tuple[str, str]]:
    return [(kind.value, text(f"synonyms.kind.{kind}", language)) for kind in SynonymKind]


ROUTES = [listing, new, enter, edit, change, remove]
