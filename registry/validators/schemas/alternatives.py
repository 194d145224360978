"""Rewrite schemas so that what fails is said where it fails, and once."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Schema = dict[str, Any]
_REFERS: Final = {"type": "object", "required": ["$ref"]}


def one_of_two(condition: Mapping[str, Any], then: Any, otherwise: Any) -> Schema:
    """Decide by a condition, so that only one of two schemas is asked."""
    return {"if": dict(condition), "then": then, "else": otherwise}


def refused(message: str) -> Schema:
    """Refuse everything, in these words."""
    return {"not": True, "errorMessage": message}


def by_type(of_object: Any, message: str) -> Schema:
    """Ask an object by a schema, let a boolean stand and refuse the rest."""
    return one_of_two({"type": "object"}, of_object, one_of_two({"type": "boolean"}, True, refused(message)))  # noqa: FBT003 the schema is `true`


def everywhere(schema: Any, change: Callable[[Schema], Schema]) -> Any:
    """Change every object of a tree, the inner ones first."""
    if isinstance(schema, dict):
        return change({key: everywhere(value, change) for key, value in schema.items()})
    return [everywhere(item, change) for item in schema] if isinstance(schema, list) else schema


def told_apart(reference: str) -> Callable[[Schema], Schema]:
    """Return what turns `oneOf` an object and a reference into a choice by whether there is a `$ref`.

    Otherwise whatever is wrong in the object would also be said as a `$ref` that is missing.
    """

    def change(schema: Schema) -> Schema:
        branches = schema.get("oneOf")
        if not isinstance(branches, list) or {"$ref": reference} not in branches:
            return schema
        rest = [branch for branch in branches if branch != {"$ref": reference}]
        if len(rest) != 1:
            return schema
        return {**without(schema, "oneOf"), **one_of_two(_REFERS, {"$ref": reference}, rest[0])}

    return change


def without_needless_type(schema: Schema) -> Schema:
    """Leave out the type where the choices have it already: one finding instead of two."""
    choices = schema.get("enum")
    needless = isinstance(choices, list) and all(isinstance(choice, str) for choice in choices)
    return without(schema, "type") if needless and schema.get("type") == "string" else schema


def without(schema: Mapping[str, Any], *keys: str) -> Schema:
    """Leave out some keys."""
    return {key: value for key, value in schema.items() if key not in keys}
