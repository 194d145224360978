"""What a JSONPath expression is once it was read."""

from registry.frugal.values import value
from registry.validators.jsonpath.script import Node


@value
class Names:
    """Select the members of these names, or the items of these numbers."""

    names: frozenset[str]


@value
class Every:
    """Select every member or item."""


@value
class Slice:
    """Select items as Python's slices do; a member is never selected."""

    start: int | None
    stop: int | None
    step: int


@value
class Matching:
    """Select what an expression of JavaScript is true for."""

    script: Node


@value
class OfKind:
    """Select values by their kind, as `@string()` does."""

    kind: str


@value
class Computed:
    """Select the member or item whose name an expression of JavaScript gives, as `[(@.length-1)]` does."""

    script: Node


Selector = Names | Every | Slice | Matching | OfKind | Computed


@value
class Step:
    """One step down; a deep one selects at any depth."""

    selector: Selector
    deep: bool = False


@value
class Parents:
    """So many steps up."""

    count: int


@value
class Containers:
    """Every object and list at any depth, the place itself included, as a trailing `..` means."""


@value
class Expression:
    """A whole path; with `keys` the name of what was found is handed on instead of its value."""

    text: str
    steps: tuple[Step | Parents | Containers, ...]
    keys: bool = False
