"""The routes under `/systems`."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Request, Response, get, patch, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from registry.api import answers
from registry.api.bodies import PageBody, PastBody, SystemBody
from registry.api.encoded import Encoded, encoded
from registry.api.institutions import Limit
from registry.db.models import System
from registry.domain.entries import Sector, Standing, SystemState
from registry.domain.heads import SystemHead
from registry.http.conditions import seen_revision
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.usecases import past, systems
from registry.usecases.work import Work

# `state` by itself is the framework's own name.
WantedState = Annotated[list[SystemState] | None, QueryParameter(name="state")]
FILTERS = {"institution", "sector", "state", "standing"}


@get("/systems", opt={"parameters": FILTERS | {"limit", "cursor"}, "repeatable": FILTERS})
async def list_systems(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    institution: FromQuery[list[str] | None] = None,
    sector: FromQuery[list[Sector] | None] = None,
    system_state: WantedState = None,
    standing: FromQuery[list[Standing] | None] = None,
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[SystemBody]]:
    """List systems in the order of their keys."""
    filters = systems.Filters(institution or (), sector or (), system_state or (), standing or ())
    found = await systems.heads(reading, filters, after=after_of(request, cursor), limit=limit)
    return answers.ready_page(request, found, await _encoded(request, reading, found.items))


@post("/systems", opt={"shape": "new_system"})
async def register_system(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[SystemBody]:
    """Register a system; key, names, owner, purpose and one contact are enough at first."""
    row = await systems.register(work, await tree_of(request))
    return answers.entry(
        SystemBody.of(row, work.actor), row.revision, status=201, location=f"/api/v1/systems/{row.key}"
    )


@get("/systems/{system:str}", opt={"parameters": {"as_of"}})
async def get_system(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    system: FromPath[str],
    as_of: FromQuery[str | None] = None,
) -> Response[SystemBody | PastBody]:
    """Read a system, as it is or as it was at a moment."""
    if as_of is not None:
        return answers.plain(PastBody.of(await past.system(reading, system, as_of)))
    (encoded,) = await _encoded(request, reading, [await systems.head(reading, system)])
    return answers.ready(encoded)


@patch("/systems/{system:str}", opt={"shape": "system_changes"})
async def change_system(
    request: Request[Any, Any, State], work: NamedDependency[Work], system: FromPath[str]
) -> Response[SystemBody]:
    """Change what is said of a system."""
    seen = seen_revision(request)
    row = await systems.change(work, system, await tree_of(request), seen)
    return answers.entry(SystemBody.of(row, work.actor), row.revision)


async def _encoded(request: Request[Any, Any, State], reading: Work, heads: Sequence[SystemHead]) -> list[Encoded]:
    async def load(missing: Sequence[SystemHead]) -> list[tuple[SystemHead, Encoded]]:
        wanted = {head.key: head for head in missing}
        # What is loaded may be newer than its head, and is kept under the state that it has.
        rows = await systems.by_key(reading, list(wanted))
        return [
            (wanted[row.key]._replace(serial=row.serial, revision=row.revision), _encode(row, reading)) for row in rows
        ]

    return await encoded(request.app.state.shelf, heads, load)


def _encode(row: System, reading: Work) -> Encoded:
    return answers.encoded_entry(SystemBody.of(row, reading.actor), row.revision)


ROUTES = [list_systems, register_system, get_system, change_system]
