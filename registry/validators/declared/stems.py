"""Which references close a circle, judged as Spectral's resolver judges it.

For each reference the resolver notes the places above it that its target does not share, its *stems*, and says
that they lead to the target. A reference below a place that its target leads to is circular. Its way of comparing
is kept, with its oddities: keys that begin with a number are compared by that number, and keys with a slash
in a stem are never met again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from registry.frugal.patterns import late
from registry.validators.declared.fragments import decoded_path

_NUMBER: Final = late(r"\s*([+-]?\d+)")
Compared = tuple[str | int, ...]


class Stems:
    """The stems of a document's references and where they lead."""

    def __init__(self) -> None:
        self._edges: dict[str, dict[str, None]] = {}

    def note(self, path: Sequence[str | int], target: Sequence[str], pointer: str, reference: str) -> None:
        """Note a reference: its path, the path of its target, and both as the document writes them."""
        self._edges.setdefault(reference, {})
        stem, tail = "#", ""
        for index, key in enumerate(path):
            part = f"/{key}"
            if index < len(target) and str(key) == target[index]:
                stem += part
                continue
            tail += part
            above = stem + tail
            if above not in (pointer, reference):
                self._edges.setdefault(above, {})[reference] = None

    def circular(self) -> Callable[[str, Sequence[str | int]], bool]:
        """Return the test whether a reference at a path may not stand for a target."""
        numbers = {stem: number for number, stem in enumerate(self._edges)}
        places: dict[Compared, int] = defaultdict(int)
        for stem, number in numbers.items():
            path = decoded_path(stem)
            if path is not None:
                places[_compared(path)] |= 1 << number
        reach = _Reach(self._edges, numbers).bits

        def test(reference: str, path: Sequence[str | int]) -> bool:
            led_to = reach.get(reference, 0) & ~(1 << numbers[reference])
            if not led_to:
                return False
            compared = _compared(path)
            return any(places.get(compared[:length], 0) & led_to for length in range(len(compared) + 1))

        return test


def _compared(path: Sequence[str | int]) -> Compared:
    return tuple(int(found[1]) if (found := _NUMBER.match(str(key))) else str(key) for key in path)


class _Reach:
    """For each stem all that it leads to, as the bits of a number, found circle by circle (Tarjan, 1972)."""

    def __init__(self, edges: Mapping[str, Mapping[str, None]], numbers: Mapping[str, int]) -> None:
        self._edges = edges
        self._numbers = numbers
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._open: list[str] = []
        self.bits: dict[str, int] = {}
        for stem in edges:
            if stem not in self._index:
                self._search(stem)

    def _search(self, root: str) -> None:
        work = [self._entered(root)]
        while work:
            at, steps = work[-1]
            step = next(steps, None)
            if step is None:
                work.pop()
                self._leave(at, work[-1][0] if work else None)
            elif step not in self._index:
                work.append(self._entered(step))
            elif step not in self.bits:
                self._low[at] = min(self._low[at], self._index[step])

    def _entered(self, stem: str) -> tuple[str, Iterator[str]]:
        self._index[stem] = self._low[stem] = len(self._index)
        self._open.append(stem)
        return stem, iter(self._edges[stem])

    def _leave(self, stem: str, above: str | None) -> None:
        if above is not None:
            self._low[above] = min(self._low[above], self._low[stem])
        if self._low[stem] != self._index[stem]:
            return
        circle: list[str] = []
        while not circle or circle[-1] != stem:
            circle.append(self._open.pop())
        bits = 0
        for member in circle:
            for step in self._edges[member]:
                bits |= 1 << self._numbers[step] | self.bits.get(step, 0)
        self.bits.update(dict.fromkeys(circle, bits))
