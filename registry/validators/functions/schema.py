"""Hold a value against a JSON Schema that the rule gives."""

from collections.abc import Iterator
from typing import Any, Final

from registry.validators.function import UNDEFINED, Check, Context, Fault, function
from registry.validators.schemas.budgets import budget_of, charged
from registry.validators.schemas.dialects import draft_of
from registry.validators.schemas.failures import ReferenceMissing, SchemaRefused
from registry.validators.schemas.validator import Validator
from registry.validators.schemas.wording import faults_of

DIALECTS: Final = ("auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12")
MISSING: Final = '#{{print("property")}}must exist'


@function(
    "schema",
    {
        "type": "object",
        "required": ["schema"],
        "additionalProperties": False,
        "properties": {
            "schema": {"type": "object"},
            "dialect": {"enum": list(DIALECTS)},
            "allErrors": {"type": "boolean"},
            "prepareResults": {},
        },
    },
)
def schema(options: Any) -> Check:
    """Make the check: the schema is made ready when the first value comes."""
    made: list[Validator | SchemaRefused] = []

    def check(target: Any, context: Context) -> Iterator[Fault]:
        if target is UNDEFINED:
            yield Fault(MISSING)
            return
        if not made:
            made.append(_made(options))
        judging = made[0]
        if isinstance(judging, SchemaRefused):
            if not (context.resolved and isinstance(judging, ReferenceMissing)):
                yield Fault(judging.problem)
        elif failures := judging.failures(target, budget := budget_of(context.view)):
            yield from charged(faults_of(failures, target, context.path), budget)

    return check


def _made(options: Any) -> Validator | SchemaRefused:
    named = options.get("dialect", "auto")
    dialect = (draft_of(options["schema"].get("$schema")) or "draft7") if named == "auto" else named
    try:
        return Validator(options["schema"], dialect, every=options.get("allErrors") is True)
    except SchemaRefused as refused:
        return refused
