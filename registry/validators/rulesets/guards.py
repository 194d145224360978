"""Find what a filter asks of values that have it not: without a guard it fails there, and Spectral stops altogether."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from registry.frugal.values import field, record
from registry.validators.function import UNDEFINED
from registry.validators.javascript import is_true, loosely_equal, strictly_equal
from registry.validators.jsonpath.script import (
    Binary,
    Call,
    Conditional,
    Listed,
    Literal,
    Member,
    Node,
    Place,
    RegularExpression,
    Unary,
)

_OBJECT: Final = object()
"""The value of a filter where it is an object without any of the members that are asked for."""
_UNKNOWN: Final = object()
_EQUALITIES: Final[dict[str, tuple[Callable[[Any, Any], bool], bool]]] = {
    "==": (loosely_equal, True),
    "!=": (loosely_equal, False),
    "===": (strictly_equal, True),
    "!==": (strictly_equal, False),
}


def failing_on_null(script: Node) -> tuple[str, ...]:
    """Return what a filter asks first of `@` even where that is null."""
    return _failing(script, None)[:1]


def failing_on_absence(script: Node) -> tuple[str, ...]:
    """Return what a filter asks of members of `@` even where there are no such members."""
    return _failing(script, _OBJECT)


def _failing(script: Node, value: Any) -> tuple[str, ...]:
    run = _Run(value)
    run.value_of(script)
    return tuple(run.failures)


@record
class _Run:
    """One evaluation in which only the value is known; both ways are gone where a condition is not."""

    value: Any
    failures: dict[str, None] = field(default_factory=dict)

    def value_of(self, node: Node) -> Any:
        """Return the value of a node where it is certain."""
        return _VALUES[type(node)](self, node)

    def member(self, node: Member | Call) -> Any:
        owner = self.value_of(node.owner)
        if owner is None or owner is UNDEFINED:
            self.failures[_written(node)] = None
        for part in (node.name,) if isinstance(node, Member) else node.arguments:
            self.value_of(part)
        known = isinstance(node, Member) and isinstance(node.name, Literal) and node.name.value != "constructor"
        return UNDEFINED if owner is _OBJECT and known else _UNKNOWN

    def binary(self, node: Binary) -> Any:
        left = self.value_of(node.left)
        if node.operator in ("&&", "||"):
            if left is not _UNKNOWN and _is_true(left) == (node.operator == "||"):
                return left
            right = self.value_of(node.right)
            return _joined(node.operator, right) if left is _UNKNOWN else right
        right = self.value_of(node.right)
        if node.operator == "in" and (right is None or right is UNDEFINED):
            self.failures[f"{_written(node.left)} in {_written(node.right)}"] = None
        if node.operator in _EQUALITIES and _UNKNOWN not in (left, right):
            equal, wanted = _EQUALITIES[node.operator]
            return (left is right if _OBJECT in (left, right) else equal(left, right)) is wanted
        return _UNKNOWN

    def unary(self, node: Unary) -> Any:
        operand = self.value_of(node.operand)
        if operand is _UNKNOWN or node.operator not in ("!", "typeof"):
            return _UNKNOWN
        if node.operator == "!":
            return not _is_true(operand)
        return "object" if operand is None or operand is _OBJECT else _UNKNOWN

    def conditional(self, node: Conditional) -> Any:
        condition = self.value_of(node.condition)
        if condition is not _UNKNOWN:
            return self.value_of(node.then if _is_true(condition) else node.otherwise)
        self.value_of(node.then)
        self.value_of(node.otherwise)
        return _UNKNOWN

    def listed(self, node: Listed) -> Any:
        for item in node.items:
            self.value_of(item)
        return _UNKNOWN


def _joined(operator: str, right: Any) -> Any:
    """Return what both ways of a condition have in common where only the right side is known."""
    decides = right is not _UNKNOWN and _is_true(right) == (operator == "||")
    return operator == "||" if decides else _UNKNOWN


def _is_true(value: Any) -> bool:
    return value is _OBJECT or is_true(value)


_VALUES: Final[dict[type, Callable[[_Run, Any], Any]]] = {
    Literal: lambda _run, node: node.value,
    RegularExpression: lambda _run, _node: _UNKNOWN,
    Place: lambda run, node: run.value if node.name == "value" else _UNKNOWN,
    Member: _Run.member,
    Call: _Run.member,
    Binary: _Run.binary,
    Unary: _Run.unary,
    Conditional: _Run.conditional,
    Listed: _Run.listed,
}


def scripts_below(script: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield script
    for part in _parts(script):
        yield from scripts_below(part)


def _parts(node: Node) -> tuple[Node, ...]:
    parts: tuple[Node, ...] = ()
    match node:
        case Member(owner, name):
            parts = owner, name
        case Call(owner, _, arguments):
            parts = owner, *arguments
        case Listed(items):
            parts = items
        case Unary(_, operand):
            parts = (operand,)
        case Binary(_, left, right):
            parts = left, right
        case Conditional(condition, then, otherwise):
            parts = condition, then, otherwise
    return parts


def _written(node: Node) -> str:
    match node:
        case Place(name):
            return "@" if name == "value" else "$" if name == "root" else f"@{name}"
        case Member(owner, Literal(str(name))) if name.isidentifier():
            return f"{_written(owner)}.{name}"
        case Member(owner, Literal(name)):
            return f"{_written(owner)}[{name!r}]"
        case Call(owner, method, _):
            return f"{_written(owner)}.{method}"
        case Literal(name):
            return repr(name)
    return "…"
