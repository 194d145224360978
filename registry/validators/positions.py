"""Find the places of pointers in the text of a document, in one pass over it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from registry.validators.json_tokens import tokens_of
from registry.validators.lines import Lines
from registry.validators.pointers import below, keys_of

Spot = tuple[int, int]
Wanted = dict[str, Any]

_KINDS = {
    MappingStartEvent: "{",
    SequenceStartEvent: "[",
    MappingEndEvent: "}",
    SequenceEndEvent: "]",
    ScalarEvent: "scalar",
    AliasEvent: "scalar",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something begins and ends, in lines and columns from one; the end is behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class _Mark(NamedTuple):
    """One step of a document: a collection's begin or end, or a scalar, with its text and its ends."""

    kind: str
    text: str
    begin: Any
    end: Any


def places_in(text: str, syntax: str, pointers: Iterable[str]) -> dict[str, Place]:
    """Find each pointer: the key, with its value where that is a scalar; else the nearest that encloses it."""
    wanted: Wanted = {}
    asked = list(pointers)
    for pointer in asked:
        node = wanted
        for key in keys_of(pointer):
            node = node.setdefault(key, {})
    found = _found_in_json(text, wanted) if syntax == "json" else _found_in_yaml(text, wanted)
    return {pointer: _nearest(found, pointer) for pointer in asked}


def _nearest(found: dict[str, Place], pointer: str) -> Place:
    while pointer and pointer not in found:
        pointer = pointer.rpartition("/")[0]
    return found.get(pointer, Place(1, 1, 1, 1))


def _found_in_json(text: str, wanted: Wanted) -> dict[str, Place]:
    lines = Lines(text)
    marks = (
        _Mark(token.kind, token.value if token.text.startswith('"') else token.text, token.begin, token.end)
        for token in tokens_of(text)
        if token.kind not in ",:"
    )
    return {
        pointer: Place(*lines.place(begin), *lines.place(end)) for pointer, (begin, end) in _walk(marks, wanted).items()
    }


def _found_in_yaml(text: str, wanted: Wanted) -> dict[str, Place]:
    return {
        pointer: Place(begin.line + 1, begin.column + 1, end.line + 1, end.column + 1)
        for pointer, (begin, end) in _walk(_yaml_marks(text), wanted).items()
    }


def _yaml_marks(text: str) -> Iterator[_Mark]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        if kind := _KINDS.get(type(event)):
            yield _Mark(kind, getattr(event, "value", ""), event.start_mark, event.end_mark)


@dataclass(slots=True)
class _Level:
    """A collection that the walk is in: what is wanted below it, and which member comes next."""

    pointer: str
    wanted: Wanted | None
    mapping: bool
    key: _Mark | None = None
    index: int = 0


def _walk(marks: Iterable[_Mark], wanted: Wanted) -> dict[str, tuple[Any, Any]]:
    found: dict[str, tuple[Any, Any]] = {}
    levels: list[_Level] = []
    for mark in marks:
        if mark.kind in "}]":
            levels.pop()
            continue
        level = levels[-1] if levels else None
        if level and level.mapping and level.key is None and mark.kind == "scalar":
            level.key = mark
            continue
        pointer, below_it = _member(level, wanted)
        if below_it is not None:
            key = level.key if level else None
            end = key.end if key and mark.kind != "scalar" else mark.end
            found[pointer] = (key.begin if key else mark.begin, end)
        if level:
            level.key, level.index = None, level.index + 1
        if mark.kind != "scalar":
            levels.append(_Level(pointer, below_it, mark.kind == "{"))
    return found


def _member(level: _Level | None, root: Wanted) -> tuple[str, Wanted | None]:
    if level is None:
        return "", root
    if level.wanted is None:
        return "", None
    name = level.key.text if level.mapping and level.key else str(level.index)
    below_it = level.wanted.get(name)
    return (below(level.pointer, name) if below_it is not None else ""), below_it
