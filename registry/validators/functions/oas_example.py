"""Hold the examples and defaults of an OpenAPI description against the schemas that they stand beside."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from registry.validators.function import UNDEFINED, Check, Context, Fault, Path, function
from registry.validators.schemas.openapi import judge_of

_OF_SCHEMAS: Final = {2: ("example", "x-example", "default"), 3: ("example", "default")}
_ANY: Final = "*"
_REQUESTS: Final = (("components", "requestBodies"), ("paths", _ANY, _ANY, "requestBody"))
_RESPONSES: Final = {
    2: (("responses",), ("paths", _ANY, _ANY, "responses")),
    3: (("components", "responses"), ("paths", _ANY, _ANY, "responses")),
}
Item = tuple[Any, Path]


@function(
    "oasExample",
    {
        "type": "object",
        "properties": {
            "oasVersion": {"enum": [2, 3]},
            "schemaField": {"type": "string"},
            "type": {"enum": ["media", "schema"]},
        },
        "additionalProperties": False,
    },
)
def oas_example(options: Any) -> Check:
    """Make the check of what stands in a schema, or beside one."""
    version, field, of_schema = options["oasVersion"], options["schemaField"], options["type"] == "schema"

    def check(target: Any, context: Context) -> Iterator[Fault]:
        if not isinstance(target, dict):
            return
        schema = target if field == "$" else target.get(field)
        if not isinstance(schema, dict | list | bool | str | int | float):
            return
        items = _in_schema(target, version) if of_schema else _beside(target, version)
        optional = "" if of_schema else _optional(context.path, version)
        if "oas2" in context.view.formats:
            schema = _without_flag(schema)
        judge = judge_of(context.view)
        for value, below in items:
            yield from judge.faults(schema, value, below, context, optional=optional)

    return check


def _in_schema(target: Mapping[str, Any], version: int) -> Iterator[Item]:
    for field in _OF_SCHEMAS[version]:
        if field in target:
            yield target[field], (field,)


def _beside(target: Mapping[str, Any], version: int) -> Iterator[Item]:
    """Yield the examples of a media type, a header or a parameter."""
    if version == 3 and "example" in target:  # noqa: PLR2004 OpenAPI 3
        yield target["example"], ("example",)
        return
    for name, example in _members(target.get("examples")):
        place = ("examples", name)
        if version == 2:  # noqa: PLR2004 OpenAPI 2
            yield example, place
        elif isinstance(example, dict):
            if "externalValue" not in example:
                yield example.get("value", UNDEFINED), (*place, "value")
        elif isinstance(example, list):
            yield UNDEFINED, (*place, "value")


def _members(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _optional(path: Path, version: int) -> str:
    """Return what marks the properties that this side need not send."""
    if version == 3 and any(_leads_through(path, place) for place in _REQUESTS):  # noqa: PLR2004 OpenAPI 3
        return "readOnly"
    return "writeOnly" if any(_leads_through(path, place) for place in _RESPONSES[version]) else ""


def _leads_through(path: Path, place: tuple[str, ...]) -> bool:
    return len(path) >= len(place) and all(step in (_ANY, key) for step, key in zip(place, path, strict=False))


def _without_flag(schema: Any) -> Any:
    """Leave out `required: true`, which in OpenAPI 2 belongs to the parameter around the schema."""
    if isinstance(schema, dict) and isinstance(schema.get("required"), bool):
        return {key: value for key, value in schema.items() if key != "required"}
    return schema
