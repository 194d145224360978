"""What a search asks for, taken apart: words, phrases, what is left out, and filters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from registry.domain.words import LONGEST_QUERY, terms_of

Synonyms = Callable[[str], tuple[str, ...]]
"""What returns the words that mean the same as a word."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question: as typed, the words that mean the same, and the stems of them all."""

    typed: str
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood."""

    text: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def query_of(text: str, synonyms: Synonyms | None = None) -> Query:
    """Understand a question."""
    del synonyms
    text = text[:LONGEST_QUERY]
    return Query(text, tuple(Term(term.typed, term.words, term.stems) for term in terms_of(text)))
