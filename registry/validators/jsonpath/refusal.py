"""A JSONPath expression that cannot be read."""

from registry.frugal.values import record


@record
class PathRefused(Exception):
    """What is wrong with an expression, how many characters into it, and what stands there."""

    problem: str
    offset: int = 0
    found: str = ""
