"""A schema must not nest one object in another too often."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.view import View

_OPTIONS: Final = {
    "type": "object",
    "required": ["max"],
    "properties": {"max": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
_COMBINERS: Final = ("allOf", "anyOf", "oneOf")


@function("nestingDepth", _OPTIONS)
def nesting_depth(options: Any) -> Check:
    """Make a check that finds fault with a schema of which a value may be nested deeper."""
    most = options["max"]
    faults = (Fault(f"A value must not be nested more than {most} levels deep"),)
    measured: dict[int, int] = {}
    seen: list[View] = []

    def check(target: Any, context: Context) -> Iterable[Fault]:
        if seen != [context.view]:
            measured.clear()
            seen[:] = [context.view]
        return faults if _depth_of(target, measured) > most else ()

    return check


def _depth_of(schema: Any, measured: dict[int, int]) -> int:
    """Return how many objects stand in one another; a schema met again on the way down counts once."""
    if not isinstance(schema, dict):
        return 0
    known = measured.get(id(schema))
    if known is None:
        measured[id(schema)] = 0
        known = max((_depth_of(part, measured) + step for step, part in _parts(schema)), default=0)
        measured[id(schema)] = known
    return known


def _parts(schema: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """Yield the schemas inside one, with whether a value of them stands a level deeper."""
    properties = schema.get("properties")
    if isinstance(properties, dict):
        yield from ((1, part) for part in properties.values())
    yield 0, schema.get("items")
    for name in _COMBINERS:
        parts = schema.get(name)
        if isinstance(parts, list):
            yield from ((0, part) for part in parts)
