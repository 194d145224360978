"""Ask whether a text matches a regular expression of JavaScript, and what it matched."""

from collections.abc import Callable
from functools import lru_cache, reduce
from typing import Final

from registry.validators.regex.conditions import (
    Condition,
    Every,
    Inseparable,
    Neither,
    Search,
    condition_of,
    trimmed,
)
from registry.validators.regex.engines import Backtracking, Engine, Found, Linear
from registry.validators.regex.literals import words_test
from registry.validators.regex.parsing import parse
from registry.validators.regex.syntax import Expression, Group, Node, Sequence, TextStart
from registry.validators.regex.walking import forgets, groups_in, has_looks, has_references

KEPT: Final = 256
_LINE_ENDS: Final = frozenset("\n\r\u2028\u2029")
_SMALL: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
Test = Callable[[str], bool]


class Pattern:
    """A regular expression, ready to be searched for."""

    __slots__ = ("_engine", "_expression", "_node", "test")

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._node = _anchored(expression)
        self._engine: Engine | None = None
        self.test: Test = _test_of(expression, self._node)
        """Say whether it is found in a text, from the beginning on; raise `NotChecked` where that takes too long."""

    def match(self, text: str) -> tuple[str | None, ...] | None:
        """Return what is found first and its groups, or with `g` all that is found; none where nothing is."""
        if self._engine is None:
            self._engine = _capturing(self._expression, self._node)
        if "g" in self._expression.flags:
            return self._wholes(self._engine, text)
        found = self._engine.find(text)
        return None if found is None else tuple(map(found.group, range(self._expression.groups + 1)))

    def _wholes(self, engine: Engine, text: str) -> tuple[str | None, ...] | None:
        wholes = []
        found = engine.find(text)
        while found:
            wholes.append(found.group(0))
            start, end = found.spans[0]
            place = end if end > start else _next(found, end)
            found = engine.find(text, place) if place <= len(found.text) else None
        return tuple(wholes) or None


@lru_cache(KEPT)
def compiled(source: str, flags: str = "") -> Pattern:
    """Read a pattern and make it ready; raise `PatternRefused` where it is none."""
    return Pattern(parse(source, flags))


def from_literal(text: str) -> tuple[str, str]:
    """Return the pattern and the flags that rulesets write as `/pattern/flags`; what is not so written is a pattern."""
    source, slash, flags = text.rpartition("/")
    if slash and len(source) > 1 and source[0] == "/" and _SMALL.issuperset(flags) and not _LINE_ENDS & set(source):
        return source[1:], flags
    return text, ""


def _anchored(expression: Expression) -> Node:
    """Return the tree of an expression; with the flag `y` it must be found at the very beginning."""
    if "y" in expression.flags:
        return Sequence((TextStart(), Group(expression.body)))
    return expression.body


def _test_of(expression: Expression, node: Node) -> Test:
    try:
        return _tested(condition_of(node), expression)
    except Inseparable:
        return Backtracking(expression, node if has_references(node) else trimmed(node)).test


def _tested(condition: Condition, expression: Expression) -> Test:
    if isinstance(condition, Search):
        return _searched(condition.node, expression)
    if isinstance(condition, Neither):
        unwanted = _tested(condition.condition, expression)
        return lambda text: not unwanted(text)
    join = _both if isinstance(condition, Every) else _any
    return reduce(join, (_tested(it, expression) for it in condition.conditions))


def _both(first: Test, second: Test) -> Test:
    return lambda text: first(text) and second(text)


def _any(first: Test, second: Test) -> Test:
    return lambda text: first(text) or second(text)


def _searched(node: Node, expression: Expression) -> Test:
    """Return the test for one search: fixed words need no engine."""
    ignoring = "i" in expression.flags
    words = words_test(node, ignoring=ignoring)
    if words is None:
        return Linear(expression, node).test
    if not ignoring:
        return words
    engine = Linear(expression, node)
    return lambda text: words(text.lower()) if text.isascii() else engine.test(text)


def _capturing(expression: Expression, node: Node) -> Engine:
    is_numbered = len(groups_in(node)) == expression.groups
    if not is_numbered or has_looks(node) or has_references(node) or forgets(expression):
        return Backtracking(expression, node, captures=True)
    return Linear(expression, node, captures=True)


def _next(found: Found, end: int) -> int:
    """Return the place behind the next character."""
    step = end + 1
    while isinstance(found.text, bytes) and step < len(found.text) and found.text[step] & 0xC0 == 0x80:  # noqa: PLR2004 the mark of a byte that continues a character
        step += 1
    return step
