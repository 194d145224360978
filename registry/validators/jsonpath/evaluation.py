"""Make a script into a function of a value, its name and the place where it stands."""

import math
import operator
from collections.abc import Callable
from typing import Any, Final

from registry.validators.function import UNDEFINED
from registry.validators.javascript import (
    is_true,
    loosely_equal,
    number_of,
    short_text_of,
    strictly_equal,
)
from registry.validators.jsonpath.failure import ScriptFailed
from registry.validators.jsonpath.frames import Frame, keys_of, root_of
from registry.validators.jsonpath.methods import called, methods_of, pattern_of
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
from registry.validators.regex.matching import compiled

Script = Callable[[Any, Any, Frame], Any]
"""Called with the value, its name (a number in a list), and the frame of what holds it."""


def evaluator(node: Node) -> Script:
    """Return the function that evaluates a script; raise `PatternRefused`."""
    return _MAKERS[type(node)](node)


def member_of(owner: Any, name: Any) -> Any:
    """Return a member as JavaScript does; raise `ScriptFailed` where the owner is null or undefined."""
    if type(owner) is dict:
        found = owner.get(name if type(name) is str else short_text_of(name), UNDEFINED)
        return {"name": "Object"} if found is UNDEFINED and name == "constructor" else found
    if owner is None or owner is UNDEFINED:
        raise ScriptFailed("member-of-nothing", short_text_of(name))
    if name == "constructor":
        return {"name": _constructor_of(owner)}
    if (
        isinstance(owner, list | str)
        and (found := len(owner) if name == "length" else _item_of(owner, name)) is not UNDEFINED
    ):
        return found
    return methods_of(owner).get(name, UNDEFINED)


def _constructor_of(owner: Any) -> str:
    if isinstance(owner, list):
        return "Array"
    if isinstance(owner, bool):
        return "Boolean"
    return "String" if isinstance(owner, str) else "Number"


def _item_of(owner: list[Any] | str, name: Any) -> Any:
    text = short_text_of(name)
    if not text.isascii() or not text.isdigit() or (text != "0" and text[0] == "0"):
        return UNDEFINED
    index = int(text) if len(text) < len(str(2**53)) else len(owner)
    return owner[index] if index < len(owner) else UNDEFINED


def _literal(node: Literal) -> Script:
    value = node.value
    return lambda _value, _key, _frame: value


def _regular_expression(node: RegularExpression) -> Script:
    pattern = compiled(node.source, node.flags)
    return lambda _value, _key, _frame: pattern


def _place(node: Place) -> Script:
    places: dict[str, Script] = {
        "value": lambda value, _key, _frame: value,
        "property": lambda _value, key, _frame: key,
        "parent": lambda _value, _key, frame: frame[2],
        "parentProperty": lambda _value, _key, frame: frame[1],
        "path": lambda _value, key, frame: "$" + "".join(f"['{one}']" for one in (*keys_of(frame), key)),
        "root": lambda _value, _key, frame: root_of(frame),
    }
    return places[node.name]


def _member(node: Member) -> Script:
    if isinstance(node.owner, Place) and node.owner.name == "value" and isinstance(node.name, Literal):
        name = node.name.value
        if isinstance(name, str) and name not in ("constructor", "length"):
            return lambda value, _key, _frame: (
                value.get(name, UNDEFINED) if type(value) is dict else member_of(value, name)
            )
    owner, named = evaluator(node.owner), evaluator(node.name)
    return lambda value, key, frame: member_of(owner(value, key, frame), named(value, key, frame))


def _call(node: Call) -> Script:
    arguments = [evaluator(one) for one in node.arguments]
    owner, method = evaluator(node.owner), node.method
    # The number of an item is taken as text, so that `@property.match(…)` means the same in lists as in objects.
    as_text = isinstance(node.owner, Place) and node.owner.name == "property"

    def call(value: Any, key: Any, frame: Frame) -> Any:
        on = owner(value, key, frame)
        return called(
            short_text_of(on) if as_text and on is not None else on,
            method,
            [one(value, key, frame) for one in arguments],
        )

    return call


def _listed(node: Listed) -> Script:
    items = [evaluator(one) for one in node.items]
    return lambda value, key, frame: [one(value, key, frame) for one in items]


def _unary(node: Unary) -> Script:
    operand = evaluator(node.operand)
    if node.operator == "!":
        return lambda value, key, frame: not is_true(operand(value, key, frame))
    apply = _UNARY[node.operator]
    return lambda value, key, frame: apply(operand(value, key, frame))


