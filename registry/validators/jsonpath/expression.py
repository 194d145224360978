"""What a JSONPath expression is once it was read."""

from dataclasses import dataclass

from registry.validators.jsonpath.script import Node


@dataclass(frozen=True, slots=True)
class Names:
    """Select the members of these names, or the items of these numbers."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Every:
    """Select every member or item."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Select items as Python's slices do; a member is never selected."""

    start: int | None
    stop: int | None
    step: int


@dataclass(frozen=True, slots=True)
class Matching:
    """Select what an expression of JavaScript is true for."""

    script: Node


@dataclass(frozen=True, slots=True)
class OfKind:
    """Select values by their kind, as `@string()` does."""

    kind: str


@dataclass(frozen=True, slots=True)
class Computed:
    """Select the member or item whose name an expression of JavaScript gives, as `[(@.length-1)]` does."""

    script: Node


Selector = Names | Every | Slice | Matching | OfKind | Computed


@dataclass(frozen=True, slots=True)
class Step:
    """One step down; a deep one selects at any depth."""

    selector: Selector
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Parents:
    """So many steps up."""

    count: int


@dataclass(frozen=True, slots=True)
class Containers:
    """Every object and list at any depth, the place itself included, as a trailing `..` means."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole path; with `keys` the name of what was found is handed on instead of its value."""

    text: str
    steps: tuple[Step | Parents | Containers, ...]
    keys: bool = False
