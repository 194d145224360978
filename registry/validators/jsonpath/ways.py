"""Tell apart the ways on which a walk comes to one value, as far as its place is told differently for them.

A way is a number: 0 where no reference was followed, 1 at what a reference stands for, 2 behind it. A name that a URI
fragment would have to encode is lost behind a reference, so what is below it has a way of its own, less than 0. Where
a reference has siblings, they are looked at first when a place is told: a way greater than 2 says what of them is
met, or that they lead astray, and then no two ways are the same.
"""

from collections.abc import Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.jsonpath.frames import Frame

Crossings = Mapping[int, Mapping[str | int, Any]]
"""By the identity of an object or list: its names or numbers that lead through a reference, each with the object that
refers where it has siblings, else none."""

_DIRECT, _AT, _BEHIND = 0, 1, 2
_ENCODED: Final = late(r"[^a-zA-Z0-9_.!~*'()/-]")


class Ways:
    """The ways of one walk."""

    def __init__(self) -> None:
        self._lossy: dict[str, bool] = {}
        self._siblings: dict[int, Any] = {}

    def onwards(self, frame: Frame, key: str | int, crossed: Mapping[str | int, Any] | None) -> int:
        """Return the way to a member or an item of what a frame holds."""
        way = frame[3]
        if way > _BEHIND:
            return self._past_siblings(way, frame, key)
        if crossed and key in crossed:
            return _BEHIND if way else self._noted(crossed[key])
        if way == _DIRECT:
            return _DIRECT
        return self._behind(way, frame, key)

    def _behind(self, way: int, frame: Frame, key: str | int) -> int:
        if type(key) is str and self._is_lossy(key):
            return -id(frame[2])
        return way if way < 0 else _BEHIND

    def _past_siblings(self, way: int, frame: Frame, key: str | int) -> int:
        beside = self._siblings.get(way)
        if type(beside) is dict and key in beside and type(beside[key]) in (dict, list):
            return self._noted(beside[key])
        if type(beside) is list and type(key) is int and key < len(beside) and type(beside[key]) in (dict, list):
            return self._noted(beside[key])
        if type(beside) is dict and key not in beside and type(beside.get("$ref")) is str:
            return self._behind(_BEHIND, frame, key)
        return abs(hash((way, id(frame[2]), key))) * 2 + _BEHIND + 1

    def _noted(self, beside: Any) -> int:
        if beside is None:
            return _AT
        self._siblings[id(beside)] = beside
        return id(beside)

    def _is_lossy(self, key: str) -> bool:
        lossy = self._lossy.get(key)
        if lossy is None:
            lossy = self._lossy[key] = _ENCODED.search(key) is not None
        return lossy
