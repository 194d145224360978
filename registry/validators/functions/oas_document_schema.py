"""Hold a whole OpenAPI description against the schema of its version."""

from collections.abc import Iterator
from typing import Any

from registry.validators import limits
from registry.validators.function import Check, Context, Fault, Path, function
from registry.validators.schemas.budgets import budget_of, charged
from registry.validators.schemas.descriptions import validator_of
from registry.validators.schemas.failures import Failure, ReferenceMissing, pointer_of
from registry.validators.schemas.references import Resources
from registry.validators.schemas.similarity import nearest
from registry.validators.schemas.values import json_text
from registry.validators.schemas.wording import cleaned


@function("oasDocumentSchema")
def oas_document_schema(_: Any) -> Check:
    """Make the check; without a version of OpenAPI there is nothing to hold it against."""

    def check(target: Any, context: Context) -> Iterator[Fault]:
        if not context.view.formats:
            return
        budget = budget_of(context.view)
        failures = validator_of(_version_of(context.view.formats)).failures(target, budget)
        told = (_fault(failure, target, context.path) for failure in failures if failure.keyword != "if")
        yield from charged(told, budget)

    return check


def _version_of(formats: frozenset[str]) -> str:
    known = (("oas2", "2.0"), ("oas3_2", "3.2"), ("oas3_1", "3.1"))
    return next((version for name, version in known if name in formats), "3.0")


def _fault(failure: Failure, target: Any, path: Path) -> Fault:
    place = failure.path
    if failure.keyword == "additionalProperties":
        name = failure.parameters["additionalProperty"]
        return Fault(f'Property "{name}" is not expected to be here', (*path, *place, name))
    if failure.keyword == "errorMessage":
        return Fault(failure.message, (*path, *place))
    message = cleaned(failure.message)
    if place:
        message = f'"{pointer_of(failure.place).rpartition("/")[2]}" property {message}'
    if failure.keyword == "enum":
        message = f"{message}: {_choices(failure, target, place)}"
    return Fault(message, (*path, *place))


def _choices(failure: Failure, target: Any, place: Path) -> str:
    allowed = failure.parameters["allowedValues"]
    shown = ", ".join(json_text(value) for value in allowed)
    found = _value_behind_references(target, place)
    meant = nearest(found, allowed) if isinstance(found, str) else None
    return shown if meant is None else f'{shown}. Did you mean "{meant}"?'


def _value_behind_references(target: Any, place: Path) -> Any:
    """Return the value at a place; a `$ref` on the way is followed, even where the place is beside it."""
    found: Any = _followed(target, target)
    for key in place:
        if key not in (range(len(found)) if isinstance(found, list) else found if isinstance(found, dict) else ()):
            return None
        found = _followed(found[key], target)
    return found


def _followed(value: Any, target: Any) -> Any:
    """Return what a local reference leads to, at the end of the chain that it may begin."""
    for _ in range(limits.REFERENCE_CHAIN):
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str) or not reference.startswith("#"):
            return value
        try:
            value, _base = Resources(target, "$id").find("", reference)
        except ReferenceMissing:
            return None
    return None
