"""The properties of a schema as rows of a table, its references followed within the document and no further."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from registry.validators.pointers import keys_of
from registry.web.markdown import inline_of, plain_of

DEEPEST = 3
MOST_ROWS = 300
MOST_STEPS = 4_000
"""How many parts of schemas are put together for one page; a document can be made to have a million."""
LONGEST_CHAIN = 20
LONGEST_VALUE = 120
_ENCODER = json.JSONEncoder(ensure_ascii=False)
BOUNDS = {
    "minimum": "≥ {}",
    "exclusiveMinimum": "> {}",
    "maximum": "≤ {}",
    "exclusiveMaximum": "< {}",
    "minLength": "minLength {}",
    "maxLength": "maxLength {}",
    "minItems": "minItems {}",
    "maxItems": "maxItems {}",
    "multipleOf": "multipleOf {}",
    "pattern": "/{}/",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One property: its name, how deep it stands, and what its values must be."""

    name: str
    depth: int
    kind: str
    required: bool = False
    rules: tuple[str, ...] = ()
    description: str = ""
    example: str = ""
    marks: tuple[str, ...] = ()
    schema: int | None = None
    """The place among the document's schemas of the one that this property refers to."""


@dataclass(slots=True)
class Properties:
    """Walk through the schemas of one document."""

    tree: Mapping[str, Any]
    positions: Mapping[str, int] = field(default_factory=dict)
    steps: int = 0

    def rows(self, schema: Any) -> list[Row]:
        """Return the rows of a schema: itself, then what is in it."""
        rows: list[Row] = []
        for row in self._walk("", schema, 0, required=False, trail=()):
            rows.append(row)
            if len(rows) >= MOST_ROWS:
                break
        return rows

    def at(self, pointer: str) -> Any:
        """Return what a pointer means in the document, nothing where it leads nowhere."""
        here: Any = self.tree
        for key in keys_of(pointer):
            if isinstance(here, Mapping):
                here = here.get(key)
            elif isinstance(here, list) and key.isdigit() and int(key) < len(here):
                here = here[int(key)]
            else:
                return None
        return here

    def resolved(self, value: Any) -> tuple[Mapping[str, Any], str]:
        """Follow the local references of an object; return what is there, and the last pointer followed."""
        pointer, seen = "", 0
        while isinstance(value, Mapping) and isinstance(value.get("$ref"), str) and seen < LONGEST_CHAIN:
            reference = value["$ref"]
            if not reference.startswith("#"):
                return value, ""
            pointer = unquote(reference[1:])
            beside = {key: member for key, member in value.items() if key != "$ref"}
            target = self.at(pointer)
            value = {**target, **beside} if isinstance(target, Mapping) else beside
            seen += 1
        return (value if isinstance(value, Mapping) else {}), pointer

    def _walk(self, name: str, given: Any, depth: int, *, required: bool, trail: tuple[str, ...]) -> Iterator[Row]:
        schema, pointer = self.resolved(given)
        circular = bool(pointer) and pointer in trail
        trail = (*trail, pointer) if pointer else trail
        schema = self._merged(schema)
        yield self._row(name, schema, depth, pointer, required=required)
        if circular or depth >= DEEPEST:
            return
        yield from self._members(schema, depth + 1, trail)
        yield from self._choices(schema, depth + 1, trail)

    def _members(self, schema: Mapping[str, Any], depth: int, trail: tuple[str, ...]) -> Iterator[Row]:
        needed = schema.get("required")
        needed = needed if isinstance(needed, list) else []
        members = schema.get("properties")
        for name, member in members.items() if isinstance(members, Mapping) else ():
            yield from self._walk(str(name), member, depth, required=name in needed, trail=trail)
        if isinstance(schema.get("additionalProperties"), Mapping):
            yield from self._walk("*", schema["additionalProperties"], depth, required=False, trail=trail)
        items = schema.get("items")
        if isinstance(items, Mapping):
            inner, pointer = self.resolved(items)
            if not (pointer and pointer in trail):
                below = (*trail, pointer) if pointer else trail
                yield from self._members(self._merged(inner), depth, below)

    def _choices(self, schema: Mapping[str, Any], depth: int, trail: tuple[str, ...]) -> Iterator[Row]:
        for word in ("oneOf", "anyOf"):
            options = schema.get(word)
            for number, option in enumerate(options if isinstance(options, list) else (), 1):
                yield from self._walk(f"{word} {number}", option, depth, required=False, trail=trail)

    def _merged(self, schema: Mapping[str, Any], depth: int = 0) -> Mapping[str, Any]:
        """Put the parts of `allOf` together, as far as a reader needs it."""
        parts = schema.get("allOf")
        if not isinstance(parts, list) or depth > DEEPEST or self.steps > MOST_STEPS:
            return schema
        whole: dict[str, Any] = {"properties": {}, "required": []}
        for part in [*parts[:20], {key: value for key, value in schema.items() if key != "allOf"}]:
            self.steps += 1
            inner = self._merged(self.resolved(part)[0], depth + 1)
            members, needed = inner.get("properties"), inner.get("required")
            whole["properties"] |= members if isinstance(members, Mapping) else {}
            whole["required"] += needed if isinstance(needed, list) else []
            whole |= {key: value for key, value in inner.items() if key not in {"properties", "required"}}
        return whole

    def _row(self, name: str, schema: Mapping[str, Any], depth: int, pointer: str, *, required: bool) -> Row:
        description = schema.get("description")
        example = schema.get("example", next(iter(_listed(schema.get("examples"))), None))
        marks = ("deprecated", "readOnly", "writeOnly", "nullable")
        return Row(
            name=name,
            depth=depth,
            kind=self._kind_of(schema, pointer),
            required=required,
            rules=tuple(_rules_of(schema)),
            description=inline_of(plain_of(description, 600)) if isinstance(description, str) else Markup(),
            example="" if example is None else _shown(example),
            marks=tuple(mark for mark in marks if schema.get(mark) is True),
            schema=self.positions.get(pointer),
        )

    def _kind_of(self, schema: Mapping[str, Any], pointer: str = "", depth: int = 0) -> str:
        kind = schema.get("type")
        words = [str(one) for one in kind] if isinstance(kind, list) else [str(kind)] if kind else []
        if not words:
            words = ["object"] if "properties" in schema else [word for word in ("oneOf", "anyOf") if word in schema]
        if schema.get("format"):
            words = [f"{' | '.join(words)} ({plain_of(str(schema['format']), 40)})"]
        if "array" in words and isinstance(schema.get("items"), Mapping) and depth < DEEPEST:
            words = [f"array: {self._kind_of(*self.resolved(schema['items']), depth + 1)}"]
        named = pointer.rpartition("/")[2] if pointer in self.positions else ""
        return f"{named} ({' | '.join(words)})" if named and words else named or " | ".join(words) or "any"


def _rules_of(schema: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(schema.get("enum"), list):
        yield " | ".join(_shown(value) for value in schema["enum"][:30])
    if "const" in schema:
        yield f"= {_shown(schema['const'])}"
    for word, form in BOUNDS.items():
        if word in schema and not isinstance(schema[word], bool | Mapping | list):
            yield form.format(_shown(schema[word]))
    if "default" in schema:
        yield f"default {_shown(schema['default'])}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _shown(value: Any) -> str:
    """Return a value as JSON, as much of it as a page can bear; a text as it is."""
    words = value[: LONGEST_VALUE + 1] if isinstance(value, str) else ""
    for part in () if isinstance(value, str) else _ENCODER.iterencode(value):
        words += part
        if len(words) > LONGEST_VALUE:
            break
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"
