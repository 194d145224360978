"""Hold a value against a JSON Schema that the rule gives, read as the description reads its own."""

from collections.abc import Iterator
from typing import Any

from registry.validators.function import Check, Context, Fault, function
from registry.validators.schemas.openapi import Judge, Reading, reading_of


@function(
    "oasSchema",
    {"type": "object", "properties": {"schema": {"type": "object"}}, "additionalProperties": False},
)
def oas_schema(options: Any) -> Check:
    """Make the check: the schema is made ready once for each way to read it."""
    judges: dict[Reading, Judge] = {}

    def check(target: Any, context: Context) -> Iterator[Fault]:
        reading = reading_of(context.view)
        if reading not in judges:
            judges[reading] = Judge(reading)
        yield from judges[reading].faults(options["schema"], target, (), context)

    return check
