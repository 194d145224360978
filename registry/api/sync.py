"""The routes that scripts keep a copy by."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, Any, cast

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter
from litestar.response import Stream

from registry.api import answers
from registry.api.bodies import ChangeBody, FeedBody, InstitutionBody, InterfaceBody, SystemBody
from registry.api.profile_bodies import ProfileBody
from registry.api.standard_bodies import ComponentBody, ConceptBody, StandardBody
from registry.api.synonym_bodies import SynonymBody
from registry.api.version_bodies import VersionBody
from registry.db.models import Component, Institution, Interface, Standard, StoredProfile, Synonym, System, Version
from registry.domain.actors import Actor
from registry.usecases import sync
from registry.usecases.work import Work, read

CHUNK = 64 * 1024


@get("/changes", opt={"parameters": {"since", "limit", "institution"}, "problems": ("410",)})
async def list_changes(
    reading: NamedDependency[Work],
    since: FromQuery[Annotated[int, Parameter(ge=0, le=2**53)]] = 0,
    limit: FromQuery[Annotated[int, Parameter(ge=1, le=1000)]] = 500,
    institution: FromQuery[str | None] = None,
) -> Response[FeedBody]:
    """Read the change feed after a number, in order and without gaps."""
    feed = await sync.changes(reading, since, limit, institution)
    body = FeedBody(
        results=[ChangeBody.of(change) for change in feed.changes],
        last_seq=feed.last_seq,
        pending=max(0, feed.head - feed.last_seq),
        oldest_seq=feed.oldest_seq,
    )
    return answers.plain(body, headers={"X-Catalogue-Last-Seq": str(feed.head)})


@get("/export", opt={"parameters": frozenset(), "gives": "lines"})
async def export(
    request: Request[Any, Any, State], actor: NamedDependency[Actor], reading: NamedDependency[Work]
) -> Response[Any]:
    """Read the whole catalogue as one JSON object a line, then follow the change feed from `X-Catalogue-As-Of-Seq`."""
    head, etag = await sync.state_of(reading)
    headers = {"X-Catalogue-As-Of-Seq": str(head), "ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, status_code=304, headers=headers)
    return Stream(_lines(request.app.state, actor), media_type="application/x-ndjson", headers=headers)


async def _lines(state: State, actor: Actor) -> AsyncIterator[bytes]:
    # The stream outlives the handler, so it has a work of its own. Entries may be newer than the number in the
    # header, never older: following the feed from there brings a copy up to date.
    buffer = bytearray()
    async with read(state.database, actor, state.check) as work:
        async for row in sync.everything(work):
            buffer += msgspec.json.encode(_line(row, actor)) + b"\n"
            if len(buffer) >= CHUNK:
                yield bytes(buffer)
                buffer.clear()
    yield bytes(buffer)


BODIES: Mapping[type, tuple[str, Callable[[Any], msgspec.Struct]]] = {
    Institution: ("institution", InstitutionBody.of),
    StoredProfile: ("profile", ProfileBody.of),
    Component: ("component", ComponentBody.of),
    Standard: ("standard", StandardBody.of),
    Synonym: ("synonym", SynonymBody.of),
}


def _line(row: sync.Entry, actor: Actor) -> dict[str, Any]:
    if type(row) in BODIES:
        kind, body_of = BODIES[type(row)]
        return {"kind": kind, "entry": body_of(row)}
    if isinstance(row, System):
        return {"kind": "system", "entry": SystemBody.of(row, actor)}
    if isinstance(row, tuple):
        return {"kind": "concept", "entry": ConceptBody.of(*row)}
    if isinstance(row, Interface):
        return {"kind": row.kind, "entry": InterfaceBody.of(row, actor)}
    return {"kind": "version", "entry": VersionBody.of(cast(Version, row), actor)}


ROUTES = [list_changes, export]
