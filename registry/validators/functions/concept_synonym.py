"""What means a concept of the data dictionary should be called as it is there, and one thing by one name."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.concepts.dictionary import ENTRIES
from registry.validators.concepts.matching import Match
from registry.validators.concepts.options import dictionary_from
from registry.validators.concepts.recognising import Recognised, surely
from registry.validators.concepts.wording import fault_of, shown
from registry.validators.function import Check, Context, Fault, function

_LEAST: Final = 0.8
_OPTIONS: Final = {
    "type": "object",
    "required": ["concepts"],
    "additionalProperties": False,
    "properties": {"concepts": ENTRIES, "least": {"type": "number"}, "several": {"type": "boolean"}},
}


@function("conceptSynonym", _OPTIONS)
def concept_synonym(options: Any) -> Check:
    """Make a check of names that the dictionary does not use, or, with `several`, of two names for one thing."""
    dictionary, least, several = dictionary_from(options), options.get("least", _LEAST), options.get("several", False)

    def check(_target: Any, context: Context) -> Iterable[Fault]:
        named = [one for one in surely(context.view, dictionary, least) if _is_named(one)]
        return _several(named) if several else _others(named)

    return check


def _is_named(one: Recognised) -> bool:
    """Say whether the name itself means the concept, rather than its parent's with it."""
    return not one.declared and "parent" not in one.match.reasons[:1]


def _others(named: list[Recognised]) -> Iterable[Fault]:
    """Yield a fault for the first field of each name that is not the dictionary's."""
    seen: set[tuple[str, str]] = set()
    for match in (one.match for one in named):
        key = match.entry.key, match.spelling
        if not _is_shared(match) and key not in seen:
            seen.add(key)
            yield fault_of("synonym", match, shared=match.entry.name)


def _several(named: list[Recognised]) -> Iterable[Fault]:
    """Yield a fault for the first field of each further name of a thing."""
    first: dict[str, Match] = {}
    seen: set[tuple[str, str]] = set()
    for match in (one.match for one in named):
        before = first.setdefault(match.entry.key, match)
        key = match.entry.key, _core(match)
        if _core(match) != _core(before) and key not in seen:
            seen.add(key)
            yield fault_of("several", match, other=shown(before.field.name), shared=match.entry.name)


def _is_shared(match: Match) -> bool:
    """Say whether a name is the dictionary's, or that of a kind of it: `transfer_amount` is an `amount`."""
    return any(match.spelling.endswith(spelling) for spelling in match.entry.shared)


def _core(match: Match) -> str:
    """Return what a name must differ in to be another: neither the kind of a thing nor a number behind it is."""
    return match.entry.name if _is_shared(match) else match.spelling.rstrip("0123456789")
