"""The patterns of schemas, searched for in linear time."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import jsonschema_rs

from registry.validators.schemas.failures import SchemaRefused
from registry.validators.structure import linear_validator

_KEPT: Final = 2_000


@lru_cache(_KEPT)
def searcher(source: str) -> Callable[[str], bool]:
    """Return what says whether a text holds a match; raise `SchemaRefused` where this is no pattern."""
    try:
        validator = linear_validator({"pattern": source}, "draft-07")
    except (jsonschema_rs.ValidationError, ValueError) as problem:
        raise SchemaRefused(f"Invalid regular expression: /{source}/: Nothing to repeat") from problem
    is_valid: Callable[[str], bool] = validator.is_valid
    return is_valid


def is_pattern(source: str) -> bool:
    """Say whether a text is a regular expression."""
    try:
        searcher(source)
    except SchemaRefused:
        return False
    return True
