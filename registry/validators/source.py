"""Read the bytes of a document: what it says, and where it says it."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Literal

from registry.frugal.patterns import late
from registry.frugal.values import record
from registry.validators import json_reader, limits, yaml_reader
from registry.validators.lines import Lines
from registry.validators.pointers import below
from registry.validators.positions import Place, Positions, Range, Units
from registry.validators.steps import steps_of
from registry.validators.unreadable import Unreadable
from registry.validators.writer import to_json, to_yaml
from registry.validators.yaml_reader import Oddity

__all__ = ["Place", "Source", "Syntax", "read", "to_json", "to_yaml"]

Syntax = Literal["json", "yaml"]

_MARK: Final = "\ufeff".encode()
_CONTROL: Final = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED: Final = late(r"\\u(?:0000|[dD][89a-fA-F])|\\0|\\x00|\\U0000")
_UNSTORABLE: Final = late("[\x00\ud800-\udfff]")


@record
class Source:
    """A document that was read: its plain tree, and the text that the tree came from."""

    format: Syntax
    data: dict[str, Any]
    text: str
    oddities: Sequence[Oddity] = ()
    """Keys that were given twice or are no text, where the document was read leniently."""
    marked: bool = False
    """Whether a byte order mark stood before the text."""
    _positions: Positions | None = None

    def place(self, pointer: str) -> Place:
        """Find one pointer in the text."""
        return self.places((pointer,))[pointer]

    def places(self, pointers: Iterable[str]) -> dict[str, Place]:
        """Find many pointers in one pass over the text."""
        return self._found().places(pointers)

    def ranges(self, paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Range]:
        """Find the ranges of many paths, as Spectral tells them, in the same pass where their places were asked for."""
        return self._found().ranges(paths)

    def odd_ranges(self) -> list[Range]:
        """Return the range of each odd key, as Spectral tells it."""
        units = Units(self.text, steps_of(self.text, "yaml"), marked=self.marked) if self.oddities else None
        return [Range(*units.told(*one.begin), *units.told(*one.end)) for one in self.oddities if units]

    def _found(self) -> Positions:
        if self._positions is None:
            self._positions = Positions(self.text, self.format, marked=self.marked, once=not self.oddities)
        return self._positions


def read(content: bytes, *, leniently: bool = False) -> Source:
    """Read a document of JSON or YAML within the limits; raise `Unreadable`.

    Leniently, what Spectral would read too is read: of a key that is given twice the last value counts.
    """
    text = _text_of(content)
    first = text.lstrip(" \t\r\n")[:1]
    if not first:
        raise Unreadable("empty")
    syntax: Syntax = "json" if first in "{[" else "yaml"
    oddities: list[Oddity] | None = [] if leniently else None
    with _garbage_kept():
        tree = _tree_of(text, first, oddities)
    if not isinstance(tree, dict):
        raise Unreadable("not-object")
    source = Source(syntax, tree, text, tuple(oddities or ()), content.startswith(_MARK))
    if _ESCAPED.search(text):
        _refuse_unstorable(source)
    return source


def _tree_of(text: str, first: str, oddities: list[Oddity] | None) -> Any:
    if first in "{[":
        try:
            return json_reader.tree_of(text)
        except Unreadable as refused:
            if oddities is None or refused.code != "duplicate-key":
                raise
    try:
        return yaml_reader.tree_of(text, oddities)
    except Unreadable:
        if first == "<":
            raise Unreadable("syntax", problem="HTML, XML") from None
        raise


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Keep the garbage collector from walking a tree that is only growing: that costs three times the reading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _text_of(content: bytes) -> str:
    if len(content) > limits.BYTES:
        raise Unreadable("too-large", limit=limits.BYTES)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        before = content[: problem.start].decode("utf-8")
        raise Unreadable("encoding", *Lines(before).place(len(before)), offset=problem.start) from None
    if found := _CONTROL.search(text):
        raise Unreadable("control-char", *Lines(text).place(found.start()), problem=f"U+{ord(found[0]):04X}")
    return text


def _refuse_unstorable(source: Source) -> None:
    for pointer, text in _texts(source.data, ""):
        if found := _UNSTORABLE.search(text):
            place = source.place(pointer.encode("utf-8", "replace").decode())
            code = "control-char" if found[0] == "\x00" else "surrogate"
            pointer = pointer.encode("utf-8", "replace").decode()  # noqa: PLW2901 - a pointer is shown, so it must be text
            raise Unreadable(code, place.line, place.column, pointer, problem=f"U+{ord(found[0]):04X}")


def _texts(tree: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield pointer, tree
    elif isinstance(tree, dict):
        for key, member in tree.items():
            yield pointer, key
            yield from _texts(member, below(pointer, key))
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _texts(item, below(pointer, index))
