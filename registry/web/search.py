"""The pages of the search."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from markupsafe import Markup, escape

from registry.domain.words import LONGEST_QUERY, words_of
from registry.messages import Language, has_text, text
from registry.usecases import institutions, search, suggestions
from registry.usecases.work import Work
from registry.web.reader import Reader
from registry.web.rendering import said

PAGE = 20
OFFERED = 60
AREAS = {
    **{name: name for name in ("kind", "sector", "state", "channel", "language")},
    "institution_kind": "institution-kind",
    "conformity": "result",
    "personal_data": "answer",
}
"""The part of the message table that names the values of a facet; institutions have names of their own."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, as it is shown."""

    kind: str
    name: str
    path: str
    title: Markup
    title_language: str
    summary: Markup
    summary_language: str
    institution: str
    state: str
    channels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many there are of it, and whether it is chosen."""

    facet: str
    value: str
    label: str
    count: int
    chosen: bool
    address_without: str


@get("/search", include_in_schema=False)
async def results(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show what a search finds, and what it can be narrowed to."""
    question = question_of(request)
    answer = await search.find(reading, question)
    found = [found_of(hit, reader) for hit in answer.hits]
    facets = {facet: _choices(answer, facet, reader) for facet in search.FACETS}
    offered = () if found else await _institutions(reading)
    pages = _pages(answer, reader)
    return reader.page(
        "search/results.html",
        answer=answer,
        found=found,
        facets=facets,
        offered=offered,
        pages=pages,
        exact=reader.address(exact="true", **{"from": None}),
        offers=None if answer.every_word else await suggestions.suggest(reading, question.words),
    )


def question_of(request: Request[Any, Any, State]) -> search.Question:
    """Read a question from an address; what is no facet or no number counts for nothing."""
    given = request.query_params
    facets = {facet: [value[:80] for value in given.getall(facet, [])[:20] if value] for facet in search.FACETS}
    begin = given.get("from", "")
    offset = min(int(begin), search.FARTHEST - PAGE) if begin.isascii() and begin.isdigit() and len(begin) < 6 else 0  # noqa: PLR2004 digits of the farthest
    words = given.get("q", "")[:LONGEST_QUERY].strip()
    return search.Question(
        words, {facet: values for facet, values in facets.items() if values}, offset, PAGE, given.get("exact") == "true"
    )


def found_of(hit: search.Hit, reader: Reader) -> Found:
    """Return a hit as it is shown, the words that it was found by marked."""
    entry = hit.entry
    title, title_language = said(entry.title, reader.language)
    summary, summary_language = said(entry.summary, reader.language)
    return Found(
        hit.kind,
        hit.name,
        hit.path,
        marked(title, hit.matched),
        title_language,
        marked(summary, hit.matched),
        summary_language,
        hit.first("institution"),
        hit.first("state"),
        hit.facets.get("channel", ()),
    )


def marked(words: str, matched: Collection[str]) -> Markup:
    """Return a text with the words that matched marked."""
    parts, end = [], 0
    for word in _WORD.finditer(words):
        if any(folded in matched for folded in words_of(word[0])):
            parts += [escape(words[end : word.start()]), Markup("<mark>{}</mark>").format(word[0])]
            end = word.end()
    return Markup("").join([*parts, escape(words[end:])])


def _choices(answer: search.Answer, facet: str, reader: Reader) -> list[Choice]:
    chosen = answer.question.facets.get(facet, ())
    counts = {**dict.fromkeys(chosen, 0), **answer.facets[facet]}
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    return [
        Choice(
            facet,
            value,
            label_of(facet, value, reader.language),
            counts[value],
            value in chosen,
            _without(reader, facet, value),
        )
        for value in ranked
    ]


def label_of(facet: str, value: str, language: Language) -> str:
    """Return what a value of a facet is called; the value itself where nobody has named it."""
    key = f"states.{AREAS.get(facet)}.{value}"
    return text(key, language) if has_text(key) else value.upper()


def _without(reader: Reader, facet: str, value: str) -> str:
    kept = tuple(pair for pair in reader.query if pair != (facet, value) and pair[0] != "from")
    return Reader(reader.actor, reader.language, reader.path, kept, "", secure=reader.secure).address()


def _pages(answer: search.Answer, reader: Reader) -> dict[str, str | None]:
    offset = answer.question.offset
    before = str(offset - PAGE) if offset > PAGE else None
    return {
        "previous": reader.address(**{"from": before}) if offset else None,
        "next": reader.address(**{"from": str(offset + PAGE)}) if answer.following is not None else None,
    }


async def _institutions(reading: Work) -> Sequence[Any]:
    return (await institutions.list_page(reading, institutions.Filters(), after="", limit=OFFERED)).items


ROUTES = [results]
