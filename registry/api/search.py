"""The routes under `/search`."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter, QueryParameter

from registry.api import answers
from registry.api.bodies import AnswerBody, HitBody, PageInfo
from registry.api.institutions import Limit
from registry.domain.entries import Channel, FoundKind, FoundState, Sector
from registry.domain.errors import FieldError, FieldsInvalid
from registry.http.cursors import after_of, cursor_of
from registry.usecases import search
from registry.usecases.work import Work


@get(
    "/search",
    opt={"parameters": {"q", "limit", "cursor", *search.FACETS}, "repeatable": frozenset(search.FACETS)},
)
async def find(  # noqa: PLR0913, PLR0917 one parameter a facet
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    q: FromQuery[Annotated[str, Parameter(max_length=400)]] = "",
    kind: FromQuery[list[FoundKind] | None] = None,
    institution: FromQuery[list[str] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
    wanted_state: Annotated[list[FoundState] | None, QueryParameter(name="state")] = None,
    channel: FromQuery[list[Channel] | None] = None,
    limit: FromQuery[Limit] = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[AnswerBody]:
    """Find institutions, systems, apis, operations and schemas by words in Swahili or English."""
    given = {"kind": kind, "institution": institution, "sector": sector, "state": wanted_state, "channel": channel}
    facets = {name: values for name, values in given.items() if values}
    question = search.Question(q, facets, _offset_of(request, cursor), limit)
    answer = await search.find(reading, question)
    body = _body_of(request, answer)
    return answers.plain(body, headers=answers.paging_headers(request, body.page.next_cursor, answer.total))


def _offset_of(request: Request[Any, Any, State], cursor: str | None) -> int:
    after = after_of(request, cursor)
    if after and not (after.isascii() and after.isdigit() and len(after) <= 6):  # noqa: PLR2004 more than can be found
        raise FieldsInvalid((FieldError("cursor", "cursor", {"limit": ""}, "query"),))
    return int(after or 0)


def _body_of(request: Request[Any, Any, State], answer: search.Answer) -> AnswerBody:
    end = answer.question.offset + len(answer.hits)
    cursor = cursor_of(request, str(end)) if end < answer.total else None
    return AnswerBody(
        items=[_hit(hit) for hit in answer.hits],
        page=PageInfo(answer.question.limit, cursor, answer.total),
        understood=list(answer.understood),
        every_word=answer.every_word,
        estimated=answer.estimated,
        facets={name: dict(counts) for name, counts in answer.facets.items()},
    )


def _hit(hit: search.Hit) -> HitBody:
    entry = hit.entry
    return HitBody(
        kind=hit.kind,
        name=hit.name,
        title=entry.title,
        summary=entry.summary,
        institution=hit.first("institution"),
        sector=hit.first("sector"),
        state=hit.first("state"),
        channels=list(hit.facets.get("channel", ())),
        relevance=round(hit.relevance, 4),
        matched=list(hit.matched),
        links={"page": hit.path},
    )


ROUTES = [find]
