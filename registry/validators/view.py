"""A document as declared rules see it: as it was written, and with its references resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, weakref_slot=True, eq=False)
class View:
    """The two trees of one document.

    `resolved` shares its nodes: an object that is referred to twice stands there once, and may be met on
    several paths, so whoever walks it whole must remember what was seen. It has no cycles: a reference that
    would close one stays an object with `$ref`. Nobody changes either tree.
    """

    source: Any
    resolved: Any
    formats: frozenset[str] = frozenset()
    references: Mapping[str, str] = field(default_factory=dict)
    """The pointer of each object that refers, and the pointer that it refers to, both beginning with `#`."""
