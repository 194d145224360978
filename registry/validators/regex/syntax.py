"""The syntax tree of a regular expression, and how one that has no tree is refused."""

from dataclasses import dataclass, field
from functools import lru_cache

from registry.validators.regex.ranges import Ranges


@dataclass(eq=False)
class PatternRefused(Exception):
    """A text is no regular expression; the problem is said as V8 says it, the offset is where in the pattern."""

    problem: str
    offset: int = 0

    def __str__(self) -> str:
        return self.problem


@dataclass(frozen=True, slots=True)
class Property:
    """A property of Unicode: its kind (`gc`, `sc`, `scx` or `` for yes or no) and its value's long name."""

    kind: str
    name: str
    negated: bool = False

    @property
    def opposite(self) -> "Property":
        """Return the property of all other characters."""
        return Property(self.kind, self.name, not self.negated)


@dataclass(frozen=True, slots=True)
class Characters:
    """One character of a set, or of all but the set."""

    ranges: Ranges
    properties: tuple[Property, ...] = ()
    negated: bool = False

    @property
    def only(self) -> int | None:
        """Return the one character that this is, none where it is any of several."""
        if self.negated or self.properties or len(self.ranges) != 1:
            return None
        low, high = self.ranges[0]
        return low if low == high else None


@dataclass(frozen=True, slots=True)
class TextStart:
    """The place before the first character."""


@dataclass(frozen=True, slots=True)
class TextEnd:
    """The place behind the last character."""


@dataclass(frozen=True, slots=True)
class LineStart:
    """The place before the first character of a line."""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The place behind the last character of a line."""


@dataclass(frozen=True, slots=True)
class WordEdge:
    """The place between a word and what is none, or any other place."""

    negated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part in brackets; with a number it captures."""

    body: "Node"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What must, or must not, stand before or behind a place."""

    body: "Node"
    behind: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The text that a group captured, again."""

    number: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part some number of times, without an upper bound where `high` is none."""

    body: "Node"
    low: int
    high: int | None
    lazy: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one behind the other."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first of the branches that leads to a match."""

    branches: tuple["Node", ...]


Anchor = TextStart | TextEnd | LineStart | LineEnd | WordEdge
Node = Characters | Anchor | Group | Look | Reference | Repeat | Sequence | Choice


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that was read: its tree, its flags, the names of its groups by number."""

    body: Node
    flags: str
    groups: int = 0
    names: dict[str, int] = field(default_factory=dict)

    @property
    def is_unicode(self) -> bool:
        """Say whether it goes by code points and not by units of UTF-16."""
        return "u" in self.flags or "v" in self.flags


@lru_cache(1024)
def character(code: int) -> Characters:
    """Return the set of one character."""
    return Characters(((code, code),))


def parts(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below a node."""
    match node:
        case Group(body) | Look(body) | Repeat(body):
            return (body,)
        case Sequence(nodes) | Choice(nodes):
            return nodes
        case _:
            return ()
