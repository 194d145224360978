"""Gather a ruleset and all that it extends, each file once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from registry.frugal.patterns import late
from registry.frugal.values import field, record
from registry.validators.rules import rule_names
from registry.validators.rulesets.layer import Choice, Extension, Layer, Raw
from registry.validators.rulesets.layering import Layering, sound_part_of
from registry.validators.rulesets.refusal import Problem
from registry.validators.rulesets.shelf import BYTES, READABLE, Found, Shelf, Unavailable
from registry.validators.rulesets.written import Complaints, Keys, Written
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

CORE: Final = "somana:core"

_NAMED: Final = late(r"(?:spectral|somana):([a-z][a-z0-9-]*)")
_ADDRESS: Final = late(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_SCRIPT: Final = late(r".*\.[cm]?[jt]s", re.IGNORECASE | re.DOTALL)
_FILES: Final = 100
_DEEPEST: Final = 30


@record
class Gathering:
    """The files of one ruleset, being gathered."""

    shelf: Shelf
    complaints: Complaints = field(default_factory=Complaints)
    partial: bool = False
    """Whether something that is extended could not be had, so that nobody knows all rules."""
    broken: set[str] = field(default_factory=set)
    """The names of rules that are not of the right form."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """Every file that was found, by its name."""
    parts: list[tuple[Written, Mapping[str, Any]]] = field(default_factory=list)
    """What is of the right form in each file, the ruleset itself first."""
    layers: dict[str, Layer | None] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def whole(self, found: Found) -> tuple[Written, Layer] | None:
        """Gather the ruleset that a file holds, none where it cannot be read at all."""
        file = self._written(found)
        if file is None:
            return None
        self.open.append(found.key)
        layer = self._layer_of(file)
        self.open.pop()
        return file, layer

    def _written(self, found: Found) -> Written | None:
        try:
            return Written(found.key, found.folder, _read(found.content))
        except Unreadable as refused:
            place = refused.line, refused.column
            code = f"unreadable.{refused.code}"
            self.complaints.unread.append(Problem(code, found.key, refused.pointer, *place, None, refused.values))
            return None

    def _layer_of(self, file: Written) -> Layer:
        tree, broken = sound_part_of(file, self.complaints)
        self.parts.append((file, tree))
        self.partial |= "extends" in file.source.data and "extends" not in tree
        self.broken |= broken
        extends = {keys: tuple(self._extended(file, keys, written)) for keys, written in _extensions_in(tree)}
        return Layering(file, self.complaints).layer(tree, extends)

    def _extended(self, file: Written, keys: Keys, written: str | list[Any]) -> Iterator[Extension]:
        for index, item in enumerate([written] if isinstance(written, str) else written):
            place = (*keys, "extends") if isinstance(written, str) else (*keys, "extends", index)
            name: str
            choice: Choice
            name, choice = item if isinstance(item, list) else (item, "recommended")
            layer = self._found(file, place, name) if item is not None else None
            if layer is None:
                self.partial = True
            else:
                yield Extension(layer, choice, explicit=isinstance(item, list))

    def _found(self, file: Written, keys: Keys, name: str) -> Layer | None:
        try:
            return self._named(name) if _NAMED.fullmatch(name) else self._neighbour(file, name)
        except Unavailable as refused:
            self.complaints.add(file, keys, refused.code, name=name, circle=" → ".join((*self.open, name)))
            return None

    def _named(self, name: str) -> Layer:
        layer = core_layer() if name == CORE else own_layer(name)
        if layer is None:
            raise Unavailable("extends-unavailable")
        return layer

    def _neighbour(self, file: Written, name: str) -> Layer | None:
        found = self._taken(file, name)
        if found.key in self.open:
            raise Unavailable("extends-circular")
        if len(self.open) >= _DEEPEST or len(self.contents) >= _FILES:
            raise Unavailable("extends-too-many")
        if found.key not in self.layers:
            self.contents[found.key] = found.content
            gathered = self.whole(found)
            self.layers[found.key] = gathered[1] if gathered else None
        return self.layers[found.key]

    def _taken(self, file: Written, name: str) -> Found:
        try:
            return self.shelf.find(name, file.folder)
        except Unavailable as refused:
            raise Unavailable(_reason(name) or refused.code) from None


def _read(content: bytes) -> Source:
    if len(content) > BYTES:
        raise Unreadable("too-large", limit=BYTES)
    return read(content)


def _extensions_in(tree: Mapping[str, Any]) -> Iterator[tuple[Keys, Any]]:
    if "extends" in tree:
        yield (), tree["extends"]
    for index, override in enumerate(tree.get("overrides", ())):
        if override is not None and "extends" in override:
            yield ("overrides", index), override["extends"]


def _reason(name: str) -> str | None:
    """Say why a file is not there that could not have been, as far as its name tells."""
    if _ADDRESS.match(name):
        return "extends-network"
    if name.startswith("@") or ("/" not in name and not READABLE.fullmatch(name) and not _SCRIPT.fullmatch(name)):
        return "extends-package"
    return None


@cache
def core_layer() -> Layer:
    """Return the rules that are written in Python as a ruleset that can be extended."""
    return Layer(rules={name: Raw(None, None, ()) for name in rule_names()})


@cache
def own_layer(name: str) -> Layer | None:
    """Return a ruleset of this package, none where there is none of that name."""
    shipped = Path(__file__).parent / f"{name.removeprefix('spectral:').replace(':', '-')}.yaml"
    if not shipped.is_file():
        return None
    file = Written(name, "", read(shipped.read_bytes()), own=True)
    return Layering(file, Complaints()).layer(file.source.data, {})
