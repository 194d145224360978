"""The pages of the data dictionary."""

import json
from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import Concept, ConceptSchema, Interface
from registry.domain.actors import require_role
from registry.domain.concepts import JsonType, PersonalData, schema_address
from registry.domain.entries import EntryKind
from registry.messages import LANGUAGES
from registry.usecases import canonical, concepts, interfaces
from registry.usecases.standards import EDITORS
from registry.usecases.work import Work
from registry.validators.source import read
from registry.validators.unreadable import Unreadable
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader
from registry.web.standards import LABELS, is_editor

WORDS = ("version", "type", "format", "pattern", "unit", "personal_data", "certainty")
LINES = ("field_names", "ambiguous", "related")
LONGEST_QUESTION = 200
MOST_SHOWN = 20
SURROUNDINGS: dict[str, Any] = {"labels": LABELS, "types": [(kind.value, kind.value) for kind in JsonType]}


@get("/concepts", include_in_schema=False)
async def listing(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the concepts, those with some words in a name and of one kind of personal data where that is asked for."""
    words = request.query_params.get("q", "")[:LONGEST_QUESTION]
    category = request.query_params.get("personal_data", "")
    filters = concepts.Filters(personal_data=[category] if category in set(PersonalData) else ())
    found = await concepts.list_all(reading, filters, words)
    edits = is_editor(reader)
    return reader.page("concepts/listing.html", concepts=found, words=words, category=category, edits=edits)


@get("/concepts/{key:str}", include_in_schema=False)
async def concept(
    request: Request[None, None, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show a concept: its names, its form, its canonical schema with the address, what is related, its sources."""
    row = await concepts.get(reading, key)
    schemas = await concepts.schemas_of(reading, [row])
    path = schema_address(key, row.version)
    url = f"{request.app.state.settings.public_url}{path}"
    return reader.page(
        "concepts/concept.html",
        concept=row,
        schemas=schemas,
        schema_path=path,
        schema_url=url,
        schema_text=canonical.with_address(_schema_in(row, schemas), url).decode(),
        field_name=next(iter(row.field_names), key),
        related=await _related(reading, row),
        published=await _published(reading, key),
        history=await concepts.history_of(reading, row),
        edits=is_editor(reader),
    )


@get("/concepts/new", include_in_schema=False)
async def new(reader: NamedDependency[Reader]) -> Response[str]:
    """Show an empty form for a concept."""
    require_role(reader.actor, EDITORS)
    return reader.page("concepts/edit.html", form=Form(), key=None, **SURROUNDINGS)


@post("/concepts/new", include_in_schema=False)
async def enter(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """Enter a concept."""
    form = await forms.read(request)
    forms.keep(request, "concepts/edit.html", form, key=None, **SURROUNDINGS)
    row, _ = await concepts.put(work, {"key": form.one("key"), **concept_in(form)}, seen=0)
    return reader.go(f"/concepts/{row.key}")


@get("/concepts/{key:str}/edit", include_in_schema=False)
async def edit(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show every part of a concept in a form."""
    require_role(reader.actor, EDITORS)
    row = await concepts.get(reading, key)
    form = form_of(row, _schema_in(row, await concepts.schemas_of(reading, [row])))
    return reader.page("concepts/edit.html", form=form, key=key, **SURROUNDINGS)


@post("/concepts/{key:str}/edit", include_in_schema=False)
async def change(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Change what is said of a concept."""
    form = await forms.read(request)
    forms.keep(request, "concepts/edit.html", form, key=key, **SURROUNDINGS)
    await concepts.put(work, {"key": key, **concept_in(form)}, seen=form.number("revision"))
    return reader.go(f"/concepts/{key}")


def concept_in(form: Form) -> dict[str, Any]:
    """Return what a form says of a concept; raise `FieldsInvalid` where its schema cannot be read."""
    return {
        **form.given(*WORDS),
        **{name: _lines(form, name) for name in LINES},
        **forms.tree_of(form, "names", "definition", "sources"),
        "synonyms": {language: _lines(form, f"synonyms.{language}") for language in LANGUAGES},
        "schema": _schema_of(form.one("schema")),
    }


def form_of(row: Concept, schema: dict[str, Any]) -> Form:
    """Return the form, filled with what is known of a concept."""
    tree = {part: getattr(row, part) for part in (*WORDS, "names", "definition", "sources", "revision")}
    lines = {name: "\n".join(getattr(row, name)) for name in LINES}
    synonyms = {language: "\n".join(words) for language, words in row.synonyms.items()}
    shown = json.dumps(schema, ensure_ascii=False, indent=2)
    return forms.form_of({**tree, **lines, "synonyms": synonyms, "schema": shown})


def _lines(form: Form, name: str) -> list[str]:
    return [line.strip() for line in form.one(name).split("\n") if line.strip()]


def _schema_of(words: str) -> Any:
    try:
        return read(words.encode()).data
    except Unreadable as error:
        raise canonical.unreadable(error.code, error.values, error.line, error.column) from error


def _schema_in(row: Concept, schemas: Sequence[ConceptSchema]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(one.content for one in schemas if one.version == row.version))
    return found


async def _related(reading: Work, row: Concept) -> list[Concept]:
    """Return the concepts that this one names or that name it, in the order of their keys."""
    named = {key: await concepts.get(reading, key) for key in row.related}
    named |= {one.key: one for one in await concepts.pointing_to(reading, row.key)}
    return [named[key] for key in sorted(named)]


async def _published(reading: Work, key: str) -> Sequence[Interface]:
    """Return the first of the data schemas that say they are schemas of a concept."""
    filters = interfaces.Filters(concept=key)
    return (await interfaces.list_page(reading, EntryKind.SCHEMA, filters, after="", limit=MOST_SHOWN)).items


ROUTES = [listing, concept, new, enter, edit, change]
