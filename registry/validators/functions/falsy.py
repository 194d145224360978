"""The target must be nothing: absent, null, false, zero or empty."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import is_true

_FAULTS: Final = (Fault('#{{print("property")}}must be falsy'),)


@function("falsy")
def falsy(_options: Any) -> Check:
    """Make a check that finds fault with what JavaScript takes for true."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        return _FAULTS if is_true(target) else ()

    return check
