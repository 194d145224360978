"""Documents of versions, read once and kept for a while."""

from collections import OrderedDict
from dataclasses import dataclass

from registry.db.models import Document
from registry.validators.source import Source, read
from registry.web.threads import elsewhere

MOST_BYTES = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was read, and its lines."""

    source: Source
    lines: list[str]
    size: int


_kept: OrderedDict[str, Opened] = OrderedDict()


async def opened(document: Document) -> Opened:
    """Return a document read; its bytes passed the same reader when they were taken in."""
    found = _kept.get(document.digest)
    if found is None:
        found = await elsewhere(_opened, document.content)
        _kept[document.digest] = found
        _forget()
    _kept.move_to_end(document.digest)
    return found


def _opened(content: bytes) -> Opened:
    source = read(content)
    return Opened(source, [line.removesuffix("\r") for line in source.text.split("\n")], len(content))


def _forget() -> None:
    while len(_kept) > 1 and sum(one.size for one in _kept.values()) > MOST_BYTES:
        _kept.popitem(last=False)
