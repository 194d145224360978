"""The target must be there, be it null."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import UNDEFINED, Check, Context, Fault, function

_FAULTS: Final = (Fault('#{{print("property")}}must be defined'),)


@function("defined")
def defined(_options: Any) -> Check:
    """Make a check that finds fault with what is absent."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return _FAULTS if target is UNDEFINED else ()

    return check
