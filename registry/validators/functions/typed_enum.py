"""Every value of `enum` must be of the type that the schema names."""

from collections.abc import Iterable
from typing import Any

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import print_value, text_of


@function("typedEnum")
def typed_enum(_options: Any) -> Check:
    """Make a check that finds fault with values of other types than the schema's."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict) or not isinstance(target.get("enum"), list):
            return ()
        types = _types_of(target, context.view.formats)
        if types is None:
            return ()
        return [
            Fault(f'Enum value {print_value(value)} must be "{text_of(types)}".', (*context.path, "enum", index))
            for index, value in enumerate(target["enum"])
            if _type_of(value, whole="integer" in types) not in types
        ]

    return check


def _types_of(schema: dict[str, Any], formats: frozenset[str]) -> list[str] | None:
    named = schema.get("type")
    types = [named] if isinstance(named, str) else named
    if not isinstance(types, list) or not all(isinstance(name, str) for name in types):
        return None
    nullable = (schema.get("nullable") is True and "oas3_0" in formats) or (
        schema.get("x-nullable") is True and "oas2" in formats
    )
    return [*types, "null"] if nullable else types


def _type_of(value: Any, *, whole: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if whole and (isinstance(value, int) or value.is_integer()) else "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"
