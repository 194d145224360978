"""In what the form of a field differs from the one that the data dictionary gives to its concept."""

from collections.abc import Iterator
from typing import Final

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.validators.concepts.dictionary import Entry
from registry.validators.concepts.evidence import choices_of, types_of
from registry.validators.concepts.fields import Field
from registry.validators.concepts.folding import spellings_of

_PARTS: Final = 200
_SAME: Final = late(r"\{([0-9]+),\1\}")


@value
class Difference:
    """A member of a schema that is said otherwise: as it is here, and as it is in the dictionary."""

    member: str
    here: str
    there: str


def differences_of(field: Field, entry: Entry) -> Iterator[Difference]:
    """Yield each member that is said otherwise; what is not said differs from nothing."""
    types = types_of(field)
    fitting = (types == {"integer"} and "number" in entry.types) or (types == {"object"} and _holds(field, entry))
    if types and entry.types and types.isdisjoint(entry.types) and not fitting:
        yield Difference("type", _listed(types), _listed(entry.types))
    # Where owners disagree about a pattern, nobody contradicts it.
    pattern = None if entry.certainty == "disputed" else entry.pattern
    for member, meant in (("format", entry.format), ("pattern", pattern)):
        said = field.schema.get(member)
        if meant and isinstance(said, str) and _plain(said) != _plain(meant):
            yield Difference(member, said, meant)
    choices = choices_of(field)
    if entry.enum and choices - entry.enum:
        yield Difference("enum", _listed(choices), _listed(entry.enum))


def _holds(field: Field, entry: Entry) -> bool:
    """Say whether it is an object that holds a field of the concept, as money has an amount."""
    parts = field.schema.get("properties")
    names = list(parts)[:_PARTS] if isinstance(parts, dict) else []
    return any(not entry.shared.isdisjoint(spellings_of(name)) for name in names)


def _listed(words: frozenset[str]) -> str:
    return " | ".join(sorted(words))


def _plain(written: str) -> str:
    """Write a pattern without what makes no difference to what it means to say."""
    return _SAME.sub(r"{\1}", written.replace("\\d", "[0-9]")).removeprefix("^").removesuffix("$")
