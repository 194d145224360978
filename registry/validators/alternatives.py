"""Properties of which one must be there: how they are given, and what is said where none is."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {"properties": {"type": "array", "items": {"type": "string"}, "minItems": 2}},
    "additionalProperties": False,
    "required": ["properties"],
}

_MOST_NAMED: Final = 4
_NAMED_OF_MANY: Final = 3


def none_defined(properties: Sequence[str]) -> str:
    """Say that none of the properties is there, without naming very many."""
    if len(properties) <= _MOST_NAMED:
        return f"At least one of {_any_of(properties)} must be defined"
    others = len(properties) - _NAMED_OF_MANY
    return f"At least one of {_any_of(properties[:_NAMED_OF_MANY])} or {others} other properties must be defined"


def _any_of(properties: Sequence[str]) -> str:
    return " or ".join(f'"{name}"' for name in properties)
