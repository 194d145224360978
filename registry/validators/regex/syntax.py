"""The syntax tree of a regular expression, and how one that has no tree is refused."""

from functools import lru_cache
from typing import NamedTuple

from registry.frugal.values import record
from registry.validators.regex.ranges import Ranges


@record
class PatternRefused(Exception):
    """A text is no regular expression; the problem is said as V8 says it, the offset is where in the pattern."""

    problem: str
    offset: int = 0

    def __str__(self) -> str:
        return self.problem


class _Tree:
    """What two parts of a tree must have in common to be equal.

    The parts are no dataclasses: to make one of those takes a millisecond whenever the program starts.
    """

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, it) == getattr(other, it) for it in self.__slots__)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, it) for it in self.__slots__)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(getattr(self, it)) for it in self.__slots__)})"


class Property(_Tree):
    """A property of Unicode: its kind (`gc`, `sc`, `scx` or `` for yes or no) and its value's long name."""

    __slots__ = ("kind", "name", "negated")

    def __init__(self, kind: str, name: str, *, negated: bool = False) -> None:
        self.kind = kind
        self.name = name
        self.negated = negated

    @property
    def opposite(self) -> "Property":
        """Return the property of all other characters."""
        return Property(self.kind, self.name, negated=not self.negated)


class Characters(_Tree):
    """One character of a set, or of all but the set."""

    __slots__ = __match_args__ = ("ranges", "properties", "negated")

    def __init__(self, ranges: Ranges, properties: tuple[Property, ...] = (), *, negated: bool = False) -> None:
        self.ranges = ranges
        self.properties = properties
        self.negated = negated

    @property
    def only(self) -> int | None:
        """Return the one character that this is, none where it is any of several."""
        if self.negated or self.properties or len(self.ranges) != 1:
            return None
        low, high = self.ranges[0]
        return low if low == high else None


class TextStart(_Tree):
    """The place before the first character."""

    __slots__ = ()


class TextEnd(_Tree):
    """The place behind the last character."""

    __slots__ = ()


class LineStart(_Tree):
    """The place before the first character of a line."""

    __slots__ = ()


class LineEnd(_Tree):
    """The place behind the last character of a line."""

    __slots__ = ()


class WordEdge(_Tree):
    """The place between a word and what is none, or any other place."""

    __slots__ = __match_args__ = ("negated",)

    def __init__(self, *, negated: bool) -> None:
        self.negated = negated


class Group(_Tree):
    """A part in brackets; with a number it captures."""

    __slots__ = __match_args__ = ("body", "number")

    def __init__(self, body: "Node", number: int | None = None) -> None:
        self.body = body
        self.number = number


class Look(_Tree):
    """What must, or must not, stand before or behind a place."""

    __slots__ = __match_args__ = ("body", "behind", "negated")

    def __init__(self, body: "Node", *, behind: bool, negated: bool) -> None:
        self.body = body
        self.behind = behind
        self.negated = negated


class Reference(_Tree):
    """The text that a group captured, again."""

    __slots__ = __match_args__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


class Repeat(_Tree):
    """A part some number of times, without an upper bound where `high` is none."""

    __slots__ = __match_args__ = ("body", "low", "high", "lazy")

    def __init__(self, body: "Node", low: int, high: int | None, *, lazy: bool = False) -> None:
        self.body = body
        self.low = low
        self.high = high
        self.lazy = lazy


class Sequence(_Tree):
    """Parts one behind the other."""

    __slots__ = __match_args__ = ("items",)

    def __init__(self, items: tuple["Node", ...]) -> None:
        self.items = items


class Choice(_Tree):
    """The first of the branches that leads to a match."""

    __slots__ = __match_args__ = ("branches",)

    def __init__(self, branches: tuple["Node", ...]) -> None:
        self.branches = branches


Anchor = TextStart | TextEnd | LineStart | LineEnd | WordEdge
Node = Characters | Anchor | Group | Look | Reference | Repeat | Sequence | Choice


class Expression(NamedTuple):
    """A regular expression that was read: its tree, its flags, how many groups it has."""

    body: Node
    flags: str
    groups: int = 0

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
