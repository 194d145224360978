"""The routes under `/waivers`."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.api.waiver_bodies import RuleWaiversBody, WaiverBody
from registry.db.models import Waiver
from registry.domain.actors import Actor
from registry.domain.waivers import WaiverAction, WaiverState, day_of
from registry.http.conditions import seen_revision
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import waivers
from registry.usecases.work import Work

FILTERS = {"status", "rule", "institution", "ending"}


@get("/waivers", opt={"parameters": FILTERS | {"limit", "cursor"}})
async def list_waivers(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    status: FromQuery[WaiverState | None] = None,
    rule: FromQuery[str | None] = None,
    institution: FromQuery[str | None] = None,
    ending: FromQuery[bool] = False,  # noqa: FBT002 the framework reads it from the query by its name
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[WaiverBody]]:
    """List waivers, the latest first; `ending` keeps those in force that end within thirty days."""
    filters = {"state": status, "rule": rule, "institution": institution, "ending": ending}
    found = await waivers.list_page(reading, filters, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, lambda row: _body(reading, row))


@get("/waivers/rules")
async def list_waived_rules(reading: NamedDependency[Work]) -> Response[list[RuleWaiversBody]]:
    """List the rules that waivers were asked for, the one that was asked for most in front."""
    found = await waivers.statistics(reading)
    return answers.plain([RuleWaiversBody.of(rule, counts) for rule, counts in found.items()])


@get("/waivers/{waiver:str}")
async def get_waiver(reading: NamedDependency[Work], waiver: FromPath[str]) -> Response[WaiverBody]:
    """Read a waiver."""
    row = await waivers.get(reading, waiver)
    return answers.entry(_body(reading, row), row.revision)


@post("/waivers", opt={"shape": "new_waiver"})
async def ask_waiver(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[WaiverBody]:
    """Ask that an error of a version be waived until a day, at its place or in the whole entry."""
    longest = request.app.state.settings.waiver_days
    row = await waivers.ask(work, await tree_of(request), longest=longest)
    body = _body(work, row)
    return answers.entry(body, row.revision, status=201, location=body.links["self"])


@post("/waivers/{waiver:str}/transitions", status_code=200, opt={"shape": "waiver_decision"})
async def advance_waiver(
    request: Request[Any, Any, State], work: NamedDependency[Work], waiver: FromPath[str]
) -> Response[WaiverBody]:
    """Grant, refuse or withdraw a waiver; If-Match names the state that the decision rests on."""
    given = work.given("waiver_decision", await tree_of(request))
    action, seen = WaiverAction(given["action"]), _seen(request)
    row = await waivers.decide(work, waiver, action, given.get("reason"), seen=seen)
    return answers.entry(_body(work, row), row.revision)


def _seen(request: Request[Any, Any, State]) -> int | None:
    return seen_revision(request) if "if-match" in request.headers else None


def _body(work: Work, row: Waiver) -> WaiverBody:
    actor: Actor = work.actor
    return WaiverBody.of(row, actor, day_of(work.now))


ROUTES = [list_waivers, list_waived_rules, get_waiver, ask_waiver, advance_waiver]
