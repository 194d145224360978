"""The routes under `/search`."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, Parameter, QueryParameter

from registry.api import answers
from registry.api.institutions import Limit
from registry.api.search_bodies import AnswerBody, FiltersBody, answer_of, filters_of
from registry.api.suggestion_bodies import SuggestionsBody, suggestions_of
from registry.domain.entries import (
    Channel,
    Conformity,
    FoundKind,
    FoundState,
    InstitutionKind,
    Language,
    Sector,
    YesOrNo,
)
from registry.domain.errors import FieldError, FieldsInvalid
from registry.http.cursors import after_of, cursor_of
from registry.usecases import search, suggestions
from registry.usecases.work import Work

Facets = Mapping[str, Sequence[str]]
Words = FromQuery[Annotated[str, Parameter(max_length=400)]]
Key = Annotated[str, Parameter(max_length=80)]


def narrowed(  # noqa: PLR0913, PLR0917 one parameter a facet
    kind: FromQuery[list[FoundKind] | None] = None,
    institution: FromQuery[list[Key] | None] = None,
    institution_kind: FromQuery[list[InstitutionKind] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
    wanted_state: Annotated[list[FoundState] | None, QueryParameter(name="state")] = None,
    channel: FromQuery[list[Channel] | None] = None,
    conformity: FromQuery[list[Conformity] | None] = None,
    standard: FromQuery[list[Key] | None] = None,
    language: FromQuery[list[Language] | None] = None,
    personal_data: FromQuery[list[YesOrNo] | None] = None,
) -> Facets:
    """Return what an answer is narrowed to."""
    given: dict[str, list[Any] | None] = {
        "kind": kind,
        "institution": institution,
        "institution_kind": institution_kind,
        "sector": sector,
        "state": wanted_state,
        "channel": channel,
        "conformity": conformity,
        "standard": standard,
        "language": language,
        "personal_data": personal_data,
    }
    return {name: values for name, values in given.items() if values}


NARROWED = Provide(narrowed, sync_to_thread=False)
REPEATABLE = frozenset(search.FACETS)


@get(
    "/search",
    opt={"parameters": {"q", "exact", "limit", "cursor", *search.FACETS}, "repeatable": REPEATABLE},
    dependencies={"facets": NARROWED},
)
async def find(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    facets: NamedDependency[Facets],
    q: Words = "",
    exact: FromQuery[bool] = False,  # noqa: FBT002 a parameter of the address
    limit: FromQuery[Limit] = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[AnswerBody]:
    """Find what serves a need, by words in Swahili or English: entries, operations, fields, concepts and rules."""
    answer = await search.find(reading, search.Question(q, facets, _offset_of(request, cursor), limit, exact))
    following = cursor_of(request, str(answer.following)) if answer.following is not None else None
    body = answer_of(answer, following)
    return answers.plain(body, headers=answers.paging_headers(request, following, answer.total))


@get(
    "/search/filters",
    opt={"parameters": {"q", "exact", *search.FACETS}, "repeatable": REPEATABLE},
    dependencies={"facets": NARROWED},
)
async def filters(
    reading: NamedDependency[Work],
    facets: NamedDependency[Facets],
    q: Words = "",
    exact: FromQuery[bool] = False,  # noqa: FBT002 a parameter of the address
) -> Response[FiltersBody]:
    """Return what the answer to a question can be narrowed to, and how much there is of each."""
    return answers.plain(filters_of(await search.find(reading, search.Question(q, facets, limit=1, exact=exact))))


@get("/search/suggestions", opt={"parameters": {"q"}})
async def suggested(reading: NamedDependency[Work], q: Words = "") -> Response[SuggestionsBody]:
    """Offer names of entries and words that begin with what was typed, of what everybody may see."""
    return answers.plain(suggestions_of(await suggestions.suggest(reading, q)))


def _offset_of(request: Request[Any, Any, State], cursor: str | None) -> int:
    after = after_of(request, cursor)
    if after and not (after.isascii() and after.isdigit() and int(after[:9]) < search.FARTHEST):
        raise FieldsInvalid((FieldError("cursor", "cursor", {"limit": ""}, "query"),))
    return int(after or 0)


ROUTES = [find, filters, suggested]
