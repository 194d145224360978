"""Write a syntax tree in the syntax of RE2, with the meaning that it has in JavaScript."""

from typing import Final, NamedTuple

from registry.validators.regex.folding import closed
from registry.validators.regex.ranges import LAST, LAST_ASCII, Ranges, clipped, complement
from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Expression,
    Group,
    LineEnd,
    LineStart,
    Node,
    Property,
    Repeat,
    Sequence,
    TextEnd,
    TextStart,
    WordEdge,
)

_MOST_COPIES: Final = 1000
_HEAVIEST: Final = 50_000
_UNKNOWN_CATEGORIES: Final = frozenset(("C", "Cn", "LC"))
# RE2 takes `[Ss]` for an `s` of either case, which in a choice becomes the long s as well; likewise the Kelvin sign.
_LOST_IN_FOLDING: Final = (((0x53, 0x53), (0x73, 0x73)), ((0x4B, 0x4B), (0x6B, 0x6B)))
_PLACES: Final = {TextStart: r"\A", TextEnd: r"\z", LineStart: "(?m:^)", LineEnd: "(?m:$)"}


class Untranslatable(Exception):
    """RE2 has no words for this."""


class _Piece(NamedTuple):
    """What was written; how many characters it stands for, and how often its parts are repeated at the most."""

    text: str
    weight: int = 1
    copies: int = 1
    is_single: bool = False


def linear(expression: Expression, node: Node, *, last: int = LAST, captures: bool = False) -> str:
    """Write a tree of an expression for texts of characters up to the last."""
    return _Writer(expression, last, captures).written(node).text


def members(found: Characters, expression: Expression, last: int) -> Ranges:
    """Return the characters of a set without properties, those of the other case with them."""
    ranges = found.ranges
    if "i" in expression.flags:
        ranges = closed(ranges, by_points=expression.is_unicode)
    return complement(ranges, last) if found.negated else clipped(ranges, last)


class _Writer(NamedTuple):
    expression: Expression
    last: int
    captures: bool

    def written(self, node: Node) -> _Piece:  # noqa: PLR0911 one case for each kind of node
        """Write one node with all below it."""
        match node:
            case Characters():
                return _Piece(self._characters(node), is_single=True)
            case Sequence(items):
                return self._joined(items, "")
            case Choice(branches):
                return _enclosed(self._joined(branches, "|"))
            case Group(body, number):
                return _enclosed(self.written(body), "(" if number and self.captures else "(?:")
            case Repeat():
                return self._repeated(node)
            case WordEdge(negated):
                return self._edge(negated=negated)
            case TextStart() | TextEnd() | LineStart() | LineEnd():
                return _Piece(_PLACES[type(node)])
            case _:
                raise Untranslatable

    def _joined(self, nodes: tuple[Node, ...], between: str) -> _Piece:
        pieces = [self.written(it) for it in nodes]
        weight = 1 + sum(it.weight for it in pieces)
        if weight > _HEAVIEST:
            raise Untranslatable
        return _Piece(between.join(it.text for it in pieces), weight, max((it.copies for it in pieces), default=1))

    def _edge(self, *, negated: bool) -> _Piece:
        """Write the edge of a word; RE2 finds none of the other places beyond ASCII, and no letters of words there."""
        if self.last > LAST_ASCII and (negated or ("i" in self.expression.flags and self.expression.is_unicode)):
            raise Untranslatable
        return _Piece(r"\B" if negated else r"\b")

    def _repeated(self, node: Repeat) -> _Piece:
        piece = self.written(node.body)
        if self.captures and "(" in piece.text and (node.high == 0 or piece.copies * _most(node) > _MOST_COPIES):
            raise Untranslatable
        if piece.weight * _most(node) > _HEAVIEST:
            raise Untranslatable
        unit = piece.text if piece.is_single else f"(?:{piece.text})"
        step = _MOST_COPIES // piece.copies
        lazy = "?" if node.lazy else ""
        if _most(node) <= step:
            text = f"{unit}{_count(node.low, node.high)}{lazy}"
            return _Piece(text, piece.weight * _most(node) + 1, piece.copies * _most(node))
        text = "".join(f"{unit}{{{times}}}" for times in _steps(node.low, step))
        if node.high is None:
            text += f"{unit}*{lazy}"
        else:
            text += "".join(f"{unit}{{0,{times}}}{lazy}" for times in _steps(node.high - node.low, step))
        return _Piece(text, piece.weight * _most(node) + 1, _MOST_COPIES)

    def _characters(self, found: Characters) -> str:
        if found.properties:
            inside = _ranged(clipped(found.ranges, self.last)) + "".join(map(_property, found.properties))
            written = f"[{'^' if found.negated else ''}{inside}]"
            return f"(?i:{written})" if "i" in self.expression.flags else written
        ranges = members(found, self.expression, self.last)
        if not ranges:
            return rf"[^\x00-\x{{{LAST:x}}}]" if self.last > LAST_ASCII else r"[^\x00-\xff]"
        if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
            return _character(ranges[0][0])
        if ranges in _LOST_IN_FOLDING:
            return f"(?:{chr(ranges[0][0])}|{chr(ranges[1][0])})"
        return f"[{_ranged(ranges)}]"


def _most(node: Repeat) -> int:
    return max(node.low if node.high is None else node.high, 1)


def _count(low: int, high: int | None) -> str:
    if high is None:
        return {0: "*", 1: "+"}.get(low, f"{{{low},}}")
    if (low, high) == (0, 1):
        return "?"
    return f"{{{low}}}" if low == high else f"{{{low},{high}}}"


def _steps(total: int, step: int) -> list[int]:
    return [step] * (total // step) + ([total % step] if total % step else [])


def _enclosed(piece: _Piece, opening: str = "(?:") -> _Piece:
    return _Piece(f"{opening}{piece.text})", piece.weight, piece.copies, is_single=True)


def _ranged(ranges: Ranges) -> str:
    return "".join(_character(low) if low == high else f"{_character(low)}-{_character(high)}" for low, high in ranges)


def _character(code: int) -> str:
    letter = chr(code)
    return letter if code <= LAST_ASCII and letter.isalnum() else f"\\x{{{code:x}}}"


def _property(it: Property) -> str:
    if it.kind not in ("gc", "sc") or it.name in _UNKNOWN_CATEGORIES:
        raise Untranslatable
    return rf"\{'P' if it.negated else 'p'}{{{it.name}}}"
