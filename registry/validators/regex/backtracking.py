"""Write a syntax tree in the syntax of the package `regex`, for the few that RE2 has no words for."""

from typing import Final, NamedTuple

from registry.validators.regex.folding import closed
from registry.validators.regex.ranges import LAST, LINE_ENDS, WORDS, Ranges, complement
from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Expression,
    Group,
    LineEnd,
    LineStart,
    Look,
    Node,
    Property,
    Reference,
    Repeat,
    Sequence,
    TextEnd,
    TextStart,
    WordEdge,
)
from registry.validators.regex.translation import members
from registry.validators.regex.walking import groups_in, nodes

_KINDS: Final = {"gc": "gc=", "sc": "Script=", "scx": "Script_Extensions=", "": ""}
_BEYOND_BYTE: Final = 0xFF


def backtracking(expression: Expression, node: Node, *, captures: bool = False) -> str:
    """Write a tree of an expression; the groups that are kept are called `g1`, `g2` and so on."""
    referred = {it.number for it in nodes(node) if isinstance(it, Reference)}
    kept = groups_in(node)
    return _Writer(expression, frozenset(kept if captures else referred.intersection(kept))).written(node)


class _Writer(NamedTuple):
    expression: Expression
    kept: frozenset[int]
    inside: frozenset[int] = frozenset()
    backwards: bool = False

    def written(self, node: Node) -> str:  # noqa: C901, PLR0911 one case for each kind of node
        """Write one node with all below it."""
        match node:
            case Characters():
                return self._characters(node)
            case Sequence(items):
                return "".join(map(self.written, items))
            case Choice(branches):
                return f"(?:{'|'.join(map(self.written, branches))})"
            case Group(body, number):
                return self._group(body, number)
            case Repeat():
                return self._repeated(node)
            case Look(body, behind, negated):
                inner = _Writer(self.expression, self.kept, self.inside, behind)
                return f"(?{'<' if behind else ''}{'!' if negated else '='}{inner.written(body)})"
            case Reference(number):
                return self._reference(number)
            case WordEdge(negated):
                return self._edge(negated=negated)
            case _:
                return _PLACES[type(node)]

    def _group(self, body: Node, number: int | None) -> str:
        if number not in self.kept:
            return f"(?:{self.written(body)})"
        inner = _Writer(self.expression, self.kept, self.inside | {number}, self.backwards)
        return f"(?P<g{number}>{inner.written(body)})"

    def _repeated(self, node: Repeat) -> str:
        """Write a repetition; each round forgets what the round before captured."""
        forgotten = "" if node.high == 1 else "".join(f"(?P<g{it}>)" for it in groups_in(node.body) if it in self.kept)
        body = self.written(node.body)
        body = body + forgotten if self.backwards else forgotten + body
        return f"(?:{body}){{{node.low},{'' if node.high is None else node.high}}}{'?' if node.lazy else ''}"

    def _reference(self, number: int) -> str:
        """Write a reference; a group that captured nothing, or is still open, is the empty text."""
        if number not in self.kept or number in self.inside:
            return ""
        again = f"(?P=g{number})"
        return f"(?(g{number}){f'(?i:{again})' if 'i' in self.expression.flags else again}|)"

    def _edge(self, *, negated: bool) -> str:
        ignoring = "i" in self.expression.flags and self.expression.is_unicode
        word = f"[{_ranged(closed(WORDS, by_points=True) if ignoring else WORDS)}]"
        same, other = ("=", "!") if negated else ("!", "=")
        return f"(?:(?<={word})(?{same}{word})|(?<!{word})(?{other}{word}))"

    def _characters(self, found: Characters) -> str:
        if found.properties:
            inside = _ranged(found.ranges) + "".join(map(_property, found.properties))
            written = f"[{'^' if found.negated else ''}{inside}]"
            return f"(?i:{written})" if "i" in self.expression.flags else written
        ranges = members(found, self.expression, LAST)
        return f"[{_ranged(ranges)}]" if ranges else "(?!)"


def _ranged(ranges: Ranges) -> str:
    return "".join(_character(low) if low == high else f"{_character(low)}-{_character(high)}" for low, high in ranges)


def _character(code: int) -> str:
    letter = chr(code)
    if letter.isascii() and letter.isalnum():
        return letter
    return f"\\x{code:02x}" if code <= _BEYOND_BYTE else f"\\U{code:08x}"


def _property(it: Property) -> str:
    return rf"\{'P' if it.negated else 'p'}{{{_KINDS[it.kind]}{it.name}}}"


_NOT_LINE_END: Final = f"[{_ranged(complement(LINE_ENDS, LAST))}]"
_PLACES: Final = {
    TextStart: r"\A",
    TextEnd: r"\Z",
    LineStart: f"(?<!{_NOT_LINE_END})",
    LineEnd: f"(?!{_NOT_LINE_END})",
}
