"""Find the places of pointers in the text of a document, in one pass over it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from registry.frugal.patterns import late
from registry.frugal.values import record, value
from registry.validators.json_tokens import tokens_of
from registry.validators.lines import Lines
from registry.validators.pointers import below, keys_of

Spot = tuple[int, int]
Wanted = dict[str, Any]

_ASTRAL: Final = late("[\U00010000-\U0010ffff]")
_BLOCKS: Final = ("|", ">")
_PROPERTIES: Final = late(r"(?:[&!]\S*\s+)+")
_KINDS = {
    MappingStartEvent: "{",
    SequenceStartEvent: "[",
    MappingEndEvent: "}",
    SequenceEndEvent: "]",
    ScalarEvent: "scalar",
    AliasEvent: "alias",
}


@value
class Place:
    """Where something begins and ends, in lines and columns from one; the end is behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@value
class Range:
    """Where something begins and ends as editors count: lines from nought, characters as UTF-16 units from nought."""

    line: int
    character: int
    end_line: int
    end_character: int


NOWHERE: Final = Range(0, 0, 0, 0)


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
    spots = _walk(_marks_of(text, syntax), wanted)
    place = _placing_in_json(text) if syntax == "json" else _placing_in_yaml
    found = {
        pointer: Place(*place(spot.key.begin if spot.key else spot.begin), *place(_end_of(spot)))
        for pointer, spot in spots.items()
    }
    return {pointer: _nearest(found, pointer) for pointer in asked}


def ranges_in(
    text: str, syntax: str, paths: Iterable[tuple[str, ...]], *, marked: bool = False
) -> dict[tuple[str, ...], Range]:
    """Find the range of each path as Spectral tells it, of nought where the text does not hold it itself.

    Where a byte order mark was taken off the text, all but the first line is told one character too early.
    """
    pointers = {path: below("", *path) for path in paths}
    wanted: Wanted = {}
    for path in pointers:
        node = wanted
        for key in path:
            node = node.setdefault(key, {})
    spots = _walk(_marks_of(text, syntax), wanted)
    units = Units(text, syntax, marked=marked)
    found = {pointer: _range_of(pointer, spot, units) for pointer, spot in spots.items()}
    return {path: found.get(pointer, NOWHERE) for path, pointer in pointers.items()}


def _nearest(found: dict[str, Place], pointer: str) -> Place:
    while pointer and pointer not in found:
        pointer = pointer.rpartition("/")[0]
    return found.get(pointer, Place(1, 1, 1, 1))


@record
class _Spot:
    """The marks of one value: its key's, where it has one, and its own ends, those of what it holds included."""

    key: _Mark | None
    kind: str
    begin: Any
    head: Any
    end: Any
    empty: bool = False


def _end_of(spot: _Spot) -> Any:
    """Return the end of the key where the value is an object or a list: all of it would be too much to show."""
    return spot.key.end if spot.key and spot.kind not in ("scalar", "alias") else spot.head


def _offset_in_json(_mark: int) -> None:
    """Return nothing: JSON has neither anchors nor texts in lines of their own."""


def _offset_in_yaml(mark: Any) -> int:
    return int(mark.index)


