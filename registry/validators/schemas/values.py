"""Values as JavaScript compares and writes them."""

import json
import math
from collections.abc import Callable
from typing import Any, Final

from registry.validators.javascript import number_text

SCALARS: Final = frozenset((str, int, float, bool, type(None)))
TYPES: Final = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
    list: "array",
    dict: "object",
}


class Identities:
    """Give equal values the same number, each shared node looked at once."""

    def __init__(self, spend: Callable[[int], None] | None = None) -> None:
        self._spend = spend
        self._numbers: dict[Any, int] = {}
        self._known: dict[int, tuple[Any, int]] = {}

    def of(self, value: Any) -> int:
        """Return the number of a value."""
        if type(value) in SCALARS:
            return self._number((_family(value), value))
        known = self._known.get(id(value))
        if known is None:
            known = value, self._number(self._content(value))
            self._known[id(value)] = known
        return known[1]

    def _content(self, value: Any) -> Any:
        if self._spend is not None:
            self._spend(len(value))
        if isinstance(value, list):
            return "list", tuple(self.of(item) for item in value)
        return "dict", frozenset((key, self.of(item)) for key, item in value.items())

    def _number(self, content: Any) -> int:
        return self._numbers.setdefault(content, len(self._numbers))


def are_equal(one: Any, other: Any, spend: Callable[[int], None] | None = None) -> bool:
    """Say whether two values are deeply equal, and count what that costs."""
    if type(one) in SCALARS or type(other) in SCALARS:
        return type(one) in SCALARS and _family(one) == _family(other) and one == other
    identities = Identities(spend)
    return identities.of(one) == identities.of(other)


def is_integer(value: float) -> bool:
    """Say whether AJV takes a number for an integer; it takes the infinities for one."""
    return not math.isnan(value) and (math.isinf(value) or value == math.floor(value))


def json_text(value: Any) -> str:
    """Write a value as `JSON.stringify` does."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{','.join(json_text(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{json_text(key)}:{json_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return number_text(value) if math.isfinite(value) else "null"


def in_order(mapping: dict[str, Any]) -> list[str]:
    """Return the keys in the order that JavaScript keeps them in: whole numbers first."""
    keys = list(mapping)
    if not any(key[:1].isdigit() for key in keys):
        return keys
    numbers = sorted((key for key in keys if _is_index(key)), key=int)
    return [*numbers, *(key for key in keys if not _is_index(key))]


def _is_index(key: str) -> bool:
    return key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and len(key) < len("4294967295")


def _family(value: Any) -> str:
    return TYPES[type(value)]
