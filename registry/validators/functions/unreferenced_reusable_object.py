"""Every member of the target must be referred to from somewhere in the document."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.reusable_objects import orphans, referred_to

_OPTIONS: Final = {
    "type": "object",
    "properties": {
        "reusableObjectsLocation": {
            "type": "string",
            "pattern": r"^#(/([A-Za-z0-9_.!$&'()*+,;:=@-]|%[0-9A-Fa-f]{2}|~0|~1)*)*$",
        }
    },
    "additionalProperties": False,
    "required": ["reusableObjectsLocation"],
}


@function("unreferencedReusableObject", _OPTIONS)
def unreferenced_reusable_object(options: Any) -> Check:
    """Make a check that finds fault with the objects at a location that no reference leads to."""
    location = options["reusableObjectsLocation"]

    def check(target: Any, context: Context) -> Iterable[Fault]:
        return orphans(target, location, referred_to(context.view)) if isinstance(target, dict) else ()

    return check
