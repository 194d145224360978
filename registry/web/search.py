"""The page of the search: what was found and why, what it can be narrowed to, and whom to ask where nothing was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from markupsafe import Markup, escape

from registry.domain.errors import FieldsInvalid
from registry.domain.snippets import Snippet
from registry.domain.words import LONGEST_QUERY
from registry.http.cursors import after_of, cursor_of
from registry.messages import Language, has_text, text
from registry.usecases import search, search_advice, suggestions
from registry.usecases.work import Work
from registry.web.reader import Reader
from registry.web.rendering import said

PAGE = 20
MOST_VALUES, LONGEST_VALUE = 20, 80
"""How many values of a facet an address may name, and how long each may be."""
OWN = frozenset({"conformity", "language"})
AREAS = {
    **{name: name for name in ("kind", "sector", "state", "channel")},
    "institution_kind": "institution-kind",
    "personal_data": "answer",
}
"""The part of the message table that names the values of a facet; institutions have names of their own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, as it is shown."""

    kind: str
    name: Markup
    path: str
    title: Markup
    title_language: str
    summary: Markup
    summary_language: str
    institution: str
    state: str
    channels: Sequence[str]
    matched: Sequence[str]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many there are of it, whether it is chosen, and the way with it alone or without it."""

    facet: str
    value: str
    label: str
    count: int
    chosen: bool
    address_without: str
    address_alone: str


@get("/search", include_in_schema=False)
async def results(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show what a search finds, and what it can be narrowed to."""
    question = question_of(request)
    answer = await search.find(reading, question)
    found = [found_of(hit, reader) for hit in answer.hits]
    return reader.page(
        "search/results.html",
        answer=answer,
        question=question,
        found=found,
        facets={facet: _choices(answer, facet, reader) for facet in search.FACETS},
        advised=None if found else await search_advice.advise(reading, question),
        pages=_pages(request, answer, reader),
        every_kind=reader.address(kind=None, cursor=None),
        carried=carried_in(question),
        exact=reader.address(exact="true", cursor=None),
        offers=None if answer.every_word else await suggestions.suggest(reading, question.words),
    )


def question_of(request: Request[Any, Any, State]) -> search.Question:
    """Read a question from an address; what is no facet and no cursor of this question counts for nothing."""
    given = request.query_params
    facets = {
        facet: [value[:LONGEST_VALUE] for value in given.getall(facet, [])[:MOST_VALUES] if value]
        for facet in search.FACETS
    }
    words = given.get("q", "")[:LONGEST_QUERY].strip()
    chosen = {facet: values for facet, values in facets.items() if values}
    return search.Question(words, chosen, _offset_of(request), PAGE, given.get("exact") == "true")


def carried_in(question: search.Question) -> list[tuple[str, str]]:
    """Return a question as the fields of a form or the parameters of an address."""
    facets = [(facet, value) for facet, values in question.facets.items() for value in values]
    return [("q", question.words), *facets] if question.words else facets


def found_of(hit: search.Hit, reader: Reader) -> Found:
    """Return a hit as it is shown, the words that it was found by marked."""
    title_language = said(hit.entry.title, reader.language)[1]
    summary_language = said(hit.entry.summary, reader.language)[1]
    return Found(
        hit.kind,
        _shown(hit, "name") if hit.snippets["name"].text == hit.name else escape(hit.name),
        hit.path,
        _shown(hit, f"title_{title_language}"),
        title_language,
        _shown(hit, f"summary_{summary_language}"),
        summary_language,
        hit.first("institution"),
        hit.first("state"),
        hit.facets.get("channel", ()),
        hit.matched,
        hit.places,
    )


def marked(snippet: Snippet) -> Markup:
    """Return a part of a text with the words marked that were asked for."""
    return Markup("").join(_parts_of(snippet))


def label_of(facet: str, value: str, language: Language) -> str:
    """Return what a value of a facet is called; the value itself where nobody has named it."""
    key = f"finding.{facet}.{value}" if facet in OWN else f"states.{AREAS.get(facet)}.{value}"
    if has_text(key):
        return text(key, language)
    return value.upper() if facet == "institution" else value


def _shown(hit: search.Hit, place: str) -> Markup:
    return marked(hit.snippets.get(place, Snippet("")))


def _parts_of(snippet: Snippet) -> Iterator[Markup]:
    end = 0
    for first, last in snippet.marks:
        yield escape(snippet.text[end:first])
        yield Markup("<mark>{}</mark>").format(snippet.text[first:last])
        end = last
    yield escape(snippet.text[end:])


def _choices(answer: search.Answer, facet: str, reader: Reader) -> list[Choice]:
    chosen = answer.question.facets.get(facet, ())
    counts = {**dict.fromkeys(chosen, 0), **answer.facets[facet]}
    ranked = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
    return [
        Choice(
            facet,
            value,
            label_of(facet, value, reader.language),
            counts[value],
            value in chosen,
            reader.without((facet, value), "cursor"),
            reader.address(**{facet: value, "cursor": None}),
        )
        for value in ranked
    ]


def _offset_of(request: Request[Any, Any, State]) -> int:
    try:
        after = after_of(request, request.query_params.get("cursor"))
    except FieldsInvalid:
        return 0
    return min(int(after), search.FARTHEST - PAGE) if after.isascii() and after.isdigit() and len(after) < 6 else 0  # noqa: PLR2004 digits of the farthest


def _pages(request: Request[Any, Any, State], answer: search.Answer, reader: Reader) -> dict[str, str | None]:
    offset = answer.question.offset
    before = cursor_of(request, str(offset - PAGE)) if offset > PAGE else None
    following = cursor_of(request, str(answer.following)) if answer.following is not None else None
    return {
        "previous": reader.address(cursor=before) if offset else None,
        "next": reader.address(cursor=following) if following else None,
    }


ROUTES = [results]
