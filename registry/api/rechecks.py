"""The routes of re-checks: trials of profiles, what they found, and what fails today."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.api.interfaces import name_of
from registry.api.recheck_bodies import FailingVersionBody, RecheckBody, RecheckResultBody, SummaryBody
from registry.api.versions import VERSION_PATHS
from registry.domain.rechecks import Chosen, Effect
from registry.http.cursors import after_of
from registry.usecases import rechecks, versions
from registry.usecases.work import Work

AGAIN = "The same trial waits or runs already"
FILTERS = frozenset({"effect", "institution", "rule", "limit", "cursor"})


@post("/profiles/{key:str}/{version:str}/trials", status_code=201, opt={"again": AGAIN})
async def start_trial(work: NamedDependency[Work], key: FromPath[str], version: FromPath[str]) -> Response[RecheckBody]:
    """Have a profile tried on everything that is published; it changes nothing for anybody."""
    row, created = await rechecks.start_trial(work, key, version)
    body = RecheckBody.of(row)
    return answers.plain(body, status=201 if created else 200, headers={"Location": body.links["self"]})


@get("/rechecks")
async def list_rechecks(reading: NamedDependency[Work]) -> Response[list[RecheckBody]]:
    """List the re-checks, those that were asked for last in front."""
    return answers.plain([RecheckBody.of(row) for row in await rechecks.list_all(reading)])


@get("/rechecks/{recheck:uuid}")
async def get_recheck(reading: NamedDependency[Work], recheck: FromPath[UUID]) -> Response[SummaryBody]:
    """Read how far a re-check has got, and what it has found so far."""
    row = await rechecks.get(reading, recheck)
    return answers.plain(SummaryBody.of(row, await rechecks.summary_of(reading, row)))


@post("/rechecks/{recheck:uuid}/stop", status_code=200)
async def stop_recheck(work: NamedDependency[Work], recheck: FromPath[UUID]) -> Response[RecheckBody]:
    """Stop a re-check; what it has found stays."""
    return answers.plain(RecheckBody.of(await rechecks.stop(work, recheck)))


@get("/rechecks/{recheck:uuid}/results", opt={"parameters": FILTERS})
async def list_results(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    recheck: FromPath[UUID],
    effect: FromQuery[Effect | None] = None,
    institution: FromQuery[str | None] = None,
    rule: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[RecheckResultBody]]:
    """List what came of the versions, by their names and numbers; `rule` keeps those in which it finds more."""
    row, chosen = await rechecks.get(reading, recheck), Chosen(effect, institution, rule)
    found = await rechecks.results(reading, row, chosen, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, RecheckResultBody.of)


@get("/institutions/{institution:str}/failing")
async def list_failing_versions(
    reading: NamedDependency[Work], institution: FromPath[str]
) -> Response[list[FailingVersionBody]]:
    """List the published versions of an institution that fail today, those whose grace ends first in front."""
    return answers.plain([FailingVersionBody.of(row) for row in await rechecks.failing(reading, institution)])


@get([f"{path}/latest-report" for path in VERSION_PATHS])
async def get_latest_report(
    request: Request[Any, Any, State], reading: NamedDependency[Work], number: FromPath[str]
) -> Response[dict[str, Any]]:
    """Read the newest report on a version: that of its last re-check, else the one that it was approved with."""
    row = await versions.get(reading, name_of(request), number)
    return answers.plain(await rechecks.latest_report_of(reading, row))


ROUTES = [
    start_trial,
    list_rechecks,
    get_recheck,
    stop_recheck,
    list_results,
    list_failing_versions,
    get_latest_report,
]