def _units_in(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def _placing_in_json(text: str) -> Callable[[int], tuple[int, int]]:
    return Lines(text).place


def _placing_in_yaml(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


class Units:
    """Turn marks into lines and UTF-16 units, both from nought."""

    def __init__(self, text: str, syntax: str, *, marked: bool) -> None:
        self._text = text
        self._place = _placing_in_json(text) if syntax == "json" else _placing_in_yaml
        self._offset = _offset_in_json if syntax == "json" else _offset_in_yaml
        self._astral = not text.isascii() and _ASTRAL.search(text) is not None
        self._marked = marked
        self._lines = text.split("\n") if self._astral or marked else []

    def of(self, mark: Any) -> tuple[int, int]:
        """Return the place of a mark."""
        line, column = self._place(mark)
        return self.told(line - 1, column - 1)

    def told(self, line: int, column: int) -> tuple[int, int]:
        """Return a place, given in lines and characters from nought, as it is told."""
        if self._astral:
            column = _units_in(self._lines[line][:column])
        if not self._marked or line == 0:
            return line, column
        if column:
            return line, column - 1
        # One character before a line is the line break before it, which of the first line has the mark before it.
        return line - 1, _units_in(self._lines[line - 1]) + (line == 1)

    def begin(self, mark: Any) -> tuple[int, int]:
        """Return where a value begins, behind its anchor and its tag."""
        offset = self._offset(mark)
        line, column = (number - 1 for number in self._place(mark))
        if offset is not None and (found := _PROPERTIES.match(self._text, offset)):
            skipped = found[0]
            lines = skipped.count("\n")
            column = len(skipped) - skipped.rindex("\n") - 1 if lines else column + len(skipped)
            line += lines
        return self.told(line, column)


def _range_of(pointer: str, spot: _Spot, units: Units) -> Range:
    if spot.empty:
        if spot.key is None:
            return NOWHERE
        line, character = units.of(spot.key.end)
        return Range(line, character + 1, line, character + 1)
    begin = units.begin(spot.begin)
    if spot.key is not None and spot.kind != "scalar":
        line, character = units.of(spot.key.end)
        begin = line, character + 1
    elif not pointer and begin == (1, 0):
        begin = 0, 0
    return Range(*begin, *units.of(spot.end))


def _is_nothing(mark: _Mark) -> bool:
    """Say whether a value was left out: it has no text, and not even quotes."""
    begin = getattr(mark.begin, "index", None)
    return mark.kind == "scalar" and not mark.text and begin is not None and bool(begin == mark.end.index)


def _marks_of(text: str, syntax: str) -> Iterator[_Mark]:
    return _json_marks(text) if syntax == "json" else _yaml_marks(text)


def _json_marks(text: str) -> Iterator[_Mark]:
    for token in tokens_of(text):
        if token.kind not in ",:":
            yield _Mark(token.kind, token.value if token.text.startswith('"') else token.text, token.begin, token.end)


def _yaml_marks(text: str) -> Iterator[_Mark]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        if kind := _KINDS.get(type(event)):
            end: Any = event.end_mark
            if kind == "scalar" and getattr(event, "style", None) in _BLOCKS and end.column == 0:
                end = _before_line_break(text, end)
            yield _Mark(kind, getattr(event, "value", ""), event.start_mark, end)


@value
class _Point:
    """A place in a text that libyaml gives no mark for."""

    line: int
    column: int
    index: int


def _before_line_break(text: str, mark: Any) -> _Point:
    """Return where a text in lines of its own ends: before its last line break."""
    index = mark.index - 1
    return _Point(mark.line - 1, index - text.rfind("\n", 0, index) - 1, index)


@record
class _Level:
    """A collection that the walk is in: what is wanted below it, and which member comes next."""

    pointer: str
    wanted: Wanted | None
    mapping: bool
    spot: _Spot | None
    key: _Mark | None = None
    index: int = 0


def _walk(marks: Iterable[_Mark], wanted: Wanted) -> dict[str, _Spot]:
    found: dict[str, _Spot] = {}
    levels: list[_Level] = []
    pending: list[_Spot] = []
    last: Any = None
    for mark in marks:
        if last is None:
            _end_at(mark, pending)
        if mark.kind in "}]":
            last = _closed(levels.pop(), mark, last, pending)
            continue
        pending.clear()
        level = levels[-1] if levels else None
        if level and level.mapping and level.key is None and mark.kind == "scalar":
            level.key, last = mark, mark.end
            continue
        pointer, below_it = _member(level, wanted)
        spot = None
        if below_it is not None:
            key = level.key if level else None
            spot = _Spot(key, mark.kind, mark.begin, mark.end, mark.end, _is_nothing(mark))
            found[pointer] = spot
        if level:
            level.key, level.index = None, level.index + 1
        if mark.kind in ("scalar", "alias"):
            # An item that was left out ends where what follows the list begins.
            last = None if level and not level.mapping and _is_nothing(mark) else mark.end
        else:
            levels.append(_Level(pointer, below_it, mark.kind == "{", spot))
    return found


def _closed(level: _Level, mark: _Mark, last: Any, pending: list[_Spot]) -> Any:
    """End a collection where the last scalar in it ends, an empty one at its bracket."""
    end = mark.end if level.index == 0 else last
    if level.spot is not None:
        level.spot.end = end
        if end is None:
            pending.append(level.spot)
            level.spot.end = mark.begin
    return end


def _end_at(mark: _Mark, pending: list[_Spot]) -> None:
    """End what an item that was left out ended where the next thing begins."""
    for spot in pending:
        spot.end = mark.begin


def _member(level: _Level | None, root: Wanted) -> tuple[str, Wanted | None]:
    if level is None:
        return "", root
    if level.wanted is None:
        return "", None
    name = level.key.text if level.mapping and level.key else str(level.index)
    below_it = level.wanted.get(name)
    return (below(level.pointer, name) if below_it is not None else ""), below_it
