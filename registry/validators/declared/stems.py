"""Which references close a circle, judged as Spectral's resolver judges it.

For each reference the resolver notes the places above it that its target does not share, its *stems*, and says
that they lead to the target. A reference below a place that its target leads to is circular. Its way of comparing
is kept, with its oddities: keys that begin with a number are compared by that number, and keys with a slash
in a stem are never met again.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from registry.validators.declared.fragments import decoded_path

_NUMBER: Final = re.compile(r"\s*([+-]?\d+)")
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
        reach = _reach(self._edges, numbers)

        def test(reference: str, path: Sequence[str | int]) -> bool:
            led_to = reach.get(reference, 0) & ~(1 << numbers[reference])
            if not led_to:
                return False
            compared = _compared(path)
            return any(places.get(compared[:length], 0) & led_to for length in range(len(compared) + 1))

        return test


def _compared(path: Sequence[str | int]) -> Compared:
    return tuple(int(found[1]) if (found := _NUMBER.match(str(key))) else str(key) for key in path)


def _reach(edges: dict[str, dict[str, None]], numbers: dict[str, int]) -> dict[str, int]:
    """Return, for each stem, the set of all that it leads to, as the bits of a number (Tarjan, 1972)."""
    reach: dict[str, int] = {}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    component: list[str] = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        component.append(root)
        while work:
            at, steps = work[-1]
            step = next(steps, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    _close(at, component, edges, numbers, reach)
            elif step not in index:
                index[step] = low[step] = len(index)
                component.append(step)
                work.append((step, iter(edges[step])))
            elif step not in reach:
                low[at] = min(low[at], index[step])
    return reach


def _close(
    root: str, component: list[str], edges: dict[str, dict[str, None]], numbers: dict[str, int], reach: dict[str, int]
) -> None:
    members: list[str] = []
    while not members or members[-1] != root:
        members.append(component.pop())
    together = 0
    for member in members:
        for step in edges[member]:
            together |= 1 << numbers[step] | reach.get(step, 0)
    for member in members:
        reach[member] = together
