"""What speaks for a field meaning a concept, and what against it, each with its weight."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.concepts.dictionary import Dictionary, Entry
from registry.validators.concepts.fields import Field
from registry.validators.concepts.folding import spellings_of, words_in, words_of
from registry.validators.concepts.vocabulary import PEOPLE

Weighed = tuple[str, float]

_NUMBERS: Final = frozenset({"integer", "number"})
_TIMES: Final = frozenset({"date", "date-time", "datetime", "time"})
_ADDRESSES: Final = frozenset({"uri", "url", "uri-reference", "iri", "hostname", "ipv4", "ipv6"})
_LINE: Final = 300
_PARTS: Final = 200
_LETTERS: Final = late("[A-Za-z/]")


def types_of(field: Field) -> frozenset[str]:
    """Return the types that a field may have, none where nothing is said."""
    said = field.schema.get("type")
    types = {said} if isinstance(said, str) else {one for one in _items(said) if isinstance(one, str)}
    if not types and isinstance(field.schema.get("properties"), dict):
        types = {"object"}
    return frozenset(types - {"null"})


def choices_of(field: Field) -> frozenset[str]:
    """Return the values that a field may have, in small letters, none where any may be."""
    return frozenset(str(choice).casefold() for choice in _items(field.schema.get("enum")))


def supports_of(field: Field, entry: Entry, dictionary: Dictionary) -> tuple[Weighed, ...]:
    """Return what speaks for it beside the name."""
    return tuple(_supports(field, entry, dictionary))


def conflicts_of(field: Field, entry: Entry, dictionary: Dictionary) -> tuple[Weighed, ...]:
    """Return what speaks against it."""
    return tuple(_conflicts(field, entry, dictionary))


def _supports(field: Field, entry: Entry, dictionary: Dictionary) -> Iterator[Weighed]:
    if entry.pattern and field.schema.get("pattern") == entry.pattern:
        yield "pattern", 0.15
    if entry.format and field.schema.get("format") == entry.format:
        yield "format", 0.1
    if entry.enum & choices_of(field):
        yield "enum", 0.12
    if _described(field, entry):
        yield "description", 0.1
    if _around(field, entry):
        yield "parent", 0.08
    if _beside(field, entry, dictionary):
        yield "sibling", 0.08


def _described(field: Field, entry: Entry) -> bool:
    """Say whether the description speaks of the concept in words that its name does not hold."""
    words = frozenset(
        word
        for member in ("description", "title")
        for said in field.said(member)
        if isinstance(said, str)
        for word in words_in(said[:_LINE])
    )
    return not entry.context.isdisjoint(words.difference(words_of(field.name)))


def _around(field: Field, entry: Entry) -> bool:
    """Say whether what the field stands in speaks of the concept, or is somebody, in words that its name lacks."""
    around = frozenset(word for parent in field.parents[-2:] for word in words_of(parent))
    speaking = entry.context if entry.personal == "none" else entry.context | PEOPLE
    return not speaking.isdisjoint(around.difference(words_of(field.name)))


def _beside(field: Field, entry: Entry, dictionary: Dictionary) -> bool:
    return not entry.related.isdisjoint(_meant_by(field.siblings, dictionary))


@lru_cache(256)
def _meant_by(names: tuple[str, ...], dictionary: Dictionary) -> frozenset[str]:
    """Return the concepts that some names mean; the fields of one object are asked about the same ones."""
    meanings = (dictionary.meaning_of_spelling(one) for name in names for one in spellings_of(name))
    return frozenset(meaning.entry.key for meaning in meanings if meaning)


def _conflicts(field: Field, entry: Entry, dictionary: Dictionary) -> Iterator[Weighed]:
    types, format_ = types_of(field), field.schema.get("format")
    if types and entry.types and types.isdisjoint(entry.types) and not (types <= _NUMBERS and entry.types & _NUMBERS):
        whole = types == {"object"} and _has_parts_of(field, entry, dictionary)
        yield "other-type", 0.1 if whole else _otherness(types, entry)
    if _has_other_parts(field, entry, dictionary):
        yield "other-parts", 0.3
    if isinstance(format_, str) and format_ != entry.format and (weight := _strangeness(format_, entry)):
        yield "other-format", weight
    choices = choices_of(field)
    if entry.enum and choices and entry.enum.isdisjoint(choices | {choice[:1] for choice in choices}):
        yield "other-choices", 0.0 if {word[:1] for word in entry.enum} & {choice[:1] for choice in choices} else 0.3


def _has_other_parts(field: Field, entry: Entry, dictionary: Dictionary) -> bool:
    """Say whether it is an object that holds neither a value nor anything that belongs to the concept."""
    parts = field.schema.get("properties")
    return (
        bool(parts) and isinstance(parts, dict) and "value" not in parts and not _has_parts_of(field, entry, dictionary)
    )


def _has_parts_of(field: Field, entry: Entry, dictionary: Dictionary) -> bool:
    """Say whether it is an object that holds something that belongs to the concept, as money has a currency."""
    parts = field.schema.get("properties")
    names = tuple(parts)[:_PARTS] if isinstance(parts, dict) else ()
    return not (entry.related | {entry.key}).isdisjoint(_meant_by(names, dictionary))


def _otherness(types: frozenset[str], entry: Entry) -> float:
    """Weigh another type: a number may be written with digits, but neither with letters nor as something else."""
    if not types <= _NUMBERS | {"string"} or entry.types <= {"object"}:
        return 0.5
    return 0.25 if types == {"number"} or (types <= _NUMBERS and _LETTERS.search(entry.pattern or "")) else 0.1


def _strangeness(format_: str, entry: Entry) -> float:
    if format_ in _ADDRESSES:
        return 0.4
    if format_ in _TIMES:
        return 0.0 if entry.format in _TIMES else 0.5
    if format_ == "email":
        return 0.5
    return 0.3 if format_ == "uuid" and (entry.pattern or entry.format) else 0.0


def _items(said: Any) -> list[Any]:
    return said[:_LINE] if isinstance(said, list) else []
