"""Read regular expressions as ECMA-262 has them, annex B included."""

from typing import Final

from registry.validators.regex import reading
from registry.validators.regex.class_sets import bracketed_set
from registry.validators.regex.classes import bracketed
from registry.validators.regex.escapes import escaped, group_name
from registry.validators.regex.ranges import LINE_ENDS
from registry.validators.regex.reading import SHOWN, TOO_LARGE, Reader
from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Expression,
    Group,
    LineEnd,
    LineStart,
    Look,
    Node,
    PatternRefused,
    Repeat,
    Sequence,
    TextEnd,
    TextStart,
    WordEdge,
    character,
)
from registry.validators.regex.walking import weight

LONGEST: Final = 32_768
HEAVIEST: Final = 50_000
_FLAGS: Final = frozenset("dgimsuvy")
_LOOKS: Final = {"?=": (False, False), "?!": (False, True), "?<=": (True, False), "?<!": (True, True)}
_MOST: Final = 2**31 - 1


class _Frame:
    """A bracket that is still open: what opened it, its branches so far, the items of the present one."""

    __slots__ = ("branches", "items", "name", "number", "opener")

    def __init__(self, opener: str = "", number: int | None = None, name: str = "") -> None:
        self.opener = opener
        self.number = number
        self.name = name
        self.branches: list[Node] = []
        self.items: list[Node] = []

    def branch(self) -> None:
        """End the present branch."""
        self.branches.append(self.items[0] if len(self.items) == 1 else Sequence(tuple(self.items)))
        self.items = []

    def body(self) -> Node:
        """Return all that was read in these brackets."""
        self.branch()
        return self.branches[0] if len(self.branches) == 1 else Choice(tuple(self.branches))


def parse(source: str, flags: str = "") -> Expression:
    """Read a pattern with its flags."""
    if len(set(flags)) < len(flags) or not set(flags) <= _FLAGS or set("uv") <= set(flags):
        raise PatternRefused(f"Invalid flags supplied to RegExp constructor '{flags[:SHOWN]}'")
    by_points = "u" in flags or "v" in flags
    reader = Reader(source, flags, reading.by_points(source) if by_points else reading.by_units(source))
    if len(source) > LONGEST:
        reader.refuse(TOO_LARGE)
    _count_groups(reader)
    body = _disjunction(reader)
    if reader.late:
        reader.refuse(reader.late)
    if weight(body) > HEAVIEST:
        reader.refuse(TOO_LARGE)
    return Expression(body, flags, reader.groups)


def _disjunction(reader: Reader) -> Node:
    stack = [_Frame()]
    opened = 0
    while letter := reader.take():
        if letter == "|":
            stack[-1].branch()
        elif letter == "(":
            frame = _opened(reader)
            opened += frame.number is not None
            frame.number = None if frame.number is None else opened
            stack.append(frame)
            reader.depth += 1
            reader.limit_depth()
        elif letter == ")":
            _close(reader, stack)
        else:
            stack[-1].items.append(_term(reader, letter))
    reader.at = len(reader.text)
    if len(stack) > 1:
        reader.refuse("Unterminated group")
    return stack[0].body()


def _opened(reader: Reader) -> _Frame:
    if not reader.starts("?"):
        return _Frame("", 0)
    opener = next((it for it in ("?:", *_LOOKS) if reader.eat(it)), None)
    if opener is not None:
        return _Frame(opener)
    if not reader.eat("?<"):
        reader.refuse("Invalid group")
    return _Frame("", 0, group_name(reader))


