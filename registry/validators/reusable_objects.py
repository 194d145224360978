"""Which reusable objects of a document nothing refers to."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from registry.validators.function import Fault, Path
from registry.validators.view import View

_MESSAGE: Final = "Potential orphaned reusable object has been detected"


def referred_to(view: View) -> frozenset[str]:
    """Return the places that references of a document lead to, with nothing in them escaped."""
    return frozenset(_decoded(target) for target in set(view.references.values()))


def orphans(names: Iterable[str], location: str, used: frozenset[str]) -> Iterator[Fault]:
    """Yield a fault for each of the names at a location that no reference leads to."""
    for name in names:
        place = f"{location}/{name}"
        if place not in used:
            yield Fault(_MESSAGE, _path_of(place))


def _path_of(pointer: str) -> Path:
    return tuple(_decoded(segment) for segment in pointer.split("/")[1:])


def _decoded(pointer: str) -> str:
    """Undo both escapes of a pointer; what is no UTF-8 behind percent signs stays as it is."""
    try:
        text = unquote(pointer, errors="strict")
    except UnicodeDecodeError:
        text = pointer
    return text.replace("~1", "/").replace("~0", "~")
