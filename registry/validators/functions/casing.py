"""The target must be written in one of the cases that programmers use."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.lettering import CASES, Lettering

_OPTIONS: Final = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": {"type": "string", "enum": [*CASES]},
        "disallowDigits": {"type": "boolean"},
        "separator": {
            "type": "object",
            "required": ["char"],
            "additionalProperties": False,
            "properties": {"char": {"type": "string", "maxLength": 1}, "allowLeading": {"type": "boolean"}},
        },
    },
    "additionalProperties": False,
}


@function("casing", _OPTIONS)
def casing(options: Any) -> Check:
    """Make a check that finds fault with a text in another case; an empty one is in every case."""
    separator = options.get("separator", {})
    character, leading = separator.get("char"), separator.get("allowLeading", False)
    lettering = Lettering(
        CASES[options["type"]],
        numbered=not options.get("disallowDigits", False),
        separator=character,
        leading=leading,
    )
    alone = character if leading else None
    faults = (Fault(f"must be {options['type']} case"),)

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        if not isinstance(target, str) or not target or target == alone or lettering.accepts(target):
            return ()
        return faults

    return check
