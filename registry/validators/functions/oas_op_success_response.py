"""An operation must say what it answers when all is well."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import number_of

_FAULTS: Final = (Fault("Operation must define at least a single 2xx or 3xx response"),)
_RANGES: Final = frozenset(("2XX", "3XX"))
_FIRST_GOOD, _FIRST_BAD = 200, 400


@function("oasOpSuccessResponse")
def oas_op_success_response(_options: Any) -> Check:
    """Make a check that finds fault with responses of which none is a 2xx or a 3xx."""

    def check(target: Any, context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict):
            return ()
        if "oas3" in context.view.formats and not _RANGES.isdisjoint(target):
            return ()
        return () if any(_FIRST_GOOD <= number_of(status) < _FIRST_BAD for status in target) else _FAULTS

    return check
