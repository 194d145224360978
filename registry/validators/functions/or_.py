"""The target must have one of the properties that are listed, or more."""

from collections.abc import Iterable
from typing import Any

from registry.validators.alternatives import OPTIONS, none_defined
from registry.validators.function import Check, Context, Fault, function


@function("or", OPTIONS)
def or_(options: Any) -> Check:
    """Make a check that finds fault with an object that has none of the properties."""
    properties = options["properties"]
    listed = frozenset(properties)
    faults = (Fault(none_defined(properties)),)

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return faults if isinstance(target, dict) and listed.isdisjoint(target) else ()

    return check
