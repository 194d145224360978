"""Judge whole OpenAPI descriptions: quickly where nothing is wrong, closely where something is."""

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

from registry.validators.schemas import openapi_2, openapi_3_0, openapi_3_1
from registry.validators.schemas.failures import Budget, Failure
from registry.validators.schemas.formats import FORMATS
from registry.validators.schemas.validator import Validator
from registry.validators.structure import refuse


class DescriptionValidator:
    """Judges descriptions of one version of OpenAPI."""

    def __init__(self, schema: dict[str, Any], known: dict[str, Any]) -> None:
        self._schema, self._known = schema, known
        self._gate = _gate(schema, known)
        self._close: Validator | None = None

    def failures(self, description: Any, budget: Budget) -> list[Failure]:
        """Return what a description does not satisfy, nothing where the quick judge lets it pass."""
        if self._gate.is_valid(description):
            return []
        if self._close is None:
            self._close = Validator(self._schema, "draft2020-12", every=True, known=self._known)
        return self._close.failures(description, budget)


@cache
def validator_of(version: str) -> DescriptionValidator:
    """Return what judges descriptions of a version."""
    if version == "2.0":
        return DescriptionValidator(*openapi_2.description_schema())
    if version == "3.0":
        return DescriptionValidator(openapi_3_0.description_schema(), {})
    return DescriptionValidator(*openapi_3_1.description_schema(version))


def _gate(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    """Make the quick judge, with the formats of the close one."""
    registry = Registry(list(known.items()), retriever=refuse)
    formats = {name: accepts for name, (kind, accepts) in FORMATS.items() if kind == "string"}
    return Draft202012Validator(schema, registry=registry, retriever=refuse, validate_formats=True, formats=formats)
