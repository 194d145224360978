"""Find values by their pointers among the steps of a text, in one pass that ends when all were found."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.frugal.values import field, record
from registry.validators.pointers import below, keys_of
from registry.validators.steps import Step, Steps

SCALARS: Final = ("scalar", "alias")


@record
class Spot:
    """Where one value is: its key, where it has one, and its own ends, those of what it holds included."""

    key: Any
    kind: str
    begin: Any
    head: Any
    end: Any
    empty: bool = False
    asked: bool = False


@record
class _Wanted:
    """A value that is looked for, or on the way to one."""

    asked: bool = False
    members: dict[str, "_Wanted"] = field(default_factory=dict)


@record
class _Level:
    """A collection that the walk is in: what is wanted below it, and which member comes next."""

    pointer: str
    wanted: _Wanted
    mapping: bool
    spot: Spot
    key: Any = None
    index: int = 0


def spots_in(steps: Steps, pointers: Iterable[str], *, once: bool) -> dict[str, Spot]:
    """Find each pointer, and what encloses it, as far as the text holds it.

    Where not every key is given once, the last of them counts, so that the text is read to its end.
    """
    root, left = _Wanted(), 0
    for pointer in pointers:
        node = root
        for key in keys_of(pointer):
            if key not in node.members:
                node.members[key] = _Wanted()
            node = node.members[key]
        left += not node.asked
        node.asked = True
    return _Walk(steps, root, left if once else -1).found


class _Walk:
    """One pass over the steps of a text."""

    def __init__(self, steps: Steps, root: _Wanted, left: int) -> None:
        self.found: dict[str, Spot] = {}
        self._steps = steps
        self._root = root
        self._left = left
        """How many values are not found yet, or not ended."""
        self._levels: list[_Level] = []
        self._pending: list[Spot] = []
        """What ends where the next thing begins."""
        self._last: Any = None
        self._last_counts = True
        self._follow(steps.steps())

    def _follow(self, steps: Iterator[Step]) -> None:
        for kind, step in steps:
            if self._pending:
                self._end_pending(kind, step)
            level = self._levels[-1] if self._levels else None
            if kind in "}]":
                self._close(self._levels.pop(), step)
            elif level is not None and level.mapping and level.key is None and kind == "scalar":
                level.key = self._last = step
                self._last_counts = True
            else:
                self._meet(level, kind, step, steps)
            if self._left == 0:
                return

    def _meet(self, level: _Level | None, kind: str, step: Any, steps: Iterator[Step]) -> None:
        pointer, wanted = self._member(level)
        spot = None if wanted is None else self._spot(level, kind, step, wanted)
        if spot is not None:
            self.found[pointer] = spot
        if level is not None:
            level.key, level.index = None, level.index + 1
        if kind in SCALARS:
            self._last = step
            # An item that was left out ends where what follows the list begins.
            self._last_counts = level is None or level.mapping
            self._left -= spot is not None and spot.asked
        elif spot is not None and wanted is not None and wanted.members:
            self._levels.append(_Level(pointer, wanted, kind == "{", spot))
        else:
            end = self._pass_over(kind, steps)
            if spot is not None:
                self._end(spot, end)

    def _member(self, level: _Level | None) -> tuple[str, _Wanted | None]:
        if level is None:
            return "", self._root
        name = self._steps.name(level.key) if level.mapping and level.key is not None else str(level.index)
        wanted = level.wanted.members.get(name)
        return ("" if wanted is None else below(level.pointer, name)), wanted

    def _spot(self, level: _Level | None, kind: str, step: Any, wanted: _Wanted) -> Spot:
        read, end = self._steps, self._steps.end(step)
        key = level.key if level is not None else None
        empty = kind == "scalar" and read.is_nothing(step)
        return Spot(key, kind, read.begin(step), end, end, empty, wanted.asked)

    def _pass_over(self, kind: str, steps: Iterator[Step]) -> Any:
        """Pass over a collection in which nothing is wanted; return the step that ends it."""
        inside, fresh = [kind == "{"], True
        for next_kind, step in steps:
            if next_kind in SCALARS:
                self._last, self._last_counts, fresh = step, inside[-1], False
            elif next_kind in "{[":
                inside.append(next_kind == "{")
                fresh = True
            else:
                inside.pop()
                if fresh:
                    self._last, self._last_counts, fresh = step, True, False
                if not inside:
                    return step
        return None

    def _close(self, level: _Level, step: Any) -> None:
        if level.index == 0:
            self._last, self._last_counts = step, True
        self._end(level.spot, step)

    def _end(self, spot: Spot, step: Any) -> None:
        """End a collection where the last scalar in it ends, an empty one at its bracket."""
        if self._last_counts or not self._steps.is_nothing(self._last):
            spot.end = self._steps.end(self._last)
            self._left -= spot.asked
        else:
            spot.end = self._steps.begin(step)
            self._pending.append(spot)

    def _end_pending(self, kind: str, step: Any) -> None:
        for spot in self._pending:
            spot.end = self._steps.begin(step)
        if kind not in "}]":
            self._left -= sum(spot.asked for spot in self._pending)
            self._pending.clear()
