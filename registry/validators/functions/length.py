"""The target must not be too short, too long, too small or too great."""

import math
from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import print_value

_OPTIONS: Final = {
    "type": "object",
    "properties": {"min": {"type": "number"}, "max": {"type": "number"}},
    "minProperties": 1,
    "additionalProperties": False,
}


@function("length", _OPTIONS)
def length(options: Any) -> Check:
    """Make a check that finds fault with members, items, characters or numbers outside the bounds."""
    least, most = options.get("min", -math.inf), options.get("max", math.inf)
    too_short = Fault(f'#{{{{print("property")}}}}must be longer than {print_value(least)}')
    too_long = Fault(f'#{{{{print("property")}}}}must be shorter than {print_value(most)}')

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        size = _size_of(target)
        if size is None or least <= size <= most:
            return ()
        return [fault for fault, found in ((too_short, size < least), (too_long, size > most)) if found]

    return check


def _size_of(target: Any) -> float | None:
    if isinstance(target, dict | list):
        return len(target)
    if isinstance(target, str):
        return len(target) if target.isascii() else len(target.encode("utf-16-le", "surrogatepass")) // 2
    if isinstance(target, bool) or not isinstance(target, int | float) or not math.isfinite(target):
        return None
    return target
