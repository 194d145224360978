"""The page of those who audit: what was done, by whom, from where, and what became of it."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.response import Stream

from registry.domain.actors import Actor
from registry.domain.chain import AuditFilters
from registry.domain.days import beginning_of, end_of
from registry.http.trail import TrailForm, trail_of
from registry.usecases import audit
from registry.usecases.work import Work
from registry.web.forms import Form
from registry.web.reader import Reader

PAGE = 50
FIELDS = ("actor", "institution", "event", "subject", "outcome", "from", "to")
LONGEST = 200
PLACES = {"institution": "/institutions/", "system": "/systems/", "api": "/apis/", "schema": "/schemas/"}


@get("/audit", include_in_schema=False)
async def trail(
    request: Request[None, None, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show the audit trail, the newest entry first."""
    asked = {name: request.query_params.get(name, "").strip()[:LONGEST] for name in FIELDS}
    before = request.query_params.get("before", "")
    known = before.isascii() and before.isdigit() and len(before) < len(str(audit.NEWEST))
    rows = await audit.newest(reading, filters_of(asked), before=int(before) if known else None, limit=PAGE + 1)
    return reader.page(
        "audit/trail.html",
        form=Form({name: [value] for name, value in asked.items()}),
        fields=FIELDS,
        rows=rows[:PAGE],
        older=reader.address(before=str(rows[PAGE - 1].seq)) if len(rows) > PAGE else None,
        newest=reader.address(before=None) if known else None,
        place_of=place_of,
        head=await audit.head(reading),
    )


def filters_of(asked: Mapping[str, str]) -> AuditFilters:
    """Return the filters that a form asks for."""
    words: dict[str, Any] = {name: asked[name] or None for name in FIELDS[:5]}
    return AuditFilters(**words, since=beginning_of("from", asked["from"]), until=end_of("to", asked["to"]))


def place_of(kind: str, subject: str) -> str | None:
    """Return the address of the page of what an entry is about, where it has one."""
    return f"{PLACES[kind]}{subject}" if kind in PLACES else None


@get("/audit/export", include_in_schema=False)
async def export(
    request: Request[None, None, State], actor: NamedDependency[Actor], reading: NamedDependency[Work]
) -> Stream:
    """Give the whole trail as a file: objects, or with `format=csv` rows for a spreadsheet."""
    form: TrailForm = "csv" if request.query_params.get("format") == "csv" else "ndjson"
    return trail_of(request.app.state, actor, await audit.head(reading), 0, form)


ROUTES = [trail, export]
