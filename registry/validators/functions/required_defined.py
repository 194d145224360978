"""Every property that a schema requires must be one that it describes."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function

_ELSEWHERE: Final = ("$ref", "allOf", "anyOf", "oneOf", "if", "patternProperties", "$dynamicRef", "dependentSchemas")
"""Keywords beside which a property may be described out of sight."""


@function("requiredDefined")
def required_defined(_options: Any) -> Check:
    """Make a check that finds fault with required names that are missing among the properties."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        properties, required = _described(target)
        return [
            Fault(f"`{name}` is required and not described", (*context.path, "required", index))
            for index, name in enumerate(required)
            if isinstance(name, str) and name not in properties
        ]

    return check


def _described(schema: Any) -> tuple[dict[str, Any], list[Any]]:
    """Return the properties of a schema and the required names, none where they may be described elsewhere."""
    if not isinstance(schema, dict) or any(name in schema for name in _ELSEWHERE):
        return {}, []
    properties, required = schema.get("properties"), schema.get("required")
    if isinstance(properties, dict) and isinstance(required, list):
        return properties, required
    return {}, []
