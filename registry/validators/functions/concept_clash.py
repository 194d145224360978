"""A field that means a concept of the data dictionary must have the form that the dictionary gives it."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.concepts.dictionary import CERTAINTIES, ENTRIES
from registry.validators.concepts.forms import differences_of
from registry.validators.concepts.options import dictionary_from
from registry.validators.concepts.recognising import surely
from registry.validators.concepts.wording import Said, by_language, fault_of, joined, shown
from registry.validators.function import Check, Context, Fault, function

_LEAST: Final = 0.8
_OPTIONS: Final = {
    "type": "object",
    "required": ["concepts"],
    "additionalProperties": False,
    "properties": {
        "concepts": ENTRIES,
        "least": {"type": "number"},
        "declared": {"type": "boolean"},
        "certainty": {"type": "array", "items": {"type": "string", "enum": [*CERTAINTIES]}, "minItems": 1},
    },
}


@function("conceptClash", _OPTIONS)
def concept_clash(options: Any) -> Check:
    """Make a check of the fields that say what they mean, or of those that look like it, whatever the target is."""
    dictionary, least = dictionary_from(options), options.get("least", _LEAST)
    declared, certainties = options.get("declared", False), frozenset(options.get("certainty", CERTAINTIES))

    def check(_target: Any, context: Context) -> Iterable[Fault]:
        for found in surely(context.view, dictionary, least):
            match = found.match
            if found.shared or found.declared is not declared or match.entry.certainty not in certainties:
                continue
            if differences := list(differences_of(match.field, match.entry)):
                here = joined(_said(one.member, one.here) for one in differences)
                there = joined(_said(one.member, one.there) for one in differences)
                yield fault_of("clash-declared" if declared else "clash", match, here=here, there=there)

    return check


def _said(member: str, value: str) -> Said:
    return by_language(f"dictionary.member.{member}", value=shown(value))