def _close(reader: Reader, stack: list[_Frame]) -> None:
    frame = stack.pop()
    if not stack:
        reader.refuse("Unmatched ')'")
    reader.depth -= 1
    if frame.name in reader.seen:
        reader.refuse("Duplicate capture group name")
    if frame.name:
        reader.seen.add(frame.name)
    body = frame.body()
    if frame.opener not in _LOOKS:
        stack[-1].items.append(_quantified(reader, Group(body, frame.number)))
        return
    behind, negated = _LOOKS[frame.opener]
    look = Look(body, behind=behind, negated=negated)
    if behind or reader.is_unicode:
        if _quantity(reader) is not None:
            reader.refuse("Invalid quantifier")
        stack[-1].items.append(look)
    else:
        stack[-1].items.append(_quantified(reader, look))


def _term(reader: Reader, letter: str) -> Node:
    if letter == "^":
        return LineStart() if "m" in reader.flags else TextStart()
    if letter == "$":
        return LineEnd() if "m" in reader.flags else TextEnd()
    if letter in "*+?{":
        _literal_or_nothing(reader, letter)
    return _quantified(reader, _atom(reader, letter))


def _literal_or_nothing(reader: Reader, letter: str) -> None:
    """Refuse a quantifier that has nothing before it; a brace that is none may stand for itself."""
    reader.at -= 1
    if letter != "{" or _braced(reader) is not None:
        reader.refuse("Nothing to repeat")
    reader.at += 1


def _atom(reader: Reader, letter: str) -> Node:
    if letter == "\\":
        return escaped(reader)
    if letter == ".":
        return Characters(() if "s" in reader.flags else LINE_ENDS, negated=True)
    if letter == "[":
        return bracketed_set(reader) if "v" in reader.flags else bracketed(reader)
    if letter in "{}]" and reader.is_unicode:
        reader.refuse("Lone quantifier brackets")
    return character(ord(letter))


def _quantified(reader: Reader, atom: Node) -> Node:
    if isinstance(atom, WordEdge):
        return atom
    quantity = _quantity(reader)
    if quantity is None:
        return atom
    low, high = quantity
    lazy = reader.eat("?")
    if isinstance(atom, Look):
        # To look again from the same place changes nothing.
        return atom if low else Sequence(())
    return Repeat(atom, low, None if high == _MOST else high, lazy=lazy)


def _quantity(reader: Reader) -> tuple[int, int | None] | None:
    letter = reader.peek()
    if letter == "{":
        counts = _braced(reader)
        if counts is None and reader.is_unicode:
            reader.refuse("Incomplete quantifier")
        if counts is not None and counts[1] is not None and counts[0] > counts[1]:
            reader.refuse("numbers out of order in {} quantifier")
        return counts
    if letter not in ("*", "+", "?"):
        return None
    reader.take()
    return int(letter == "+"), 1 if letter == "?" else None


def _braced(reader: Reader) -> tuple[int, int | None] | None:
    """Read `{2}`, `{2,}` or `{2,3}`, none where something else stands here."""
    start = reader.at
    reader.take()
    low = high = reader.digits()
    if low and reader.eat(","):
        high = reader.digits()
    if low and reader.eat("}"):
        return _count(low), _count(high) if high else None
    reader.at = start
    return None


def _count(written: str) -> int:
    digits = written.lstrip("0") or "0"
    return min(int(digits), _MOST) if len(digits) <= len(str(_MOST)) else _MOST


def _count_groups(reader: Reader) -> None:
    r"""Count the groups and note their names before the pattern is read, since `\2` and `\k` depend on them."""
    depth = 0
    while letter := reader.take():
        if letter == "\\":
            reader.take()
        elif letter == "[":
            depth = depth + 1 if "v" in reader.flags else 1
        elif letter == "]":
            depth = max(0, depth - 1)
        elif letter == "(" and not depth:
            _count_group(reader)
    reader.at = 0


def _count_group(reader: Reader) -> None:
    if not reader.starts("?"):
        reader.groups += 1
    elif reader.starts("?<") and reader.peek(2) not in ("=", "!"):
        reader.groups += 1
        before = reader.at
        reader.eat("?<")
        try:
            reader.numbers.setdefault(group_name(reader), reader.groups)
        except PatternRefused:
            reader.at = before
