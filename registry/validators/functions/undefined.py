"""The target must not be there, not even as null."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import UNDEFINED, Check, Context, Fault, function

_FAULTS: Final = (Fault('#{{print("property")}}must be undefined'),)


@function("undefined")
def undefined(_options: Any) -> Check:
    """Make a check that finds fault with whatever is present."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return () if target is UNDEFINED else _FAULTS

    return check
