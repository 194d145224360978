"""The target must have exactly one of the properties that are listed."""

from collections.abc import Iterable
from typing import Any

from registry.validators.alternatives import OPTIONS, none_defined
from registry.validators.function import Check, Context, Fault, function


@function("xor", OPTIONS)
def xor(options: Any) -> Check:
    """Make a check that finds fault with an object that has none of the properties, or several."""
    properties = options["properties"]
    listed = frozenset(properties)
    none = (Fault(none_defined(properties)),)

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict):
            return ()
        present = [name for name in target if name in listed]
        if not present:
            return none
        return (Fault(f"Just one of {_all_of(present)} must be defined"),) if len(present) > 1 else ()

    return check


def _all_of(names: list[str]) -> str:
    return " and ".join(f'"{name}"' for name in names)
