"""The routes under `/board`, and those that say how many systems are known and how fresh one is."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers
from registry.api.board_bodies import (
    BoardBody,
    DayBody,
    FreshnessBody,
    KnownBody,
    LineBody,
    ListedBody,
    MonthBody,
    figures_of,
)
from registry.api.bodies import PageBody, SystemBody
from registry.api.institutions import Limit
from registry.domain.board import Figure
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.errors import NotFound
from registry.http.conditions import seen_revision
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import board, board_told, freshness, institutions
from registry.usecases.board import Filters
from registry.usecases.work import Work

NARROWED = {"kind", "sector"}
LISTED = NARROWED | {"institution"}


@get("/board", opt={"parameters": NARROWED, "repeatable": NARROWED})
async def get_board(
    reading: NamedDependency[Work],
    kind: FromQuery[list[InstitutionKind] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
) -> Response[BoardBody]:
    """Read how every institution stands, and all together."""
    shown = await board.read(reading, Filters(kinds=kind or (), sectors=sector or ()))
    tree = board_told.tree_of(shown)
    months = [MonthBody(month.name, month.registered, month.published) for month in await board.months(reading)]
    lines = [LineBody(**line) for line in tree["institutions"]]
    return answers.plain(BoardBody(shown.day, LineBody(**tree["total"]), lines, months))


@get("/board.csv", opt={"parameters": NARROWED, "repeatable": NARROWED, "gives": "csv"})
async def get_board_as_table(
    reading: NamedDependency[Work],
    kind: FromQuery[list[InstitutionKind] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
) -> Response[str]:
    """Read the board as CSV, a row for each institution and the last for all."""
    shown = await board.read(reading, Filters(kinds=kind or (), sectors=sector or ()))
    return Response(board_told.table(shown), media_type="text/csv")


@get("/board/figures/{figure:str}", opt={"parameters": LISTED | {"limit", "cursor"}, "repeatable": LISTED})
async def list_behind_figure(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    figure: FromPath[str],
    institution: FromQuery[list[str] | None] = None,
    kind: FromQuery[list[InstitutionKind] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[ListedBody]]:
    """List the entries that a figure of the board counts."""
    if figure not in set(Figure):
        raise NotFound("figure", figure)
    filters = Filters(institution or (), kind or (), sector or ())
    after = after_of(request, cursor)
    found = await board.entries(reading, Figure(figure), filters, after=after, limit=limit)
    return answers.page(request, found, ListedBody.of)


@get("/board/days", opt={"parameters": {"institution"}})
async def list_days(
    reading: NamedDependency[Work], institution: FromQuery[str | None] = None
) -> Response[list[DayBody]]:
    """List how all institutions, or one, stood on the days that were kept in the last year."""
    key = (await institutions.get(reading, institution)).key if institution else board.ALL
    return answers.plain([DayBody(day, figures_of(dict(one))) for day, one in await board.days(reading, key)])


@get("/board/{institution:str}")
async def get_line(reading: NamedDependency[Work], institution: FromPath[str]) -> Response[LineBody]:
    """Read how one institution stands."""
    row = await institutions.get(reading, institution)
    shown = await board.read(reading, Filters(institutions=[row.key]))
    return answers.plain(LineBody(**board_told.told(shown.lines[0], shown.day)))


@get("/institutions/{institution:str}/known-systems")
async def list_known(reading: NamedDependency[Work], institution: FromPath[str]) -> Response[list[KnownBody]]:
    """List how many systems an institution was known to have, the latest count first."""
    return answers.plain([KnownBody.of(row, institution) for row in await board.known_counts(reading, institution)])


@post("/institutions/{institution:str}/known-systems", opt={"shape": "known_systems"})
async def record_known(
    request: Request[Any, Any, State], work: NamedDependency[Work], institution: FromPath[str]
) -> Response[KnownBody]:
    """Record how many systems an institution is known to have, who counted them and on which day."""
    row = await board.record_known(work, institution, await tree_of(request))
    return answers.plain(KnownBody.of(row, institution), status=201)


@get("/systems/{system:str}/freshness")
async def get_freshness(reading: NamedDependency[Work], system: FromPath[str]) -> Response[FreshnessBody]:
    """Read when a system was changed, checked and confirmed last, and whether its contacts can be relied on."""
    return answers.plain(FreshnessBody.of(system, await freshness.get(reading, system)))


@post("/systems/{system:str}/confirmations", opt={"conditional": True})
async def confirm_system(
    request: Request[Any, Any, State], work: NamedDependency[Work], system: FromPath[str]
) -> Response[SystemBody]:
    """Say that the contacts of a system are right as they stand."""
    row = await freshness.confirm(work, system, seen_revision(request))
    return answers.entry(SystemBody.of(row, work.actor), row.revision, status=201)


ROUTES = [
    get_board,
    get_board_as_table,
    list_behind_figure,
    list_days,
    get_line,
    list_known,
    record_known,
    get_freshness,
    confirm_system,
]
