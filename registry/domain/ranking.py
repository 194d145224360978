"""Which of the things that are found comes first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from registry.domain.entries import FoundKind, FoundState
from registry.domain.questions import Query
from registry.domain.words import stem_of, words_of

KINDS = (
    *(FoundKind.INSTITUTION, FoundKind.SYSTEM, FoundKind.CONCEPT, FoundKind.STANDARD, FoundKind.RULE),
    *(FoundKind.API, FoundKind.SCHEMA, FoundKind.OPERATION, FoundKind.DATA_SCHEMA, FoundKind.FIELD),
)
"""The kinds in the order of their numbers; a number is part of the identities in the index and never changes."""

KIND_SHIFT = 44
RANK_SHIFT = 36
SERIAL_MASK = (1 << RANK_SHIFT) - 1
"""An identity is a kind, a rank of eight bits and a serial of thirty-six: what is best stands first within its kind."""

_HANDICAPS = dict(zip(KINDS, (8, 8, 12, 20, 22, 6, 10, 16, 30, 18), strict=True))
"""How far a kind stands behind the others where the words fit equally well."""
_STATES = {
    FoundState.RETIRED: 3,
    FoundState.SUSPENDED: 2,
    FoundState.UNPUBLISHED: 2,
    FoundState.DEPRECATED: 1,
    FoundState.PLANNED: 1,
}
_CONFORMITIES = {"pass": 0, "fail": 2}
_IDENTIFIER = re.compile(r"[a-z0-9][A-Z]|[_/{}0-9]")
_PARTS = frozenset({FoundKind.OPERATION, FoundKind.DATA_SCHEMA, FoundKind.FIELD})
_WORST_AGE, _YEAR = 3, 2030
_STEP = 24
"""How many ranks weigh as much as one place of a kind."""
FULL, SOME, LOOSE = 0, 20, 24
"""How far stands behind what has its words in the title: what has them anywhere, and what has only some of them."""
_COMMON = frozenset(
    stem_of(word) or word
    for word in (
        *("namba", "nambari", "taarifa", "huduma", "mfumo", "serikali", "taifa", "orodha", "hali"),
        *("number", "data", "information", "service", "system", "government", "national", "list", "status", "api"),
    )
)
_RELATED, _EXACT, _LIKE, _IN_ORDER = 30.0, 3.0, 16.0, 2.0
"""What is gained by words that are meant, by words as they were typed, by a title that says no more, by their order."""
BEST_FIT = _RELATED + _EXACT + _LIKE + _IN_ORDER
_WEAK, _TOLD = 0.7, 0.6
"""How much a word counts that everything has, and one that stands in what is told of something alone."""


def identity_of(kind: FoundKind, rank: int, serial: int) -> int:
    """Return the identity of something in the index."""
    return KINDS.index(kind) + 1 << KIND_SHIFT | rank << RANK_SHIFT | serial & SERIAL_MASK


def kind_of(identity: int) -> FoundKind:
    """Return the kind of what has an identity."""
    return KINDS[(identity >> KIND_SHIFT) - 1]


def span_of(*kinds: FoundKind) -> tuple[int, int]:
    """Return the lowest and the highest identity of some neighbouring kinds."""
    numbers = [KINDS.index(kind) + 1 for kind in kinds]
    return min(numbers) << KIND_SHIFT, (max(numbers) + 1 << KIND_SHIFT) - 1


def rank_of(state: str, conformity: str, updated_at: datetime, uses: int = 0) -> int:
    """Return where something stands among its kind, whatever is asked: 0 is best, 255 worst."""
    age = min(max(_YEAR - updated_at.year, 0) // 2, _WORST_AGE)
    unused = 3 - min(uses.bit_length(), 3)
    standing = _STATES.get(FoundState(state), 0) if state else 0
    return standing << 6 | _CONFORMITIES.get(conformity, 1) << 4 | unused << 2 | age


def distance_of(identity: int, behind: int) -> float:
    """Return how far from the top something stands by its kind and its rank, before its words are looked at."""
    return behind + _HANDICAPS[kind_of(identity)] + (identity >> RANK_SHIFT & 255) / _STEP


@dataclass(frozen=True, slots=True)
class Sought:
    """What the words of a question are compared with, made once for all that is found."""

    typed: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    every: frozenset[str]
    """The stems of all words."""
    whole: str
    identifier: bool
    """Whether it is written as programs write: `nida_no`, `getIdentity`, `/bills`, `SYS-004217-8`."""

    weights: tuple[float, ...]
    """How much each word says of what is wanted."""
    last: str
    """The word that was typed last, which may be the beginning of a longer one."""
    known: dict[str, bool] = field(default_factory=dict)
    """The words of texts that were looked at already, and whether each was asked for."""

    def wants(self, word: str) -> bool:
        """Say whether a word of a text, as it is written there, was asked for."""
        known = self.known.get(word)
        if known is None:
            plain = word.isascii() and word.islower() and word.isalnum()
            known = self._asks_for(word) if plain else any(map(self._asks_for, words_of(word)))
            self.known[word] = known
        return known

    def _asks_for(self, word: str) -> bool:
        begun = len(self.last) > 1 and word.startswith(self.last)
        return begun or word in self.typed or (stem_of(word) or word) in self.every


def sought_by(query: Query) -> Sought:
    """Return what a question is compared by."""
    stems = tuple(
        frozenset(stem_of(word) or word for word in (term.typed, *term.words)) | set(term.stems) for term in query.terms
    )
    every = frozenset(stem for one in stems for stem in one)
    typed = tuple(term.typed for term in query.terms)
    weights = tuple(_WEAK if (stem_of(word) or word) in _COMMON else 1.0 for word in typed)
    identifier = bool(_IDENTIFIER.search(query.text))
    return Sought(typed, stems, every, compact(query.text), identifier, weights, typed[-1] if typed else "")


def compact(text: str) -> str:
    """Return a text as one word: how keys, numbers and identifiers are compared."""
    return "".join(words_of(text))


def is_exact(kind: FoundKind, sought: Sought) -> bool:
    """Say whether what has the whole question as a name comes first: of parts, only where it is no plain word."""
    return sought.identifier or kind not in _PARTS


def fit_of(sought: Sought, titles: Iterable[str], told: Iterable[str] = ()) -> float:
    """Return how well something fits a question by its titles and by what is told of it: 0 not at all."""
    wanted = sum(sought.weights)
    if not wanted:
        return 0.0
    named = [_read(text) for text in titles if text]
    words = {word for one in named for word in one.words}
    covered = _covered(sought, named)
    related: float = sum(map(mul, sought.weights, covered))
    elsewhere = [not one for one in covered]
    if any(elsewhere):
        others = _covered(sought, [_read(text) for text in told if text])
        related += _TOLD * sum(map(mul, sought.weights, map(mul, elsewhere, others)))
    exact = sum(weight for typed, weight in zip(sought.typed, sought.weights, strict=True) if typed in words)
    best: float = max((_likeness(sought, one) for one in named), default=0.0)
    return (_RELATED * related + _EXACT * exact) / wanted + best


class _Read(NamedTuple):
    """The words of a text, and the root of each."""

    words: tuple[str, ...]
    roots: tuple[str, ...]


@lru_cache(20_000)
def _read(text: str) -> _Read:
    words = tuple(words_of(text))
    return _Read(words, tuple(stem_of(word) or word for word in words))


def _covered(sought: Sought, texts: Sequence[_Read]) -> list[bool]:
    """Return, for each word of a question, whether it or a word like it is in some texts."""
    covered = [any(not stems.isdisjoint(one.roots) for one in texts) for stems in sought.stems]
    if covered and not covered[-1]:
        covered[-1] = any(word.startswith(sought.last) for one in texts for word in one.words)
    return covered


def _likeness(sought: Sought, title: _Read) -> float:
    """Return how much of one title a question is, more where it is in its order."""
    related = sum(root in sought.every for root in title.roots)
    in_order = _IN_ORDER if len(sought.typed) > 1 and _follows(title.words, sought.typed) else 0.0
    return _LIKE * related / (len(title.words) + 1) + in_order


def _follows(words: Sequence[str], typed: Sequence[str]) -> bool:
    return f" {' '.join(typed)} " in f" {' '.join(words)} "
