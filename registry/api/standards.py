"""The routes under `/standards` and `/components`."""

from typing import Any

from litestar import Request, Response, get, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.api.standard_bodies import ComponentBody, EventBody, RestingBody, StandardBody
from registry.domain.standards import StandardKind, StandardStatus
from registry.http.conditions import seen_or_nothing
from registry.http.cursors import after_of
from registry.http.requests import keyed_tree_of
from registry.usecases import rules, standards
from registry.usecases.work import Work

FILTERS = {"component", "kind", "status"}
AGAIN = "It was there, and is now so"


@get("/components")
async def list_components(reading: NamedDependency[Work]) -> Response[list[ComponentBody]]:
    """List the components of e-GA's standards in their order."""
    return answers.plain([ComponentBody.of(row) for row in await standards.list_components(reading)])


@get("/components/{component:str}")
async def get_component(reading: NamedDependency[Work], component: FromPath[str]) -> Response[ComponentBody]:
    """Read a component."""
    row = await standards.get_component(reading, component)
    return answers.entry(ComponentBody.of(row), row.revision)


@put("/components/{component:str}", status_code=201, opt={"shape": "component", "again": AGAIN})
async def put_component(
    request: Request[Any, Any, State], work: NamedDependency[Work], component: FromPath[str]
) -> Response[ComponentBody]:
    """Enter a component, or make what is said of it this; If-Match names the state that a change was made from."""
    tree = await keyed_tree_of(request, component)
    row, created = await standards.put_component(work, tree, seen=seen_or_nothing(request))
    body = ComponentBody.of(row)
    return answers.entry(body, row.revision, status=201 if created else 200, location=body.links["self"])


@get("/standards", opt={"parameters": FILTERS | {"limit", "cursor"}, "repeatable": FILTERS})
async def list_standards(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    component: FromQuery[list[str] | None] = None,
    kind: FromQuery[list[StandardKind] | None] = None,
    status: FromQuery[list[StandardStatus] | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[StandardBody]]:
    """List standards in the order of their keys."""
    filters = standards.Filters(component or (), kind or (), status or ())
    found = await standards.list_page(reading, filters, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, StandardBody.of)


@get("/standards/{standard:str}")
async def get_standard(reading: NamedDependency[Work], standard: FromPath[str]) -> Response[StandardBody]:
    """Read a standard."""
    row = await standards.get(reading, standard)
    return answers.entry(StandardBody.of(row), row.revision)


@put("/standards/{standard:str}", status_code=201, opt={"shape": "standard", "again": AGAIN})
async def put_standard(
    request: Request[Any, Any, State], work: NamedDependency[Work], standard: FromPath[str]
) -> Response[StandardBody]:
    """Enter a standard, or make what is said of it this; If-Match names the state that a change was made from."""
    tree = await keyed_tree_of(request, standard)
    row, created = await standards.put(work, tree, seen=seen_or_nothing(request))
    body = StandardBody.of(row)
    return answers.entry(body, row.revision, status=201 if created else 200, location=body.links["self"])


@get("/standards/{standard:str}/rules")
async def list_resting_rules(reading: NamedDependency[Work], standard: FromPath[str]) -> Response[list[RestingBody]]:
    """List the rules of active profiles that rest on a standard."""
    row = await standards.get(reading, standard)
    return answers.plain([RestingBody.of(one) for one in await rules.resting_on(reading, row.key)])


@get("/standards/{standard:str}/history")
async def list_standard_events(reading: NamedDependency[Work], standard: FromPath[str]) -> Response[list[EventBody]]:
    """List what was done with a standard, in order."""
    events = await standards.history_of(reading, await standards.get(reading, standard))
    return answers.plain([EventBody(**event) for event in events])


ROUTES = [
    list_components,
    get_component,
    put_component,
    list_standards,
    get_standard,
    put_standard,
    list_resting_rules,
    list_standard_events,
]
