"""Entries as they are sent, encoded once for each of their revisions."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

MOST_BYTES = 32 * 1024 * 1024
OVERHEAD = 1_000
"""What the objects round the bytes weigh, about."""


class Head(Protocol):
    """Which state of an entry there is."""

    @property
    def name(self) -> Hashable:
        """Return what tells it from every other entry."""
        ...

    @property
    def state(self) -> Hashable:
        """Return what changes whenever anything that is shown of the entry does."""
        ...


AnyHead = TypeVar("AnyHead", bound=Head)


@dataclass(frozen=True, slots=True)
class Encoded:
    """An entry as it is sent, with the headers that go with it."""

    content: bytes
    headers: Mapping[str, str]


class Shelf:
    """What was encoded last of each entry; a state that the database does not name is never taken from here."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, tuple[Hashable, Encoded]] = OrderedDict()
        self.kept_bytes = 0

    def find(self, name: Hashable, state: Hashable) -> Encoded | None:
        """Return an entry in that state, where it is kept."""
        known, encoded = self._kept.get(name, (None, None))
        if encoded is None or known != state:
            return None
        self._kept.move_to_end(name)
        return encoded

    def keep(self, name: Hashable, state: Hashable, encoded: Encoded) -> Encoded:
        """Keep an entry in the place of what was kept of it, and let go of what nobody asked for the longest."""
        self._drop(self._kept.pop(name, None))
        self._kept[name] = (state, encoded)
        self.kept_bytes += len(encoded.content) + OVERHEAD
        while self.kept_bytes > self._most_bytes:
            self._drop(self._kept.popitem(last=False)[1])
        return encoded

    def _drop(self, kept: tuple[Hashable, Encoded] | None) -> None:
        if kept is not None:
            self.kept_bytes -= len(kept[1].content) + OVERHEAD


async def encoded(
    shelf: Shelf,
    heads: Sequence[AnyHead],
    load: Callable[[Sequence[AnyHead]], Awaitable[Iterable[tuple[AnyHead, Encoded]]]],
) -> list[Encoded]:
    """Return entries as they are sent, in the order of their heads; only what is not kept is loaded and encoded."""
    found = {head.name: shelf.find(head.name, head.state) for head in heads}
    missing = [head for head in heads if found[head.name] is None]
    if missing:
        for head, one in await load(missing):
            found[head.name] = shelf.keep(head.name, head.state, one)
    return [one for one in found.values() if one is not None]
