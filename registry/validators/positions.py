"""Find the places of pointers in the text of a document, in one pass over it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.validators.pointers import below
from registry.validators.spots import SCALARS, Spot, spots_in
from registry.validators.steps import Steps, steps_of

_ASTRAL: Final = late("[\U00010000-\U0010ffff]")
_PROPERTIES: Final = late(r"(?:[&!]\S*\s+)+")


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


class Positions:
    """The places of one text, each found once."""

    def __init__(self, text: str, syntax: str, *, marked: bool = False, once: bool = True) -> None:
        self._text = text
        self._marked = marked
        self._once = once
        """Whether every key is given once."""
        self._steps = steps_of(text, syntax)
        self._asked: set[str] = set()
        self._spots: dict[str, Spot] = {}

    def places(self, pointers: Iterable[str]) -> dict[str, Place]:
        """Find each pointer: the key, with its value where that is a scalar; else the nearest that encloses it."""
        asked = list(pointers)
        spots = self._found(asked)
        return {pointer: self._place_of(spots.get(_nearest(spots, pointer))) for pointer in asked}

    def ranges(self, paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Range]:
        """Find the range of each path as Spectral tells it, of nought where the text does not hold it itself.

        Where a byte order mark was taken off the text, all but the first line is told one character too early.
        """
        pointers = {path: below("", *path) for path in paths}
        spots = self._found(pointers.values())
        units = Units(self._text, self._steps, marked=self._marked)
        return {
            path: _range_of(pointer, spots[pointer], units) if pointer in spots else NOWHERE
            for path, pointer in pointers.items()
        }

    def _found(self, pointers: Iterable[str]) -> dict[str, Spot]:
        """Return all spots that are known, with those of the pointers, looked for in one pass."""
        if missing := sorted({*pointers} - self._asked):
            self._asked.update(missing)
            self._spots |= spots_in(self._steps, missing, once=self._once)
        return self._spots

    def _place_of(self, spot: Spot | None) -> Place:
        if spot is None:
            return Place(1, 1, 1, 1)
        read = self._steps
        # Of an object or a list the key is shown: all of it would be too much.
        end = spot.head if spot.key is None or spot.kind in SCALARS else read.end(spot.key)
        return Place(*read.place(spot.begin if spot.key is None else read.begin(spot.key)), *read.place(end))


def _nearest(spots: Mapping[str, Spot], pointer: str) -> str:
    while pointer and pointer not in spots:
        pointer = pointer.rpartition("/")[0]
    return pointer


def _units_in(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Units:
    """Turn marks into lines and UTF-16 units, both from nought."""

    def __init__(self, text: str, steps: Steps, *, marked: bool) -> None:
        self._text = text
        self._steps = steps
        self._astral = not text.isascii() and _ASTRAL.search(text) is not None
        self._marked = marked
        self._lines = text.split("\n") if self._astral or marked else []

    def end_of(self, step: Any) -> tuple[int, int]:
        """Return where a step ends."""
        return self.of(self._steps.end(step))

    def of(self, mark: Any) -> tuple[int, int]:
        """Return the place of where something begins or ends."""
        line, column = self._steps.place(mark)
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
        offset = self._steps.offset(mark)
        line, column = (number - 1 for number in self._steps.place(mark))
        if offset is not None and (found := _PROPERTIES.match(self._text, offset)):
            skipped = found[0]
            lines = skipped.count("\n")
            column = len(skipped) - skipped.rindex("\n") - 1 if lines else column + len(skipped)
            line += lines
        return self.told(line, column)


def _range_of(pointer: str, spot: Spot, units: Units) -> Range:
    if spot.empty:
        if spot.key is None:
            return NOWHERE
        line, character = units.end_of(spot.key)
        return Range(line, character + 1, line, character + 1)
    begin = units.begin(spot.begin)
    if spot.key is not None and spot.kind != "scalar":
        line, character = units.end_of(spot.key)
        begin = line, character + 1
    elif not pointer and begin == (1, 0):
        begin = 0, 0
    return Range(*begin, *units.of(spot.end))
