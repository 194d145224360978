"""Which fields of a document mean concepts of the dictionary: found once for all rules that ask."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.validators.concepts.dictionary import Dictionary
from registry.validators.concepts.fields import Field, fields_of
from registry.validators.concepts.matching import Match, match_of
from registry.validators.view import View

_SHARED: Final = late(r"(?:^|.*/)concepts/([a-z0-9-]{1,80})/[0-9A-Za-z.+-]{1,40}\.schema\.json#?")
_found: WeakKeyDictionary[View, tuple[Dictionary, "tuple[Recognised, ...]"]] = WeakKeyDictionary()


@value
class Recognised:
    """A field that means a concept: because it says so, or because it looks like it."""

    match: Match
    declared: bool = False
    """Whether the document itself names the concept."""
    shared: bool = False
    """Whether its schema is the one that the registry serves."""


def recognised(view: View, dictionary: Dictionary) -> tuple[Recognised, ...]:
    """Return the fields of the document as it was written that mean something, in its order."""
    kept = _found.get(view)
    if kept is None or kept[0] is not dictionary:
        kept = _found[view] = dictionary, tuple(_recognised(view, dictionary))
    return kept[1]


def surely(view: View, dictionary: Dictionary, least: float) -> Iterator[Recognised]:
    """Yield the fields that mean something with so much confidence, or that say so."""
    return (one for one in recognised(view, dictionary) if one.declared or one.match.confidence >= least)


def _recognised(view: View, dictionary: Dictionary) -> Iterator[Recognised]:
    for field in fields_of(view.source):
        shared = _shared_key(field)
        key = shared or _declared_key(field)
        if key in dictionary.entries:
            entry = dictionary.entries[key]
            yield Recognised(Match(entry, field, "", 1.0, ("declared",)), declared=True, shared=shared is not None)
        elif key is None and (match := match_of(field, dictionary)):
            yield Recognised(match)


def _declared_key(field: Field) -> str | None:
    return next((said for said in field.said("x-concept") if isinstance(said, str)), None)


def _shared_key(field: Field) -> str | None:
    """Return the key in the address of a shared schema that the field refers to, or copied with its address."""
    for member in ("$ref", "$id"):
        for said in field.said(member):
            if isinstance(said, str) and (found := _SHARED.fullmatch(said[:500])):
                return found[1]
    return None
