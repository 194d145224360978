"""The JSON bodies that a search gives."""

from collections.abc import Mapping

import msgspec

from registry.api.bodies import PageInfo
from registry.domain.snippets import Snippet
from registry.messages import LANGUAGES, has_text, text
from registry.usecases.search import Answer, Hit

AREAS = {"institution_kind": "institution-kind", "conformity": "result", "personal_data": "answer"}


class SnippetBody(msgspec.Struct, frozen=True):
    """A part of a text, and the beginning and the end of each word in it that was asked for."""

    text: str
    marks: list[list[int]]


class WhyBody(msgspec.Struct, frozen=True):
    """Why something was found: by which words, in which of its parts, and where in what is shown of it."""

    matched: list[str]
    places: list[str]
    snippets: dict[str, SnippetBody]


class HitBody(msgspec.Struct, frozen=True):
    """One thing found, and why."""

    kind: str
    name: str
    title: dict[str, str]
    summary: dict[str, str]
    institution: str
    sector: str
    state: str
    channels: list[str]
    facets: dict[str, list[str]]
    relevance: float
    matched: list[str]
    why: WhyBody
    links: dict[str, str]


class AnswerBody(msgspec.Struct, frozen=True):
    """What was found, how much in all, and how it spreads over the facets."""

    items: list[HitBody]
    page: PageInfo
    understood: list[str]
    repaired: dict[str, str]
    ignored: list[str]
    every_word: bool
    estimated: bool
    partial: bool
    facets: dict[str, dict[str, int]]


class OptionBody(msgspec.Struct, frozen=True):
    """One value of a facet: how many things have it, and whether the answer is narrowed to it."""

    value: str
    label: dict[str, str]
    count: int
    selected: bool


class FilterBody(msgspec.Struct, frozen=True):
    """One facet with its values."""

    key: str
    label: dict[str, str]
    type: str
    count: int
    options: list[OptionBody]


class FiltersBody(msgspec.Struct, frozen=True):
    """What an answer can be narrowed to, counted by the same question."""

    items: list[FilterBody]
    total: int
    estimated: bool
    partial: bool


def answer_of(answer: Answer, cursor: str | None) -> AnswerBody:
    """Return an answer as JSON has it."""
    return AnswerBody(
        items=[hit_of(hit) for hit in answer.hits],
        page=PageInfo(answer.question.limit, cursor, answer.total),
        understood=list(answer.understood),
        repaired=dict(answer.repaired),
        ignored=list(answer.query.ignored),
        every_word=answer.every_word,
        estimated=answer.estimated,
        partial=answer.partial,
        facets={name: dict(counts) for name, counts in answer.facets.items()},
    )


def hit_of(hit: Hit) -> HitBody:
    """Return a thing found as JSON has it."""
    snippets = {place: _snippet(one) for place, one in hit.snippets.items()}
    return HitBody(
        kind=hit.kind,
        name=hit.name,
        title=hit.entry.title,
        summary=hit.entry.summary,
        institution=hit.first("institution"),
        sector=hit.first("sector"),
        state=hit.first("state"),
        channels=list(hit.facets.get("channel", ())),
        facets={name: list(values) for name, values in hit.facets.items()},
        relevance=hit.relevance,
        matched=list(hit.matched),
        why=WhyBody(list(hit.matched), list(hit.places), snippets),
        links={"page": hit.path},
    )


def filters_of(answer: Answer) -> FiltersBody:
    """Return what an answer can be narrowed to as JSON has it."""
    items = [_filter(facet, counts, answer) for facet, counts in answer.facets.items()]
    return FiltersBody(items, answer.total, answer.estimated, answer.partial)


def _filter(facet: str, counts: Mapping[str, int], answer: Answer) -> FilterBody:
    chosen = answer.question.facets.get(facet, ())
    every = {**dict.fromkeys(chosen, 0), **counts}
    options = [OptionBody(value, _label(facet, value), count, value in chosen) for value, count in every.items()]
    label: dict[str, str] = {language: text(f"pages.search.facet-{facet}", language) for language in LANGUAGES}
    return FilterBody(facet, label, "choice", len(options), options)


def _label(facet: str, value: str) -> dict[str, str]:
    key = f"states.{AREAS.get(facet, facet)}.{value}"
    return {language: text(key, language) if has_text(key) else value for language in LANGUAGES}


def _snippet(snippet: Snippet) -> SnippetBody:
    return SnippetBody(snippet.text, [list(mark) for mark in snippet.marks])
