"""Words as they are typed: what begins with some letters, and which word somebody meant who typed a wrong letter."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence
from heapq import heappush, heapreplace, nlargest
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import OSA

from registry.domain.words import words_of

SHORTEST_REPAIRED, SHORTEST_TWICE = 4, 8
"""From how many letters one wrong letter is forgiven, and from how many two."""
LONGEST_REPAIRED = 40
MOST_READ = 4_000
"""How many words that begin alike are weighed against each other."""
_SHORT, _MOST_SHORT = 3, 24
"""Up to how many letters the heaviest words are known beforehand, and how many of them."""
_TOKEN = re.compile(r"\"[^\"]*\"?|-?[^\s\"]+")
_RUN = re.compile(r"\w+")


def forgiven(word: str) -> int:
    """Return how many wrong letters of a word are forgiven; a number has none."""
    if len(word) < SHORTEST_REPAIRED or len(word) > LONGEST_REPAIRED or any(sign.isdigit() for sign in word):
        return 0
    return 1 if len(word) < SHORTEST_TWICE else 2


def distance_between(one: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many, or in the place of their neighbour."""
    return int(OSA.distance(one, other))


def rewritten(text: str, instead: Mapping[str, str]) -> str:
    """Return a question with words put right; what is quoted, left out or a filter stays as it was written."""
    return _TOKEN.sub(lambda token: _token(token[0], instead), text)


def _token(token: str, instead: Mapping[str, str]) -> str:
    if token[0] in '"-' or ":" in token:
        return token
    return _RUN.sub(lambda run: _run(run[0], instead), token)


def _run(run: str, instead: Mapping[str, str]) -> str:
    words = list(words_of(run))
    return " ".join(instead.get(word, word) for word in words) if not instead.keys().isdisjoint(words) else run


def _trigrams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _letters(word: str) -> int:
    letters = 0
    for sign in word:
        letters |= 1 << (ord(sign) & 31)
    return letters


class Vocabulary:
    """Words with their weights, in memory: made once, never changed.

    The words stand in the order of their lengths, so that those of some lengths are one range of every list of places.
    """

    def __init__(self, weights: Mapping[str, int], most: int = 200_000) -> None:
        kept = nlargest(most, weights, key=lambda word: (weights[word], word)) if len(weights) > most else weights
        # What comes in order costs one look at each; a long sort would let no other thread run meanwhile.
        alphabetical = sorted(kept)
        lengths: list[list[str]] = [[] for _ in range(max(map(len, kept), default=0) + 1)]
        for word in alphabetical:
            lengths[len(word)].append(word)
        self._words: Sequence[str] = [word for words in lengths for word in words]
        self._lengths = [0, *accumulate(len(words) for words in lengths)]
        self._weights = array("q", (weights[word] for word in self._words))
        self._letters = array("L", map(_letters, self._words))
        upcoming = list(self._lengths)
        self._sorted = array("I")
        for word in alphabetical:
            self._sorted.append(upcoming[len(word)])
            upcoming[len(word)] += 1
        self._places = self._placed()
        self._short = self._heaviest()

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._words)

    def beginning(self, letters: str, most: int) -> list[str]:
        """Return the words that begin with some letters, the heaviest first, of equal ones the shortest."""
        if len(letters) <= _SHORT and most <= _MOST_SHORT:
            return [self._words[place] for place in self._short.get(letters, ())][:most]
        first = bisect_left(self._sorted, letters, key=self._words.__getitem__)
        near: list[int] = []
        for place in self._sorted[first : first + MOST_READ]:
            if not self._words[place].startswith(letters):
                break
            near.append(place)
        return [self._words[place] for place in sorted(near, key=self._standing)[:most]]

    def nearest(self, word: str, most: int) -> list[str]:
        """Return the other words that somebody may have meant with the fewest wrong letters, the heaviest first."""
        for allowed in range(1, forgiven(word) + 1):
            others = {place: self._words[place] for place in self._candidates(word, allowed)}
            found = process.extract(word, others, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            near = [(other[0] != word[0], *self._standing(place)) for other, wrong, place in found if wrong]
            if near:
                return [self._words[place] for *_, place in sorted(near)[:most]]
        return []

    def _candidates(self, word: str, allowed: int) -> list[int]:
        """Return where the words stand that share enough with a word for so few letters to be wrong.

        One wrong letter spoils at most four trigrams, so that of any more than that one is left: the rarest are read.
        And it takes away at most one letter and brings another, so that most others are not compared at all.
        """
        low, high = self._range(len(word) - allowed, len(word) + allowed)
        lists = sorted((self._places.get(trigram, ()) for trigram in _trigrams(word)), key=len)
        found: set[int] = set()
        for places in lists[: 4 * allowed + 1]:
            found.update(places[bisect_left(places, low) : bisect_left(places, high)])
        letters, most = _letters(word), 2 * allowed
        return [place for place in found if (self._letters[place] ^ letters).bit_count() <= most]

    def _range(self, shortest: int, longest: int) -> tuple[int, int]:
        last = len(self._lengths) - 1
        return self._lengths[min(max(shortest, 0), last)], self._lengths[min(longest + 1, last)]

    def _standing(self, place: int) -> tuple[int, int, int]:
        return -self._weights[place], len(self._words[place]), place

    def _placed(self) -> dict[str, MutableSequence[int]]:
        places: dict[str, MutableSequence[int]] = {}
        for place, word in enumerate(self._words):
            for trigram in _trigrams(word):
                places.setdefault(trigram, array("I")).append(place)
        return places

    def _heaviest(self) -> dict[str, list[int]]:
        heaviest: dict[str, list[tuple[int, int, int]]] = {}
        for place, word in enumerate(self._words):
            standing = self._weights[place], -len(word), -place
            for letters in _beginnings(word):
                known = heaviest.setdefault(letters, [])
                if len(known) < _MOST_SHORT:
                    heappush(known, standing)
                elif standing > known[0]:
                    heapreplace(known, standing)
        return {letters: [-place for *_, place in sorted(known, reverse=True)] for letters, known in heaviest.items()}


def _beginnings(word: str) -> Iterator[str]:
    return (word[:length] for length in range(1, min(_SHORT, len(word)) + 1))


def words_in(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts that may be offered: no number, and more than one letter."""
    return {word for text in texts for word in words_of(text) if len(word) > 1 and not word.isdigit()}
