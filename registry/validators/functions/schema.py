"""Hold a value against a JSON Schema that the rule gives."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from registry.validators.function import UNDEFINED, Check, Context, Fault, function
from registry.validators.schemas.failures import ReferenceMissing, SchemaRefused
from registry.validators.schemas.validator import Validator
from registry.validators.schemas.wording import faults_of

DIALECTS: Final = ("auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12")
MISSING: Final = '#{{print("property")}}must exist'
_DRAFT: Final = re.compile(
    r"https?://json-schema.org/(?:draft-0(?P<old>[467])|draft/(?P<new>2019-09|2020-12))/(?:hyper-)?schema#?"
)


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
    named = options.get("dialect", "auto")
    dialect = (draft_of(options["schema"].get("$schema")) or "draft7") if named == "auto" else named

    @cache
    def validator() -> Validator:
        return Validator(options["schema"], dialect, every=options.get("allErrors") is True)

    def check(target: Any, context: Context) -> Iterator[Fault]:
        if target is UNDEFINED:
            yield Fault(MISSING)
            return
        try:
            judging = validator()
        except ReferenceMissing as problem:
            if not context.resolved:
                yield Fault(problem.problem)
        except SchemaRefused as problem:
            yield Fault(problem.problem)
        else:
            yield from faults_of(judging.failures(target), target, context.path)

    return check


def draft_of(address: Any) -> str | None:
    """Return the dialect that an address of a meta-schema names, nothing where it is none of the known."""
    match = _DRAFT.fullmatch(address) if isinstance(address, str) else None
    return f"draft{match['old'] or match['new']}" if match else None
