"""Judging values by JSON Schemas, and what is said of them."""

from typing import Any

from registry.validators.schemas.descriptions import validator_of
from registry.validators.schemas.failures import Budget, SchemaRefused, pointer_of
from registry.validators.schemas.validator import Validator
from registry.validators.schemas.wording import faults_of

Said = list[tuple[str, str]]


def said(schema: Any, value: Any, dialect: str = "draft7", *, every: bool = False) -> Said:
    """Return where a value fails and AJV's words for it, or why the schema cannot be used."""
    try:
        failures = Validator(schema, dialect, every=every).failures(value)
    except SchemaRefused as refused:
        return [("schema", refused.problem)]
    return [(pointer_of(failure.place), failure.message) for failure in failures]


def passes(schema: Any, value: Any, dialect: str = "draft7") -> bool:
    """Say whether a value satisfies a schema."""
    return Validator(schema, dialect).failures(value) == []


def worded(schema: Any, value: Any, path: tuple[str | int, ...] = (), dialect: str = "draft7") -> list[tuple[Any, str]]:
    """Return the findings that a value comes to."""
    failures = Validator(schema, dialect).failures(value)
    return [(fault.path, fault.message) for fault in faults_of(failures, value, path)]


INFO = {"title": "Cards", "version": "1.0.0"}
DESCRIPTIONS: dict[str, dict[str, Any]] = {
    "2.0": {"swagger": "2.0", "info": INFO, "paths": {}},
    "3.0": {"openapi": "3.0.3", "info": INFO, "paths": {}},
    "3.1": {"openapi": "3.1.0", "info": INFO, "paths": {}},
    "3.2": {"openapi": "3.2.0", "info": INFO, "components": {}},
}


def said_of_description(version: str, **more: Any) -> Said:
    """Return what is wrong with a good description that some members were changed in."""
    failures = validator_of(version).failures({**DESCRIPTIONS[version], **more}, Budget())
    return [(pointer_of(failure.place), failure.message) for failure in failures if failure.keyword != "if"]
