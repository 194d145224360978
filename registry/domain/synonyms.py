"""Which words and phrases mean the same, in Swahili and in English: what a question is widened by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Final

from registry.domain.words import root_of, words_of

Phrase = tuple[str, ...]
MOST_ALTERNATIVES: Final = 12
"""By how many words, and by how many phrases, one name is widened at most."""
LONGEST_NAME: Final = 8
"""How many words a name has at most that is found in a question."""


class SynonymKind(StrEnum):
    """Why several names mean the same."""

    SYNONYM = "synonym"
    ACRONYM = "acronym"
    FORMER_NAME = "former-name"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What else something may be called: by one word, and by several."""

    words: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()


NOTHING: Final = Meaning()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Everything that means the same, found by the roots of its words."""

    meanings: Mapping[Phrase, Meaning] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
    """How many words the longest name has that begins with a root."""

    def of(self, *words: str) -> Meaning:
        """Return what else these words, taken together, may be called."""
        return self.meanings.get(_roots(words), NOTHING)

    def length_at(self, words: Sequence[str], start: int) -> int:
        """Return how many words from a place on are one known name, 0 where not even two are."""
        most = min(self.longest.get(root_of(words[start]), 0), len(words) - start)
        roots = _roots(words[start : start + most])
        return next((length for length in range(most, 1, -1) if roots[:length] in self.meanings), 0)


def synonyms_of(groups: Iterable[Iterable[str]]) -> Synonyms:
    """Return what groups of names say; what the first ones say of a name comes first."""
    found: dict[Phrase, dict[Phrase, Phrase]] = {}
    for group in groups:
        names: dict[Phrase, Phrase] = {}
        for name in group:
            if words := tuple(islice(words_of(name), LONGEST_NAME)):
                names.setdefault(_roots(words), words)
        for roots in names:
            others = found.setdefault(roots, {})
            for other, words in names.items():
                if other != roots:
                    others.setdefault(other, words)
    longest: dict[str, int] = {}
    for roots in found:
        longest[roots[0]] = max(longest.get(roots[0], 0), len(roots))
    return Synonyms({roots: _meaning(others.values()) for roots, others in found.items() if others}, longest)


def _meaning(others: Iterable[Phrase]) -> Meaning:
    words = [other[0] for other in others if len(other) == 1]
    phrases = [other for other in others if len(other) > 1]
    return Meaning(tuple(words[:MOST_ALTERNATIVES]), tuple(phrases[:MOST_ALTERNATIVES]))


def _roots(words: Iterable[str]) -> Phrase:
    return tuple(map(root_of, words))
