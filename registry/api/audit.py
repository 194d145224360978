"""The routes of those who audit: the trail, and all of it as a file."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter, QueryParameter
from litestar.response import Stream

from registry.api import answers
from registry.api.bodies import AuditBody
from registry.domain.actors import Actor
from registry.domain.chain import AuditFilters
from registry.domain.days import beginning_of, end_of
from registry.http.trail import NOT_KEPT, TrailForm, trail_of
from registry.usecases import audit
from registry.usecases.work import Work

FILTERS = frozenset({"actor", "institution", "event", "subject", "outcome", "from", "to"})

After = Annotated[int, Parameter(ge=0, le=audit.NEWEST)]


@get("/audit", opt={"parameters": FILTERS | {"after", "limit"}})
async def list_audit(  # noqa: PLR0913, PLR0917 each is a parameter of the address
    reading: NamedDependency[Work],
    after: FromQuery[After] = 0,
    limit: FromQuery[Annotated[int, Parameter(ge=1, le=1000)]] = 100,
    who: Annotated[str | None, QueryParameter(name="actor")] = None,
    institution: FromQuery[str | None] = None,
    event: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    outcome: FromQuery[Literal["allowed", "refused"] | None] = None,
    since: Annotated[str | None, QueryParameter(name="from")] = None,
    until: Annotated[str | None, QueryParameter(name="to")] = None,
) -> Response[list[AuditBody]]:
    """Read the audit trail after a number, in order."""
    times = {"since": beginning_of("from", since), "until": end_of("to", until)}
    filters = AuditFilters(who, institution, event, subject, outcome, **times)
    rows = await audit.chosen(reading, filters, after=after, limit=limit)
    return answers.plain([AuditBody.of(row) for row in rows], headers=NOT_KEPT)


@get("/audit/export", opt={"parameters": {"after", "format"}, "gives": "table"})
async def export_audit(
    request: Request[Any, Any, State],
    actor: NamedDependency[Actor],
    reading: NamedDependency[Work],
    after: FromQuery[After] = 0,
    form: Annotated[TrailForm, QueryParameter(name="format")] = "ndjson",
) -> Stream:
    """Read all of the trail after a number as one JSON object or one row a line, its end in the last line and header.

    An interrupted export goes on after the last number that it brought.
    """
    return trail_of(request.app.state, actor, await audit.head(reading), after, form)


ROUTES = [list_audit, export_audit]
