"""The routes of the versions of an api or a schema."""

from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from registry.api import answers, documents
from registry.api.bodies import PastBody
from registry.api.interfaces import ENTRY_PATHS, name_of
from registry.api.version_bodies import PublishedBody, VersionBody
from registry.db.models import Version
from registry.domain.actors import Actor
from registry.domain.heads import VersionHead
from registry.domain.visibility import is_insider
from registry.http.requests import document_of, tree_of
from registry.usecases import allowances, interfaces, past, transitions, versions
from registry.usecases.indexing import path_of
from registry.usecases.work import Work

LIST_PATHS = [f"{path}/versions" for path in ENTRY_PATHS]
AGAIN = "The same bytes are there already, or they replace a draft"
VERSION_PATHS = [f"{path}/versions/{{number:str}}" for path in ENTRY_PATHS]


@get(LIST_PATHS)
async def list_versions(
    request: Request[Any, Any, State], reading: NamedDependency[Work], actor: NamedDependency[Actor]
) -> Response[list[VersionBody]]:
    """List the versions of an api or a schema, the highest number first."""
    interface = await interfaces.get(reading, name_of(request))
    return answers.plain([VersionBody.of(row, actor) for row in await versions.list_all(reading, interface)])


@post(LIST_PATHS, opt={"parameters": {"number"}, "takes": "document", "again": AGAIN})
async def publish_version(
    request: Request[Any, Any, State],
    work: NamedDependency[Work],
    actor: NamedDependency[Actor],
    number: FromQuery[str | None] = None,
) -> Response[PublishedBody]:
    """Take in a document, byte for byte, as a version; answer with the version and the report of its check."""
    if actor.known:
        await allowances.spend(work.database, f"upload:{actor.name}", allowances.UPLOADS, work.now)
    row, created = await versions.publish(work, name_of(request), await document_of(request), number)
    body = PublishedBody(VersionBody.of(row, actor), created, await versions.report_of(work, row))
    location = body.version.links["self"]
    return answers.entry(body, row.revision, status=201 if created else 200, location=location)


@get(VERSION_PATHS, opt={"parameters": {"as_of"}})
async def get_version(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    actor: NamedDependency[Actor],
    number: FromPath[str],
    as_of: FromQuery[str | None] = None,
) -> Response[VersionBody | PastBody]:
    """Read a version, as it is or as it was at a moment; `latest` is the highest published one."""
    if as_of is not None:
        return answers.plain(PastBody.of(await past.version(reading, name_of(request), number, as_of)))
    if number != "latest":
        shelf, head = request.app.state.shelf, await versions.head(reading, name_of(request), number)
        if kept := shelf.find(_view_of(actor, head), head.state):
            return answers.ready(kept)
    row = await versions.get(reading, name_of(request), number)
    encoded = answers.encoded_entry(VersionBody.of(row, actor), row.revision, farewell_headers(row))
    head = versions.head_of(row)
    return answers.ready(request.app.state.shelf.keep(_view_of(actor, head), head.state, encoded))


@get([f"{path}/report" for path in VERSION_PATHS])
async def get_report(
    request: Request[Any, Any, State], reading: NamedDependency[Work], number: FromPath[str]
) -> Response[dict[str, Any]]:
    """Read the whole report of the check of a version."""
    row = await versions.get(reading, name_of(request), number)
    return answers.plain(await versions.report_of(reading, row))


@get([f"{path}/history" for path in VERSION_PATHS])
async def get_history(
    request: Request[Any, Any, State], reading: NamedDependency[Work], number: FromPath[str]
) -> Response[list[dict[str, Any]]]:
    """Read what was done with a version, in order."""
    row = await versions.get(reading, name_of(request), number)
    return answers.plain(await versions.history_of(reading, row))


@get(
    [f"{path}/{name}" for path in VERSION_PATHS for name in ("document", "document.json", "document.yaml")],
    opt={"gives": "document"},
)
async def get_document(
    request: Request[Any, Any, State], reading: NamedDependency[Work], number: FromPath[str]
) -> Response[bytes]:
    """Read the document of a version: as it was given, or as JSON or YAML by suffix or `Accept`."""
    row = await versions.get(reading, name_of(request), number)
    return await documents.served(request, await versions.document_of(reading, row), farewell_headers(row))


@get("/documents/{digest:str}", opt={"gives": "document"})
async def get_document_by_digest(
    request: Request[Any, Any, State], reading: NamedDependency[Work], digest: FromPath[str]
) -> Response[bytes]:
    """Read a document by its digest, `sha256:` and 64 hexadecimal digits."""
    found = await versions.document_by_digest(reading, digest)
    # What is found by its digest never changes; the other form of it may, with the program that converts.
    kept = "private" if reading.actor.known else "public"
    return await documents.served(request, found, {"Cache-Control": f"{kept}, max-age=31536000, immutable"})


@post([f"{path}/transitions" for path in VERSION_PATHS], status_code=200, opt={"shape": "transition"})
async def advance_version(
    request: Request[Any, Any, State],
    work: NamedDependency[Work],
    actor: NamedDependency[Actor],
    number: FromPath[str],
) -> Response[VersionBody]:
    """Take a version one step along its life; a decision names the digest and the report that it rests on."""
    order = transitions.order_of(await tree_of(request))
    row = await transitions.advance(work, name_of(request), number, order)
    return answers.entry(VersionBody.of(row, actor), row.revision)


@delete(VERSION_PATHS)
async def delete_version(request: Request[Any, Any, State], work: NamedDependency[Work], number: FromPath[str]) -> None:
    """Delete a draft."""
    await versions.delete(work, name_of(request), number)


def _view_of(actor: Actor, head: VersionHead) -> tuple[object, ...]:
    """Return the version, and what makes its body differ from one reader to another."""
    actions = transitions.actions_open_to(actor, head)
    return head.id, *actions, is_insider(actor, head.institution), transitions.binds_from(head)


def farewell_headers(row: Version) -> dict[str, str]:
    """Return the headers that announce an end: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594)."""
    if row.deprecated_at is None:
        return {}
    headers = {"Deprecation": f"@{int(row.deprecated_at.timestamp())}"}
    if row.sunset_on:
        headers["Sunset"] = format_datetime(datetime.combine(row.sunset_on, time.min, UTC), usegmt=True)
    if row.successor:
        address = f"/api/v1{path_of(row.interface)}/versions/{row.successor}"
        headers["Link"] = f'{answers.DESCRIBED}, <{address}>; rel="successor-version"'
    return headers


ROUTES = [
    list_versions,
    publish_version,
    get_version,
    get_report,
    get_history,
    get_document,
    get_document_by_digest,
    advance_version,
    delete_version,
]
