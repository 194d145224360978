"""The routes under `/service-requests`: services that people need and have not found."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.finding_bodies import ServiceRequestBody
from registry.api.institutions import Limit
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import service_requests
from registry.usecases.work import Work

NOT_KEPT = {"Cache-Control": "no-store"}


@get("/service-requests", opt={"parameters": {"limit", "cursor"}})
async def list_service_requests(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[ServiceRequestBody]]:
    """List what the asker asked for and what their institution is asked for, the latest first."""
    found = await service_requests.list_page(reading, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, ServiceRequestBody.of)


@post("/service-requests", opt={"shape": "new_service_request"})
async def ask_for_service(
    request: Request[Any, Any, State], work: NamedDependency[Work]
) -> Response[ServiceRequestBody]:
    """Ask an institution for a service that nobody offers, or e-GA where no institution is named."""
    body = ServiceRequestBody.of(await service_requests.ask(work, await tree_of(request)))
    return answers.plain(body, status=201, headers={"Location": body.links["self"], **NOT_KEPT})


@get("/service-requests/{service_request:int}")
async def get_service_request(
    reading: NamedDependency[Work], service_request: FromPath[int]
) -> Response[ServiceRequestBody]:
    """Read what was asked for."""
    row = await service_requests.get(reading, service_request)
    return answers.plain(ServiceRequestBody.of(row), headers=NOT_KEPT)


@post("/service-requests/{service_request:int}/answer", status_code=200, opt={"shape": "service_answer"})
async def answer_service_request(
    request: Request[Any, Any, State], work: NamedDependency[Work], service_request: FromPath[int]
) -> Response[ServiceRequestBody]:
    """Answer what was asked for; who asked is told."""
    row = await service_requests.answer(work, service_request, await tree_of(request))
    return answers.plain(ServiceRequestBody.of(row), headers=NOT_KEPT)


ROUTES = [list_service_requests, ask_for_service, get_service_request, answer_service_request]
