"""The patterns of schemas, searched for in linear time."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from registry.validators.regex.matching import compiled
from registry.validators.regex.syntax import PatternRefused
from registry.validators.schemas.failures import SchemaRefused

_KEPT: Final = 2_000


@lru_cache(_KEPT)
def searcher(source: str) -> Callable[[str], bool]:
    """Return what says whether a text holds a match; raise `SchemaRefused` where this is no pattern."""
    try:
        return compiled(source).test
    except PatternRefused as problem:
        raise SchemaRefused(problem.problem) from problem


def is_pattern(source: str) -> bool:
    """Say whether a text is a regular expression."""
    try:
        searcher(source)
    except SchemaRefused:
        return False
    return True
