"""The property that tells the subtypes of a schema apart must be one of it, and required."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function

_NOT_DEFINED: Final = "The discriminator property must be defined in this schema."
_NOT_REQUIRED: Final = "The discriminator property must be in the required property list."


@function("oasDiscriminator")
def oas_discriminator(_options: Any) -> Check:
    """Make a check that finds fault with a discriminator that the schema does not define or require."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        named = isinstance(target, dict) and isinstance(target.get("discriminator"), str)
        return _faults(target, context) if named else ()

    return check


def _faults(schema: dict[str, Any], context: Context) -> Iterator[Fault]:
    name = schema["discriminator"]
    properties, required = schema.get("properties"), schema.get("required")
    if not isinstance(properties, dict) or name not in properties:
        yield Fault(_NOT_DEFINED, (*context.path, "properties"))
    if not isinstance(required, list) or name not in required:
        yield Fault(_NOT_REQUIRED, (*context.path, "required"))
