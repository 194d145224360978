"""One operation of an API, as a page shows it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from registry.validators.pointers import keys_of
from registry.web.documents import Opened
from registry.web.markdown import html_of, inline_of, plain_of
from registry.web.properties import Properties, Row

MOST_PARAMETERS = 100
MOST_RESPONSES = 40
CARRIED = ("body", "formData")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    place: str
    required: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Content:
    """What a request or a response carries, in one media type."""

    kind: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Answer:
    """One response of an operation."""

    status: str
    description: Markup
    contents: Sequence[Content]


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation with everything that its page shows."""

    description: Markup
    parameters: Sequence[Parameter]
    body: Sequence[Content]
    body_required: bool
    answers: Sequence[Answer]
    line: int
    call: str


def view_of(opened: Opened, facts: Mapping[str, Any], position: int) -> OperationView:
    """Return an operation as its page shows it."""
    fact = facts["operations"][position]
    walker = Properties(opened.source.data, positions_of(facts))
    operation = _mapping(walker.at(fact["pointer"]))
    parameters = list(_parameters(walker, fact["pointer"], operation))
    body, _ = walker.resolved(operation.get("requestBody"))
    return OperationView(
        description=html_of(fact["description"] or ""),
        parameters=[one for one in parameters if one.place not in CARRIED],
        body=[*_contents(walker, body), *_carried(parameters)],
        body_required=body.get("required") is True,
        answers=list(_answers(walker, operation)),
        line=opened.source.place(fact["pointer"]).line,
        call=_call(facts, fact, parameters),
    )


def schema_view(opened: Opened, facts: Mapping[str, Any], pointer: str) -> list[Row]:
    """Return the rows of a schema that stands at a pointer."""
    walker = Properties(opened.source.data, positions_of(facts))
    return walker.rows(walker.at(pointer))


def positions_of(facts: Mapping[str, Any]) -> dict[str, int]:
    """Return the place of each named schema, by its pointer."""
    return {schema["pointer"]: position for position, schema in enumerate(facts.get("schemas", ()))}


def _parameters(walker: Properties, pointer: str, operation: Mapping[str, Any]) -> Iterator[Parameter]:
    shared = _mapping(walker.at(pointer.rpartition("/")[0])).get("parameters")
    own = operation.get("parameters")
    chosen: dict[tuple[str, str], Mapping[str, Any]] = {}
    for given in [*_list(shared), *_list(own)][:MOST_PARAMETERS]:
        found, _ = walker.resolved(given)
        chosen[str(found.get("name", "")), str(found.get("in", ""))] = found
    for (name, place), found in chosen.items():
        yield Parameter(name, place, found.get("required") is True, _row_of(walker, found))


def _row_of(walker: Properties, found: Mapping[str, Any]) -> Row:
    """Return the row of a parameter: OpenAPI 3 has its values in `schema` or `content`, Swagger 2.0 beside its name."""
    contents = [_mapping(one).get("schema") for one in _mapping(found.get("content")).values()]
    schema = found.get("schema") or next(iter(contents), None) or found
    row = walker.rows(schema)[0]
    words = found.get("description")
    described = inline_of(plain_of(words, 600)) if isinstance(words, str) else row.description
    example = str(found["example"])[:120] if isinstance(found.get("example"), str | int | float) else row.example
    return replace(row, name=str(found.get("name", "")), description=described, example=example)


def _carried(parameters: Sequence[Parameter]) -> list[Content]:
    return [Content(one.place, [one.row]) for one in parameters if one.place in CARRIED]


def _contents(walker: Properties, holder: Mapping[str, Any]) -> Iterator[Content]:
    for kind, media in list(_mapping(holder.get("content")).items())[:8]:
        schema = _mapping(media).get("schema")
        if schema is not None:
            yield Content(str(kind), walker.rows(schema))
    if holder.get("schema") is not None:
        yield Content("", walker.rows(holder["schema"]))


def _in_brief(content: Content) -> Content:
    """Return what an answer to an error carries: its schema by name alone, which is the same for most of them."""
    named = bool(content.rows) and content.rows[0].schema is not None
    return Content(content.kind, content.rows[:1]) if named else content


def _answers(walker: Properties, operation: Mapping[str, Any]) -> Iterator[Answer]:
    for status, given in list(_mapping(operation.get("responses")).items())[:MOST_RESPONSES]:
        found, _ = walker.resolved(given)
        words = found.get("description")
        description = html_of(words) if isinstance(words, str) else Markup()
        contents = list(_contents(walker, found))
        brief = contents if str(status).startswith("2") else [_in_brief(content) for content in contents]
        yield Answer(str(status), description, brief)


def _call(facts: Mapping[str, Any], fact: Mapping[str, Any], parameters: Sequence[Parameter]) -> str:
    """Return a command line that makes the call, every word of the document quoted."""
    server = next(iter(facts.get("servers", ())), "")
    query = "&".join(f"{one.name}={one.row.example}" for one in parameters if one.place == "query" and one.required)
    address = f"{server.rstrip('/')}{fact['path']}" + (f"?{query}" if query else "")
    lines = [f"curl -X {shlex.quote(fact['method'].upper())} {shlex.quote(address)}"]
    if fact["security"]:
        lines.append("-H 'Authorization: …'")
    if any(keys_of(fact["pointer"])[-1:] == [method] for method in ("post", "put", "patch")):
        lines += ["-H 'Content-Type: application/json'", "--data @request.json"]
    return " \\\n  ".join(lines)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
