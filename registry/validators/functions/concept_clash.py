"""A field that means a concept of the data dictionary must have the form that the dictionary gives it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.concepts.dictionary import CERTAINTIES, ENTRIES, Entry
from registry.validators.concepts.evidence import choices_of, types_of
from registry.validators.concepts.fields import Field
from registry.validators.concepts.options import dictionary_from
from registry.validators.concepts.recognising import surely
from registry.validators.concepts.wording import Said, by_language, fault_of, joined, shown
from registry.validators.function import Check, Context, Fault, function

_LEAST: Final = 0.8
_SAME: Final = late(r"\{([0-9]+),\1\}")
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
        for one in surely(context.view, dictionary, least):
            match = one.match
            if one.shared or one.declared is not declared or match.entry.certainty not in certainties:
                continue
            differences = list(_differences(match.field, match.entry))
            if differences:
                here = joined(part for part, _ in differences)
                there = joined(part for _, part in differences)
                yield fault_of("clash-declared" if declared else "clash", match, here=here, there=there)

    return check


def _differences(field: Field, entry: Entry) -> Iterator[tuple[Said, Said]]:
    """Yield each member that is said otherwise, as it is here and as it is in the dictionary."""
    types = types_of(field)
    if (
        types
        and entry.types
        and types.isdisjoint(entry.types)
        and not (types == {"integer"} and "number" in entry.types)
    ):
        yield _both("type", " | ".join(sorted(types)), " | ".join(sorted(entry.types)))
    # Where owners disagree about a pattern, nobody contradicts it.
    pattern = None if entry.certainty == "disputed" else entry.pattern
    for member, meant in (("format", entry.format), ("pattern", pattern)):
        said = field.schema.get(member)
        if meant and isinstance(said, str) and _plain(said) != _plain(meant):
            yield _both(member, said, meant)
    choices = choices_of(field)
    if entry.enum and choices - entry.enum:
        yield _both("enum", " | ".join(sorted(choices)), " | ".join(sorted(entry.enum)))


def _plain(written: str) -> str:
    """Write a pattern without what makes no difference to what it means to say."""
    return _SAME.sub(r"{\1}", written.replace("\\d", "[0-9]")).removeprefix("^").removesuffix("$")


def _both(member: str, here: str, there: str) -> tuple[Said, Said]:
    return by_language(f"dictionary.member.{member}", value=shown(here)), by_language(
        f"dictionary.member.{member}", value=shown(there)
    )