def _binary(node: Binary) -> Script:
    left, right = evaluator(node.left), evaluator(node.right)
    if node.operator in _LAZY:
        return _LAZY[node.operator](left, right)
    apply = _BINARY[node.operator]
    return lambda value, key, frame: apply(left(value, key, frame), right(value, key, frame))


def _conditional(node: Conditional) -> Script:
    condition, then, otherwise = evaluator(node.condition), evaluator(node.then), evaluator(node.otherwise)
    return lambda value, key, frame: (then if is_true(condition(value, key, frame)) else otherwise)(value, key, frame)


def _and(left: Script, right: Script) -> Script:
    def evaluate(value: Any, key: Any, frame: Frame) -> Any:
        found = left(value, key, frame)
        return right(value, key, frame) if is_true(found) else found

    return evaluate


def _or(left: Script, right: Script) -> Script:
    def evaluate(value: Any, key: Any, frame: Frame) -> Any:
        found = left(value, key, frame)
        return found if is_true(found) else right(value, key, frame)

    return evaluate


def _otherwise(left: Script, right: Script) -> Script:
    def evaluate(value: Any, key: Any, frame: Frame) -> Any:
        found = left(value, key, frame)
        return right(value, key, frame) if found is None or found is UNDEFINED else found

    return evaluate


def _type_of(value: Any) -> str:
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    return "number" if isinstance(value, int | float) else "object"


def _contained(name: Any, owner: Any) -> bool:
    if type(owner) is dict:
        return short_text_of(name) in owner
    if type(owner) is list:
        return name == "length" or _item_of(owner, name) is not UNDEFINED
    raise ScriptFailed("in-nothing", short_text_of(name))


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def apply(left: Any, right: Any) -> bool:
        left, right = (short_text_of(one) if isinstance(one, dict | list) else one for one in (left, right))
        if isinstance(left, str) and isinstance(right, str):
            return compare(left, right)
        return compare(number_of(left), number_of(right))

    return apply


def _added(left: Any, right: Any) -> Any:
    if isinstance(left, str | list | dict) or isinstance(right, str | list | dict):
        return short_text_of(left) + short_text_of(right)
    return number_of(left) + number_of(right)


def _divided(left: Any, right: Any) -> float:
    top, bottom = number_of(left), number_of(right)
    if bottom == 0:
        return math.nan if top == 0 or math.isnan(top) else math.copysign(math.inf, top)
    return top / bottom


def _remainder(left: Any, right: Any) -> float:
    top, bottom = number_of(left), number_of(right)
    return math.nan if bottom == 0 or math.isinf(top) else math.fmod(top, bottom)


def _bits(combine: Callable[[int, int], int]) -> Callable[[Any, Any], int]:
    return lambda left, right: _whole(combine(_whole(number_of(left)), _whole(number_of(right))))


def _whole(number: float) -> int:
    """Return the 32 bits that JavaScript's bit operators work on."""
    return (int(number) + 2**31) % 2**32 - 2**31 if math.isfinite(number) else 0


_LAZY: Final[dict[str, Callable[[Script, Script], Script]]] = {"&&": _and, "||": _or, "??": _otherwise}
_UNARY: Final[dict[str, Callable[[Any], Any]]] = {
    "-": lambda value: -number_of(value),
    "+": number_of,
    "~": lambda value: ~_whole(number_of(value)),
    "typeof": _type_of,
}
_BINARY: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "===": strictly_equal,
    "!==": lambda left, right: not strictly_equal(left, right),
    "==": loosely_equal,
    "!=": lambda left, right: not loosely_equal(left, right),
    "~=": lambda left, right: pattern_of(right).test(short_text_of(left)),
    "<": _compared(operator.lt),
    ">": _compared(operator.gt),
    "<=": _compared(operator.le),
    ">=": _compared(operator.ge),
    "in": _contained,
    "+": _added,
    "-": lambda left, right: number_of(left) - number_of(right),
    "*": lambda left, right: number_of(left) * number_of(right),
    "/": _divided,
    "%": _remainder,
    "&": _bits(operator.and_),
    "|": _bits(operator.or_),
    "^": _bits(operator.xor),
}
_MAKERS: Final[dict[type, Callable[[Any], Script]]] = {
    Literal: _literal,
    RegularExpression: _regular_expression,
    Place: _place,
    Member: _member,
    Call: _call,
    Listed: _listed,
    Unary: _unary,
    Binary: _binary,
    Conditional: _conditional,
}
