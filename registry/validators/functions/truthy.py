"""The target must be something: not absent, null, false, zero or empty."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import is_true

_FAULTS: Final = (Fault('#{{print("property")}}must be truthy'),)


@function("truthy")
def truthy(_options: Any) -> Check:
    """Make a check that finds fault with what JavaScript does not take for true."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return () if is_true(target) else _FAULTS

    return check
