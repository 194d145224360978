"""The target must be one of the values that are listed."""

import math
from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import print_value

_OPTIONS: Final = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"values": {"type": "array", "items": {"type": ["string", "number", "null", "boolean"]}}},
    "required": ["values"],
}


@function("enumeration", _OPTIONS)
def enumeration(options: Any) -> Check:
    """Make a check that finds fault with a scalar that is not listed."""
    values = options["values"]
    allowed = frozenset((isinstance(value, bool), value) for value in values)
    listed = ", ".join(print_value(value) for value in values)
    faults = (Fault(f'#{{{{print("value")}}}} must be equal to one of the allowed values: {listed}'),)

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        if not _is_scalar(target) or (isinstance(target, bool), target) in allowed:
            return ()
        return faults

    return check


def _is_scalar(target: Any) -> bool:
    if isinstance(target, float):
        return math.isfinite(target)
    return target is None or isinstance(target, str | int)
