"""See at a glance that a tree is of the form that a schema has, as nearly every ruleset is.

What judges closely takes as long to be imported as a small document takes to be checked.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "array": list,
    "boolean": bool,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}


class _Unsure(Exception):
    """A glance is not enough."""


def fits(schema: Any, tree: Any) -> bool:
    """Say whether a tree is of the form for sure; where it may not be, somebody has to look closely."""
    try:
        return _fits(schema, tree, schema)
    except (_Unsure, RecursionError):
        return False


def _fits(schema: Any, tree: Any, root: Any) -> bool:
    if isinstance(schema, bool):
        return schema
    return all(_judge(keyword)(asked, tree, schema, root) for keyword, asked in schema.items())


def _judge(keyword: str) -> Callable[[Any, Any, Any, Any], bool]:
    if keyword not in _KEYWORDS:
        raise _Unsure
    return _KEYWORDS[keyword]


def _is_of(name: str, tree: Any) -> bool:
    if name not in _TYPES:
        raise _Unsure
    return isinstance(tree, _TYPES[name]) and (name == "boolean" or not isinstance(tree, bool))


def _is_of_type(asked: Any, tree: Any, _schema: Any, _root: Any) -> bool:
    return any(_is_of(name, tree) for name in ([asked] if isinstance(asked, str) else asked))


def _is_listed(asked: Any, tree: Any, _schema: Any, _root: Any) -> bool:
    return any(isinstance(one, bool) is isinstance(tree, bool) and one == tree for one in asked)


def _matches(asked: str, tree: Any, _schema: Any, _root: Any) -> bool:
    if isinstance(tree, str) and "\n" in tree:
        # Where a text ends is not the same for everybody once a line ends there.
        raise _Unsure
    return not isinstance(tree, str) or re.search(asked, tree) is not None


def _members_fit(asked: Any, tree: Any, _schema: Any, root: Any) -> bool:
    return not isinstance(tree, dict) or all(_fits(asked[name], tree[name], root) for name in asked if name in tree)


def _patterns_fit(asked: Any, tree: Any, schema: Any, root: Any) -> bool:
    return not isinstance(tree, dict) or all(
        _fits(below, member, root)
        for name, member in tree.items()
        for pattern, below in asked.items()
        if _matches(pattern, name, schema, root)
    )


def _others_fit(asked: Any, tree: Any, schema: Any, root: Any) -> bool:
    if not isinstance(tree, dict):
        return True
    named, patterns = schema.get("properties", ()), schema.get("patternProperties", ())
    others = (name for name in tree if name not in named)
    return all(
        _fits(asked, tree[name], root)
        for name in others
        if not any(_matches(pattern, name, schema, root) for pattern in patterns)
    )


def _names_fit(asked: Any, tree: Any, _schema: Any, root: Any) -> bool:
    return not isinstance(tree, dict) or all(_fits(asked, name, root) for name in tree)


def _any_item_fits(asked: Any, tree: Any, _schema: Any, root: Any) -> bool:
    return not isinstance(tree, list) or any(_fits(asked, item, root) for item in tree)


def _items_fit(asked: Any, tree: Any, schema: Any, root: Any) -> bool:
    first = len(schema.get("prefixItems", ()))
    return not isinstance(tree, list) or all(_fits(asked, item, root) for item in tree[first:])


def _first_items_fit(asked: Any, tree: Any, _schema: Any, root: Any) -> bool:
    if not isinstance(tree, list):
        return True
    return all(_fits(below, item, root) for below, item in zip(asked, tree, strict=False))


def _one_fits(asked: Any, tree: Any, _schema: Any, root: Any) -> bool:
    return any(_fits(below, tree, root) for below in asked)


def _fits_then(asked: Any, tree: Any, schema: Any, root: Any) -> bool:
    return _fits(schema.get("then" if _fits(asked, tree, root) else "else", True), tree, root)


def _fits_what_is_referred_to(asked: str, tree: Any, _schema: Any, root: Any) -> bool:
    name = asked.removeprefix("#/$defs/")
    if name not in root.get("$defs", ()):
        raise _Unsure
    return _fits(root["$defs"][name], tree, root)


_KEYWORDS: Final[Mapping[str, Callable[[Any, Any, Any, Any], bool]]] = {
    **dict.fromkeys(("$comment", "$defs", "$schema", "description", "else", "then", "title"), lambda *_: True),
    "$ref": _fits_what_is_referred_to,
    "additionalProperties": _others_fit,
    "anyOf": _one_fits,
    "contains": _any_item_fits,
    "enum": _is_listed,
    "if": _fits_then,
    "items": _items_fit,
    "maxItems": lambda asked, tree, *_: not isinstance(tree, list) or len(tree) <= asked,
    "maxLength": lambda asked, tree, *_: not isinstance(tree, str) or len(tree) <= asked,
    "minItems": lambda asked, tree, *_: not isinstance(tree, list) or len(tree) >= asked,
    "minProperties": lambda asked, tree, *_: not isinstance(tree, dict) or len(tree) >= asked,
    "pattern": _matches,
    "patternProperties": _patterns_fit,
    "prefixItems": _first_items_fit,
    "properties": _members_fit,
    "propertyNames": _names_fit,
    "required": lambda asked, tree, *_: not isinstance(tree, dict) or all(name in tree for name in asked),
    "type": _is_of_type,
}
