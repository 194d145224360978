"""Read the part of JavaScript that filters are written in."""

import re
from typing import Any, Final

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.validators.function import UNDEFINED
from registry.validators.jsonpath.refusal import PathRefused


@value
class Literal:
    """A string, a number, true, false, null or undefined."""

    value: Any


@value
class RegularExpression:
    """A regular expression between slashes, and its flags."""

    source: str
    flags: str


@value
class Place:
    """A thing that the filter is asked about: `value`, `property`, `parent`, `parentProperty`, `path`, `root`."""

    name: str


@value
class Member:
    """A member of something, by a name that is known or computed."""

    owner: "Node"
    name: "Node"


@value
class Call:
    """A method called on something."""

    owner: "Node"
    method: str
    arguments: "tuple[Node, ...]"


@value
class Listed:
    """A list written out."""

    items: "tuple[Node, ...]"


@value
class Unary:
    """An operator before its operand."""

    operator: str
    operand: "Node"


@value
class Binary:
    """An operator between its operands."""

    operator: str
    left: "Node"
    right: "Node"


@value
class Conditional:
    """One of two, by a condition."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"


Node = Literal | RegularExpression | Place | Member | Call | Listed | Unary | Binary | Conditional

_PLACES: Final = ("parentProperty", "property", "parent", "path", "root")
_WORDS: Final = {"true": True, "false": False, "null": None}
_POWER: Final = {
    "||": 1, "??": 1, "&&": 2, "|": 3, "^": 4, "&": 5,
    "==": 6, "!=": 6, "===": 6, "!==": 6, "~=": 6,
    "<": 7, ">": 7, "<=": 7, ">=": 7, "in": 7,
    "+": 9, "-": 9, "*": 10, "/": 10, "%": 10,
}  # fmt: skip
_TOKEN: Final = late(
    r"""\s*(?:
      (?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\$]|\\.)*`)
    | (?P<place>@(?:parentProperty|property|parent|path|root)\b|@|\$(?![\w$]))
    | (?P<name>[A-Za-z_$][\w$]*)
    | (?P<operator>===|!==|==|!=|<=|>=|&&|\|\||\?\?|\?\.|~=|=>|[-+*/%<>!?:.,()\[\]{}~&|^=])
    )""",
    re.VERBOSE | re.DOTALL,
)
_REGULAR_EXPRESSION: Final = late(r"\s*/((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_DEEPEST: Final = 60


def read_script(text: str, offset: int = 0) -> Node:
    """Read one expression; raise `PathRefused`, whose offset counts from the given one."""
    return _Reading(text, offset).whole()


class _Reading:
    """One expression being read, operators by their power."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.expression(0)
        if self.text[self.at :].strip():
            raise self.refused("unexpected")
        return node

    def refused(self, problem: str) -> PathRefused:
        return PathRefused(problem, self.offset + self.at, self.text[self.at : self.at + 20].strip())

    def peek(self) -> str:
        found = _TOKEN.match(self.text, self.at)
        return found[0].strip() if found else ""

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            raise self.refused("unexpected" if self.peek() else "unfinished")
        self.at = _TOKEN.match(self.text, self.at).end()  # type: ignore[union-attr] # peek has just matched it

    def expression(self, power: int) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.refused("too-deep")
        node = self.unary()
        while (strength := _POWER.get(operator := self.peek(), 0)) > power:
            self.take(operator)
            node = Binary(operator, node, self.expression(strength))
        if power == 0 and self.peek() == "?":
            self.take("?")
            then = self.expression(0)
            self.take(":")
            node = Conditional(node, then, self.expression(0))
        self.depth -= 1
        return node

    def unary(self) -> Node:
        sign = self.peek()
        if sign in ("!", "-", "+", "~", "typeof", "void"):
            self.take(sign)
            self.depth += 1
            if self.depth > _DEEPEST:
                raise self.refused("too-deep")
            operand = self.unary()
            self.depth -= 1
            return Literal(UNDEFINED) if sign == "void" else Unary(sign, operand)
        return self.chain(self.primary())

    def chain(self, node: Node) -> Node:
        while (opening := self.peek()) in (".", "[", "?."):
            self.take(opening)
            if opening == "[":
                node = Member(node, self.expression(0))
                self.take("]")
                continue
            name = self.name()
            if self.peek() == "(":
                self.take("(")
                node = Call(node, name, self.items(")"))
            else:
                node = Member(node, Literal(name))
        return node

    def name(self) -> str:
        found = _TOKEN.match(self.text, self.at)
        if not found or found["name"] is None:
            raise self.refused("unexpected")
        self.at = found.end()
        return found["name"]

    def items(self, end: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while self.peek() != end:
            items.append(self.expression(0))
            if self.peek() == ",":
                self.take(",")
            elif self.peek() != end:
                raise self.refused("unexpected" if self.peek() else "unfinished")
        self.take(end)
        return tuple(items)

    def primary(self) -> Node:
        if pattern := _REGULAR_EXPRESSION.match(self.text, self.at):
            self.at = pattern.end()
            return RegularExpression(pattern[1], pattern[2])
        found = _TOKEN.match(self.text, self.at)
        if not found:
            raise self.refused("unexpected" if self.text[self.at :].strip() else "unfinished")
        if found["operator"]:
            return self.enclosed(found["operator"])
        self.at, start = found.end(), self.at
        if found["number"]:
            return Literal(_number(found["number"]))
        if found["string"]:
            return Literal(_unescaped(found["string"][1:-1]))
        if place := found["place"]:
            return Place("root" if place == "$" else place[1:] or "value")
        return self.word(found["name"], start)

    def enclosed(self, operator: str) -> Node:
        if operator not in ("(", "["):
            raise self.refused("unexpected")
        self.take(operator)
        if operator == "[":
            return Listed(self.items("]"))
        node = self.expression(0)
        self.take(")")
        return node

    def word(self, name: str, start: int) -> Node:
        if name in _WORDS:
            return Literal(_WORDS[name])
        if name == "undefined":
            return Literal(UNDEFINED)
        # A name that nothing stands for would make every evaluation fail, so it is refused at once.
        self.at = start
        raise self.refused("unknown-name")


def _number(text: str) -> float:
    if text[:2] in ("0x", "0X"):
        return int(text, 16)
    value = float(text)
    return int(value) if value.is_integer() else value


def _unescaped(text: str) -> str:
    return re.sub(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", _escape, text, flags=re.DOTALL)


def _escape(found: re.Match[str]) -> str:
    text = found[1]
    if len(text) > 1:
        return chr(int(text[1:], 16))
    return _ESCAPES.get(text, text)
