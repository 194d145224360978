"""Whether what a concept is called is the name of another concept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.db.queries.concepts import Named
from registry.domain.concepts import folded
from registry.domain.errors import FieldError

MOST = 20
PEOPLE, DOCUMENTS = "people", "documents"

Claim = tuple[str, str]
"""Who uses a name, and the name without case, marks and separators."""
Placed = tuple[str, str, Claim]
"""Where a name stands, how it is written, and the claim that it makes."""


def clashes(given: Mapping[str, Any], others: Sequence[Named]) -> list[FieldError]:
    """Return where a concept is called what another one is, unless both declare the name ambiguous.

    Names and synonyms are what people say, field names what documents have; each of a concept's own stands once.
    """
    taken: dict[Claim, Named] = {
        claim: other for other in others for *_, claim in _claims(other.names, other.synonyms, other.field_names)
    }
    declared = set(map(folded, given.get("ambiguous", [])))
    own = list(_claims(given["names"], given.get("synonyms", {}), given.get("field_names", [])))
    errors = [*_repeated(own), *_undeclarable(given, own)]
    for pointer, name, claim in own:
        other = taken.get(claim)
        if other is not None and not (claim[1] in declared and claim[1] in map(folded, other.ambiguous)):
            errors.append(FieldError(pointer, "name-claimed", {"limit": other.key, "name": name}))
    return errors[:MOST]


def _claims(
    names: Mapping[str, str], synonyms: Mapping[str, Sequence[str]], field_names: Sequence[str]
) -> Iterator[Placed]:
    for language, name in names.items():
        yield f"/names/{language}", name, (PEOPLE, folded(name))
    for language, words in synonyms.items():
        for position, word in enumerate(words):
            yield f"/synonyms/{language}/{position}", word, (PEOPLE, folded(word))
    for position, name in enumerate(field_names):
        yield f"/field_names/{position}", name, (DOCUMENTS, folded(name))


def _repeated(own: Sequence[Placed]) -> Iterator[FieldError]:
    """Yield what is no name, and what stands twice in one list; one name may be written in several ways."""
    met: set[tuple[str, str]] = set()
    for pointer, name, claim in own:
        place = (pointer.rstrip("0123456789"), name)
        if not claim[1]:
            yield FieldError(pointer, "shape", {"limit": ""})
        elif place in met:
            yield FieldError(pointer, "repeated", {"limit": ""})
        met.add(place)


def _undeclarable(given: Mapping[str, Any], own: Sequence[Placed]) -> Iterator[FieldError]:
    """Yield what is declared ambiguous and is no name of the concept."""
    known = {claim[1] for *_, claim in own}
    for position, name in enumerate(given.get("ambiguous", [])):
        if folded(name) not in known:
            yield FieldError(f"/ambiguous/{position}", "not-a-name", {"limit": name})
