"""Judge whole OpenAPI descriptions: a large one quickly where nothing is wrong, and closely where something is."""

from functools import cache
from typing import Any, Final

from registry.validators.schemas import openapi_2, openapi_3_0, openapi_3_1
from registry.validators.schemas.failures import Budget, Failure
from registry.validators.schemas.formats import FORMATS
from registry.validators.schemas.validator import Validator

_SMALL: Final = 1_500
"""How many values are judged closely in the time in which the quick judge is imported and made ready."""


class DescriptionValidator:
    """Judges descriptions of one version of OpenAPI."""

    def __init__(self, schema: dict[str, Any], known: dict[str, Any]) -> None:
        self._schema, self._known = schema, known
        self._gate: Any = None
        self._close: Validator | None = None

    def failures(self, description: Any, budget: Budget) -> list[Failure]:
        """Return what a description does not satisfy, nothing where the quick judge lets it pass."""
        if not _is_small(description) and self._passes(description):
            return []
        if self._close is None:
            self._close = Validator(self._schema, "draft2020-12", every=True, known=self._known)
        return self._close.failures(description, budget)

    def _passes(self, description: Any) -> bool:
        if self._gate is None:
            self._gate = _gate(self._schema, self._known)
        return bool(self._gate.is_valid(description))


@cache
def validator_of(version: str) -> DescriptionValidator:
    """Return what judges descriptions of a version."""
    if version == "2.0":
        return DescriptionValidator(*openapi_2.description_schema())
    if version == "3.0":
        return DescriptionValidator(openapi_3_0.description_schema(), {})
    return DescriptionValidator(*openapi_3_1.description_schema(version))


def _is_small(tree: Any) -> bool:
    left, waiting = _SMALL, [tree]
    while waiting and left:
        left -= 1
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return not waiting


def _gate(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    """Make the quick judge, with the formats of the close one."""
    from jsonschema_rs import Draft202012Validator, Registry  # noqa: PLC0415 - a small document has no time for it

    from registry.validators.structure import refuse  # noqa: PLC0415 - which needs it as well

    registry = Registry(list(known.items()), retriever=refuse)
    formats = {name: accepts for name, (kind, accepts) in FORMATS.items() if kind == "string"}
    return Draft202012Validator(schema, registry=registry, retriever=refuse, validate_formats=True, formats=formats)
