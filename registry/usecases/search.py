"""Find things in the catalogue; the API, the pages and the command give the same order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from registry.db.models import SearchEntry
from registry.db.queries import search as queries
from registry.domain.questions import Term, query_of
from registry.domain.visibility import levels_of, own_of
from registry.domain.words import stem_of, words_of
from registry.usecases import synonyms
from registry.usecases.work import Work

FACETS = ("kind", "institution", "sector", "state", "channel")
WITHOUT_WORDS = ("institution", "system", "api", "schema")
"""The kinds that are listed when nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, within which facets, and which part of the answer is wanted."""

    words: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with the words of the question that it was found by."""

    entry: SearchEntry
    relevance: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: one part of it, how much in all, and how it spreads over the facets."""

    question: Question
    understood: tuple[str, ...]
    hits: Sequence[Hit]
    total: int
    estimated: bool
    every_word: bool
    facets: Mapping[str, Mapping[str, int]]


async def find(work: Work, question: Question) -> Answer:
    """Find what a question asks for."""
    terms = query_of(question.words, await synonyms.known(work)).terms
    visible, own = levels_of(work.actor), own_of(work.actor)
    if terms:
        found, every = await queries.matching(work.session, work.database.dialect, terms, visible, own)
    elif question.words.strip():
        found, every = [], True  # there is nothing to find by signs alone, and everything is no answer to them
    else:
        kinds = question.facets.get("kind") or WITHOUT_WORDS
        found, every = await queries.everything(work.session, kinds, visible, own), True
    found = _exact_first(found, question.words)
    chosen, counts = _facet_counts(found, question.facets)
    part = chosen[question.offset : question.offset + question.limit]
    entries = await queries.entries(work.session, [match.id for match in part])
    return Answer(
        question,
        tuple(term.typed for term in terms),
        [Hit(entries[match.id], match.relevance, _matched(entries[match.id], terms)) for match in part],
        len(chosen),
        len(found) >= queries.MOST_CANDIDATES,
        every,
        counts,
    )


def values_of(entry: queries.Match, facet: str) -> Sequence[str]:
    """Return the values that an entry has for a facet."""
    if facet == "channel":
        return list(dict.fromkeys(entry.channels))
    value = getattr(entry, facet)
    return [value] if value else []


def _exact_first(found: list[queries.Match], words: str) -> list[queries.Match]:
    # A key, a number or an acronym typed in full is what somebody wants, whatever else has the word more often.
    wanted = words.strip().lower()
    return sorted(found, key=lambda match: match.name.lower() != wanted) if wanted else found


def _failed(entry: queries.Match, facets: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the facets in which an entry is not what was asked for."""
    return [facet for facet, wanted in facets.items() if wanted and not set(wanted) & set(values_of(entry, facet))]


def _facet_counts(
    entries: Sequence[queries.Match], facets: Mapping[str, Sequence[str]]
) -> tuple[list[queries.Match], Mapping[str, Mapping[str, int]]]:
    """Return what fits every facet, and how many fit each value when its own facet is left open."""
    failures = [(entry, _failed(entry, facets)) for entry in entries] if facets else []
    fitting = [entry for entry, failed in failures if not failed] if facets else list(entries)
    counts = {}
    for facet in FACETS:
        open_here = [*fitting, *(entry for entry, failed in failures if failed == [facet])]
        counter = Counter(chain.from_iterable(values_of(entry, facet) for entry in open_here))
        counts[facet] = dict(counter.most_common(30))
    return fitting, counts


def _matched(entry: SearchEntry, terms: Sequence[Term]) -> tuple[str, ...]:
    shown = f"{entry.name} {entry.title_sw} {entry.title_en} {entry.summary_sw} {entry.summary_en}"
    wanted = {stem for term in terms for stem in term.stems} | {term.typed for term in terms}
    prefixes = tuple(term.typed for term in terms)
    words = dict.fromkeys(words_of(shown))
    return tuple(word for word in words if word.startswith(prefixes) or (stem_of(word) or word) in wanted)
