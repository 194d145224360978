"""The page on which a document is handed in."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.response import Redirect

from registry.domain.actors import Actor, Role, require_role
from registry.domain.entries import EntryKind
from registry.domain.errors import FieldError, FieldsInvalid
from registry.usecases import allowances, indexing, interfaces, versions
from registry.usecases.work import Work, read
from registry.web import forms, uploads
from registry.web.forms import Form
from registry.web.reader import DEVELOPER_ROLES, Reader

MOST = 500
TEMPLATE = "publishing/publish.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """An api or a schema that a document can be handed in for."""

    kind: str
    name: str
    title: dict[str, str]


Entries = list[Entry]


async def provide_entries(request: Request[None, None, State], actor: NamedDependency[Actor]) -> Entries:
    """Return what somebody may hand in documents for, asked before the work begins: a check keeps nobody waiting."""
    state = request.app.state
    async with read(state.database, actor, state.check) as reading:
        return [entry for kind in (EntryKind.API, EntryKind.SCHEMA) for entry in await _entries(reading, kind)]


@get("/publish", include_in_schema=False)
async def choose(
    request: Request[None, None, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    entries: NamedDependency[Entries],
) -> Response[str]:
    """Show the form that takes a document, and what is in progress."""
    require_role(reader.actor, DEVELOPER_ROLES)
    form = Form({"entry": [request.query_params.get("entry", "")]})
    in_progress = await versions.in_progress(reading)
    return reader.page(TEMPLATE, form=form, entries=entries, in_progress=in_progress)


@post("/publish", include_in_schema=False)
async def publish(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
    entries: NamedDependency[Entries],
) -> Redirect:
    """Take in a document as a version, and show the report of its check."""
    forms.require_our_origin(request)
    require_role(reader.actor, DEVELOPER_ROLES)
    form, file = await uploads.read(request)
    forms.require_token(request, form)
    content = file or form.raw("text").encode()
    forms.keep(request, TEMPLATE, form, entries=entries, in_progress=(), content=content)
    _require(entry=form.one("entry"), content=content)
    await allowances.spend(work.database, f"upload:{reader.actor.name}", allowances.UPLOADS, work.now)
    version, _ = await versions.publish(work, form.one("entry"), content, form.one("number") or None)
    return reader.go(f"{indexing.path_of(version.interface, version.number)}/findings")


async def _entries(reading: Work, kind: EntryKind) -> Entries:
    actor = reading.actor
    if not actor.roles & DEVELOPER_ROLES:
        return []
    chosen = interfaces.Filters(institution=None if Role.ADMIN in actor.roles else actor.institution)
    rows = (await interfaces.list_page(reading, kind, chosen, after="", limit=MOST)).items
    return [Entry(row.kind, row.name, row.title) for row in rows]


def _require(**given: object) -> None:
    missing = tuple(FieldError(f"/{name}", "required", {"limit": ""}) for name, value in given.items() if not value)
    if missing:
        raise FieldsInvalid(missing)


ROUTES = [choose, publish]
