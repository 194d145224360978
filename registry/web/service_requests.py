"""The pages of services that people need and have not found."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.domain.actors import require_person
from registry.usecases import institutions, search_advice, service_requests
from registry.usecases.service_requests import path_of
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader
from registry.web.rendering import said, title_of
from registry.web.search import question_of

FORM, PAGE = "search/ask.html", "search/asked.html"
LABELS = "finding.parts"
MOST = 30
OFFERED = 600


@get("/service-requests", include_in_schema=False)
async def listing(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """List what the reader asked for and what their institution is asked for."""
    page = await service_requests.list_page(reading, after=request.query_params.get("after", ""), limit=MOST)
    following = reader.address(after=page.next_after) if page.next_after else None
    return reader.page("search/asked_list.html", rows=page.items, following=following)


@get("/service-requests/new", include_in_schema=False)
async def new(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the form that asks for a service, the institution in charge chosen where the search names one."""
    require_person(reader.actor)
    question = question_of(request)
    advice = await search_advice.advise(reading, question)
    chosen = [advice.institutions[0].key] if advice.in_charge else []
    form = Form({"words": [question.words], "institution": chosen or [""]})
    return reader.page(FORM, form=form, **await _shown(reading, reader))


@post("/service-requests", include_in_schema=False)
async def ask(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Ask for a service."""
    form = await forms.read(request)
    forms.keep(request, FORM, form, **await _shown(reading, reader))
    row = await service_requests.ask(work, form.given("need", "words", "institution"))
    return reader.go(path_of(row))


@get("/service-requests/{service_request:int}", include_in_schema=False)
async def show(
    reader: NamedDependency[Reader], reading: NamedDependency[Work], service_request: FromPath[int]
) -> Response[str]:
    """Show what was asked for, and the answer."""
    return reader.page(PAGE, form=Form(), **await _asked(reading, service_request))


@post("/service-requests/{service_request:int}/answer", include_in_schema=False)
async def answer(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
    service_request: FromPath[int],
) -> Redirect:
    """Answer what was asked for."""
    form = await forms.read(request)
    forms.keep(request, PAGE, form, **await _asked(reading, service_request))
    return reader.go(path_of(await service_requests.answer(work, service_request, form.given("answer"))))


async def _asked(reading: Work, identity: int) -> dict[str, Any]:
    row = await service_requests.get(reading, identity)
    return {"row": row, "may_answer": service_requests.may_answer(reading.actor, row), "labels": LABELS}


async def _shown(reading: Work, reader: Reader) -> dict[str, Any]:
    every = await institutions.list_page(reading, institutions.Filters(), after="", limit=OFFERED)
    offered = [(row.key, said(title_of(row), reader.language)[0] or row.key) for row in every.items]
    return {"offered": sorted(offered, key=lambda one: one[1].lower()), "labels": LABELS}


ROUTES = [listing, new, ask, show, answer]
