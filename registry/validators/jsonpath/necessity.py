"""What must hold before a filter can be true, so that most values need not be asked.

A filter is looked at as a chain of `&&`. What stands first in it and asks only for the name is decided
once for each name; of the rest it is found which members a value must have one of.
"""

from typing import Any, Final

from registry.validators.function import UNDEFINED
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

_EQUAL: Final = frozenset({"==", "===", "<", ">", "<=", ">="})
_OF_EVERYTHING: Final = frozenset({"length", "constructor"})


def conjuncts_of(node: Node) -> tuple[Node, ...]:
    """Return the parts of a chain of `&&`, from the left."""
    if isinstance(node, Binary) and node.operator == "&&":
        return (*conjuncts_of(node.left), *conjuncts_of(node.right))
    return (node,)


def joined(nodes: tuple[Node, ...]) -> Node:
    """Return the chain of `&&` of some parts."""
    whole = nodes[0]
    for node in nodes[1:]:
        whole = Binary("&&", whole, node)
    return whole


def asks_only_the_name(node: Node) -> bool:
    """Say whether a script is the same for every value of one name."""
    if isinstance(node, Place):
        return node.name == "property"
    return all(asks_only_the_name(part) for part in _parts_of(node))


def members_needed(node: Node) -> frozenset[str]:
    """Return names of which an object must have one, or the script is false without failing; none where unknown.

    Null is not considered: on it a script may fail.
    """
    name = _member_of_value(node)
    if name is not None:
        return frozenset({name})
    if isinstance(node, Binary):
        if node.operator == "&&":
            return members_needed(node.left) or (members_needed(node.right) if cannot_fail(node.left) else frozenset())
        if node.operator == "||":
            left, right = members_needed(node.left), members_needed(node.right)
            return left | right if left and right else frozenset()
        return _needed_to_compare(node)
    return frozenset()


def cannot_fail(node: Node) -> bool:
    """Say whether a script has an answer for every value but null."""
    if isinstance(node, Member):
        return _member_of_value(node) is not None
    if isinstance(node, Call) or (isinstance(node, Binary) and node.operator in ("in", "~=")):
        return False
    return all(cannot_fail(part) for part in _parts_of(node))


def _needed_to_compare(node: Binary) -> frozenset[str]:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        name = _member_of_value(one)
        if name is not None and isinstance(other, Literal) and _false_without(node.operator, other.value):
            return frozenset({name})
    return frozenset()


def _false_without(operator: str, value: Any) -> bool:
    """Say whether `undefined`, compared with a value, is false."""
    nothing = value is UNDEFINED or value is None
    if operator in _EQUAL:
        return not nothing
    return (operator == "!==" and value is UNDEFINED) or (operator == "!=" and nothing)


def _member_of_value(node: Node) -> str | None:
    if isinstance(node, Member) and isinstance(node.owner, Place) and node.owner.name == "value":
        name = node.name.value if isinstance(node.name, Literal) else None
        if isinstance(name, str) and name not in _OF_EVERYTHING and not name.isdigit():
            return name
    return None


def _parts_of(node: Node) -> tuple[Node, ...]:
    match node:
        case Member():
            parts: tuple[Node, ...] = (node.owner, node.name)
        case Call():
            parts = (node.owner, *node.arguments)
        case Listed():
            parts = node.items
        case Unary():
            parts = (node.operand,)
        case Binary():
            parts = (node.left, node.right)
        case Conditional():
            parts = (node.condition, node.then, node.otherwise)
        case Place() | Literal() | RegularExpression():
            parts = ()
    return parts
