"""An operation must say whether it asks for a credential, itself or for it the document."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function

_FAULTS: Final = (Fault("Neither the operation nor the document says which credential is asked for"),)


@function("securityStated")
def security_stated(_options: Any) -> Check:
    """Make a check that finds fault with an operation without `security` where the document has none either.

    What an operation says in another file is not known.
    """

    def check(target: Any, context: Context) -> Iterable[Fault]:
        whole = context.view.resolved
        known = isinstance(target, dict) and "$ref" not in target and isinstance(whole, dict)
        return _FAULTS if known and "security" not in target and "security" not in whole else ()

    return check
