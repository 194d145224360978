"""What means a concept of the data dictionary can use the schema that everybody shares, or name the concept."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from registry.validators.concepts.dictionary import ENTRIES
from registry.validators.concepts.matching import Match
from registry.validators.concepts.options import dictionary_from
from registry.validators.concepts.recognising import surely
from registry.validators.concepts.wording import fault_of
from registry.validators.function import Check, Context, Fault, function

_LEAST: Final = 0.9
_OPTIONS: Final = {
    "type": "object",
    "required": ["concepts"],
    "additionalProperties": False,
    "properties": {"concepts": ENTRIES, "least": {"type": "number"}},
}


@function("conceptUnshared", _OPTIONS)
def concept_unshared(options: Any) -> Check:
    """Make a check that tells, once for each concept, that it is written out and where its schema is."""
    dictionary, least = dictionary_from(options), options.get("least", _LEAST)

    def check(_target: Any, context: Context) -> Iterable[Fault]:
        found = [one.match for one in surely(context.view, dictionary, least) if not (one.shared or one.declared)]
        counts = Counter(match.entry.key for match in found)
        first: dict[str, Match] = {}
        for match in found:
            first.setdefault(match.entry.key, match)
        for key, match in first.items():
            yield fault_of("unshared", match, count=counts[key])

    return check
