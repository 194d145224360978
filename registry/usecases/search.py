"""Find things in the catalogue; the API, the pages and the command give the same order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from registry.db.queries import interfaces
from registry.db.queries import search as queries
from registry.db.search_scans import Shown
from registry.domain.entries import FoundKind
from registry.domain.questions import Query, query_of
from registry.domain.ranking import BEST_FIT, Sought, fit_of, kind_of, sought_by
from registry.domain.search_entries import FACETS
from registry.domain.snippets import Snippet, matched_in, snippet_of
from registry.domain.spelling import rewritten
from registry.domain.visibility import own_of
from registry.usecases import search_phrases, suggestions, synonyms
from registry.usecases.search_asked import WINDOW, Asked
from registry.usecases.search_looks import FARTHEST, Found, Looking, Lookout
from registry.usecases.work import Work

MOST_VALUES = 30
"""How many values of a facet are told."""
WORST_DISTANCE = 65.0
"""How far from the top the last of what is found stands, about."""
_PARTS = frozenset({FoundKind.OPERATION, FoundKind.DATA_SCHEMA})
__all__ = ["FACETS", "FARTHEST", "Answer", "Hit", "Question", "find"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, within which facets, and which part of the answer is wanted."""

    words: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 20
    exact: bool = False
    """Whether every word is looked for as it was typed, with no wrong letter put right."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and why: the words that it was found by, and where they stand in what is shown of it."""

    entry: Shown
    kind: FoundKind
    name: str
    path: str
    facets: Mapping[str, Sequence[str]]
    relevance: float
    matched: tuple[str, ...]
    places: tuple[str, ...]
    snippets: Mapping[str, Snippet]

    def first(self, facet: str) -> str:
        """Return the value of a facet that has at most one, nothing where it has none."""
        return next(iter(self.facets.get(facet, ())), "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: one part of it, how much in all, and how it spreads over the facets."""

    question: Question
    query: Query
    hits: Sequence[Hit]
    total: int
    estimated: bool
    """Whether there is more than was counted."""
    partial: bool
    """Whether there was no time to look everywhere."""
    every_word: bool
    facets: Mapping[str, Mapping[str, int]]
    repaired: Mapping[str, str] = field(default_factory=dict)
    """The words that were looked for in the place of others, which nothing has: by the word that was typed."""

    @property
    def understood(self) -> tuple[str, ...]:
        """Return the words that were looked for."""
        return tuple(term.typed for term in self.query.terms)

    @property
    def following(self) -> int | None:
        """Return where the next part begins, if there is one that can be reached."""
        end = self.question.offset + len(self.hits)
        return end if self.hits and end < min(self.total, FARTHEST) else None


async def find(work: Work, question: Question) -> Answer:
    """Find what a question asks for, of what the actor may see."""
    query, looking, repaired = await _understood(work, question)
    sought = sought_by(query)
    entries, part = await _part(work, looking, sought, question)
    packs = await queries.facets(work.session, {found.facets for found in part})
    return Answer(
        replace(question, facets={facet: list(values) for facet, values in _filters(query, question).items()}),
        query,
        [_hit(found, entries[found.id], packs.get(found.facets, {}), sought) for found in part],
        looking.total,
        looking.estimated,
        looking.partial,
        looking.every_word,
        {facet: dict(Counter(looking.counts[facet]).most_common(MOST_VALUES)) for facet in FACETS},
        repaired,
    )


async def _understood(work: Work, question: Question) -> tuple[Query, Looking, Mapping[str, str]]:
    """Look as it was typed; where nothing has every word, with wrong letters put right, if more is found so."""
    meant = await synonyms.known(work)
    query = query_of(question.words, meant)
    named = await _named(work)
    looking = await _looking(work, query, question, named)
    if looking.every_word or looking.partial or question.exact:
        return query, looking, {}
    repaired = await suggestions.repairs(work, [term.typed for term in query.terms], named)
    if repaired:
        other = query_of(rewritten(query.text, repaired), meant)
        better = await _looking(work, other, question, named)
        if better.every_word or better.total > looking.total:
            return other, better, repaired
    return query, looking, {}


async def _looking(work: Work, query: Query, question: Question, named: Sequence[str]) -> Looking:
    """Look for what a question asks for as it was understood."""
    asked = Asked(query, _filters(query, question), named)
    last = min(question.offset + question.limit, FARTHEST)
    best = search_phrases.MOST if query.phrases else -(-last // WINDOW) * WINDOW
    looking = await Lookout(work, asked, best).found()
    if query.phrases:
        await search_phrases.hold_to(work, looking, query.phrases)
    return looking


def _filters(query: Query, question: Question) -> dict[str, tuple[str, ...]]:
    filters = {facet: (*query.filters.get(facet, ()), *question.facets.get(facet, ())) for facet in FACETS}
    return {facet: values for facet, values in filters.items() if values}


async def _named(work: Work) -> Sequence[str]:
    """Return the entries that name the institution of the actor, where that makes a difference."""
    own = own_of(work.actor)
    return () if own is None or work.actor.overseeing else await interfaces.named_to(work.session, own)


async def _part(
    work: Work, looking: Looking, sought: Sought, question: Question
) -> tuple[Mapping[int, Shown], Sequence[Found]]:
    """Return the part of what was found that is wanted, each window of it in the order in which its words fit."""
    first, last = question.offset, question.offset + question.limit
    begin = first // WINDOW * WINDOW
    near = looking.found[begin : -(-last // WINDOW) * WINDOW]
    entries = await queries.entries(work.session, work.database.dialect, {found.id for found in near})
    there = [found for found in near if found.id in entries]
    ranked: list[Found] = []
    for start in range(0, len(there), WINDOW):
        window = [_fitted(found, entries[found.id], sought) for found in there[start : start + WINDOW]]
        ranked += sorted(window, key=lambda one: (one.late, one.distance, entries[one.id].name, one.field, one.id))
    return entries, ranked[first - begin : last - begin]


def _fitted(found: Found, entry: Shown, sought: Sought) -> Found:
    if found.field:
        return found._replace(distance=found.distance - fit_of(sought, (found.field,)))
    part = kind_of(found.id) in _PARTS
    titles = {entry.title_sw, entry.title_en, entry.summary_en if part else entry.name}
    told = {entry.name} if part else {entry.summary_sw, entry.summary_en}
    return found._replace(distance=found.distance - fit_of(sought, titles, told))


def _hit(found: Found, entry: Shown, facets: Mapping[str, Sequence[str]], sought: Sought) -> Hit:
    shown = {"name": found.field or entry.name}
    shown |= {f"title_{language}": text for language, text in entry.title.items()}
    shown |= {f"summary_{language}": text for language, text in entry.summary.items()}
    known = {text: snippet_of(text, sought) for text in set(shown.values())}
    snippets = {place: known[text] for place, text in shown.items()}
    return Hit(
        entry,
        FoundKind.FIELD if found.field else kind_of(entry.id),
        f"{entry.name} {found.field}" if found.field else entry.name,
        f"{entry.path}/fields/{quote(found.field, safe='')}" if found.field else entry.path,
        {"institution": [found.owner] if found.owner else [], **facets},
        round(max(0.0, min(1.0, 1 - (found.distance + BEST_FIT) / (WORST_DISTANCE + BEST_FIT))), 4),
        tuple(dict.fromkeys(word for snippet in snippets.values() for word in matched_in(snippet))),
        tuple(_places(snippets, found.field)),
        snippets,
    )


def _places(snippets: Mapping[str, Snippet], name: str) -> Iterator[str]:
    marked = dict.fromkeys(place.partition("_")[0] for place, snippet in snippets.items() if snippet.marks)
    if name:
        yield "field"
    yield from (place for place in marked if not (name and place == "name"))
    if not marked:
        yield "body"
