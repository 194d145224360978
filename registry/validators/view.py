"""A document as declared rules see it: as it was written, and with its references resolved."""

from collections.abc import Mapping
from typing import Any


class View:
    """The two trees of one document.

    `resolved` shares its nodes: an object that is referred to twice stands there once, and may be met on
    several paths, so whoever walks it whole must remember what was seen. It has no cycles: a reference that
    would close one stays an object with `$ref`. Nobody changes either tree.
    """

    __slots__ = ("__weakref__", "formats", "references", "resolved", "source")

    def __init__(
        self,
        source: Any,
        resolved: Any,
        formats: frozenset[str] = frozenset(),
        references: Mapping[str, str] | None = None,
    ) -> None:
        self.source = source
        self.resolved = resolved
        self.formats = formats
        self.references: Mapping[str, str] = {} if references is None else references
        """The pointer of each object that refers, and the pointer that it refers to, both beginning with `#`."""
