"""What a question asks for: its words, phrases, what it leaves out, and filters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from typing import Final

from registry.domain.filters import filter_of
from registry.domain.stop_words import STOP_WORDS
from registry.domain.synonyms import Phrase, Synonyms
from registry.domain.words import LONGEST_QUERY, MOST_TERMS, plain_of, root_of, stem_of, words_of

MOST_WAYS: Final = 6
"""In how many other ways a question is put that has names of several words, or words that such names stand for."""
SYNONYM_WEIGHT: Final = 0.6
"""How much a word counts that stands for the one that was typed."""

NONE: Final = Synonyms()
_QUOTES: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'))
_JSON: Final = re.compile(r'"\s*:')
_TOKEN: Final = re.compile(r'(?P<sign>-?)(?:(?P<key>[^\W\d]\w*):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question: as typed, the words that mean the same, and the stems of them all, its own first."""

    typed: str
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Say whether the word may be the beginning of a longer one; a single character begins too many."""
        return len(self.typed) > 1

    def weight_of(self, word: str) -> float:
        """Return how much a word of a text counts for this one: less where it only means the same."""
        if word == self.typed or root_of(word) == root_of(self.typed):
            return 1.0
        return SYNONYM_WEIGHT if root_of(word) in self.stems or word in self.words else 0.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood."""

    text: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    """Words that stand one after the other; they are among the terms as well."""
    excluded: tuple[Term, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    """What was not taken as it was written: filters that there are none of, and what is beyond the limits."""
    ways: tuple[tuple[Term, ...], ...] = ()
    """The same question in other words: a name of several words in the place of one, or of a name like it."""


@dataclass(slots=True)
class _Read:
    """What was read of a question so far."""

    words: list[str] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    filters: dict[str, dict[str, None]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def take(self, sign: str, key: str, text: str, *, quoted: bool) -> None:
        """Take one part of a question for what it is."""
        if key and not sign and (found := filter_of(key, text)):
            self.filters.setdefault(found[0], {}).update(dict.fromkeys(found[1]))
            return
        if key:
            text = f"{key} {text}"
            if "//" not in text:  # an address is no filter
                self.ignored.append(f"{sign}{key}:")
        words = tuple(words_of(text))
        if sign and not key:
            self.excluded += words
            return
        self.words += words
        if quoted and len(words) > 1:
            self.phrases.append(words)


def query_of(text: str, synonyms: Synonyms = NONE) -> Query:
    """Understand a question; whatever it holds, nothing of it is an error."""
    text, beyond = text[:LONGEST_QUERY], text[LONGEST_QUERY : 2 * LONGEST_QUERY]
    read = _Read()
    for token in _tokens(text):
        read.take(
            token["sign"],
            token["key"] or "",
            token["phrase"] or token["word"] or "",
            quoted=token["phrase"] is not None,
        )
    unlike = dict.fromkeys(read.words)
    meaningful = [word for word in unlike if word not in STOP_WORDS] or list(unlike)
    kept = meaningful[:MOST_TERMS]
    return Query(
        text,
        tuple(_term(word, synonyms) for word in kept),
        tuple(dict.fromkeys(read.phrases)),
        tuple(_term(word, NONE) for word in dict.fromkeys(read.excluded[:MOST_TERMS])),
        {key: tuple(values) for key, values in read.filters.items()},
        tuple(dict.fromkeys([*read.ignored, *meaningful[MOST_TERMS:], *_words_beyond(beyond)])),
        tuple(islice(_ways(read.words, kept, synonyms), MOST_WAYS)),
    )


def _tokens(text: str) -> Iterator[re.Match[str]]:
    plain = plain_of(text.translate(_QUOTES))
    if _JSON.search(plain):
        plain = plain.replace('"', " ").replace(":", " ")  # somebody has pasted a body
    return _TOKEN.finditer(plain)


def _words_beyond(text: str) -> list[str]:
    return list(words_of(text))[:MOST_TERMS]


def _term(word: str, synonyms: Synonyms) -> Term:
    words = tuple(other for other in synonyms.of(word).words if other != word)
    stems = dict.fromkeys(stem for other in (word, *words) if (stem := stem_of(other)))
    return Term(word, words, tuple(stems))


def _ways(words: Sequence[str], kept: Sequence[str], synonyms: Synonyms) -> Iterator[tuple[Term, ...]]:
    """Yield the question with one of its names said otherwise, the best of each name first, and each only once."""
    parts = list(_parts(words, kept, synonyms))
    seen = {tuple(map(root_of, kept))}
    alternatives = ([(at, other) for other in others] for at, (_, others) in enumerate(parts))
    for at, other in filter(None, chain.from_iterable(zip_longest(*alternatives))):
        said = (other if at == place else typed for place, (typed, _) in enumerate(parts))
        flat = dict.fromkeys(word for phrase in said for word in phrase if word not in STOP_WORDS)
        roots = tuple(map(root_of, flat))
        if 0 < len(flat) <= MOST_TERMS and roots not in seen:
            seen.add(roots)
            yield tuple(_term(word, synonyms) for word in flat)


def _parts(
    words: Sequence[str], kept: Sequence[str], synonyms: Synonyms
) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
    """Yield each name in a question with what else it may be called by another number of words."""
    start = 0
    while start < len(words):
        length = synonyms.length_at(words, start) or 1
        typed = tuple(words[start : start + length])
        start += length
        meaning = synonyms.of(*typed)
        if length > 1:
            yield typed, (*((word,) for word in meaning.words), *meaning.phrases)
        elif typed[0] in kept:
            yield typed, meaning.phrases
