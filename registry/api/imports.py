"""The routes that take entries in bulk."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from registry.api import answers
from registry.domain.actors import Actor
from registry.domain.errors import Unauthenticated
from registry.domain.imports import RowKind
from registry.http.language import language_from
from registry.http.requests import body_of
from registry.usecases.import_columns import template
from registry.usecases.import_files import LARGEST
from registry.usecases.imports import Answer, Importer, Options

TYPES = ("text/csv", "text/plain", "application/x-ndjson", "application/ld+json", "application/octet-stream")
MOST_ROWS = 2000
"""How many rows one request may have: as many as are answered within a minute."""
Wanted = Annotated[RowKind, QueryParameter(name="kind")]


class RowReason(msgspec.Struct, frozen=True):
    """Why a row was refused: the column, the name of the rule, and the sentence."""

    field: str
    code: str
    detail: str


class RowBody(msgspec.Struct, frozen=True):
    """What became of one row of a file."""

    line: int
    kind: str
    result: str
    key: str
    fields: list[str]
    kept: list[str]
    missing: list[str]
    errors: list[RowReason]


class ImportBody(msgspec.Struct, frozen=True):
    """What became of an imported file: what it was taken for, how its rows ended, and whether that was stored."""

    taken_as: dict[str, str]
    stored: bool
    rows: int
    counts: dict[str, int]
    results: list[RowBody]


@post("/imports", status_code=200, opt={"parameters": {"dry_run", "overwrite", "atomic"}, "takes": "import"})
async def import_entries(
    request: Request[Any, Any, State],
    actor: NamedDependency[Actor],
    dry_run: FromQuery[bool] = False,  # noqa: FBT002 the framework fills it by its name
    overwrite: FromQuery[bool] = False,  # noqa: FBT002
    atomic: FromQuery[bool] = False,  # noqa: FBT002
) -> Response[ImportBody]:
    """Import institutions and systems from a file; every row is answered, and the same file again changes nothing."""
    if not actor.known:
        raise Unauthenticated
    content = await body_of(request, LARGEST, TYPES)
    state = request.app.state
    importer = Importer(state.database, actor, state.check, request.state.request_id)
    options = Options(dry_run=dry_run, overwrite=overwrite, atomic=atomic, most_rows=MOST_ROWS)
    return answers.plain(body_from(await importer.run(content, options), request))


@get("/imports/template", opt={"parameters": {"kind"}, "gives": "csv"})
async def import_template(request: Request[Any, Any, State], kind: Wanted = RowKind.SYSTEM) -> Response[bytes]:
    """Read a file with the heads of all columns, in the language of the reader."""
    content = template(kind, language_from(request.scope))
    headers = {"Content-Disposition": f'attachment; filename="{kind}s.csv"'}
    # Excel takes a file for UTF-8 only where it begins with the mark.
    return Response(("\ufeff" + content).encode(), media_type="text/csv", headers=headers)


def body_from(answer: Answer, request: Request[Any, Any, State]) -> ImportBody:
    """Return an answer as it is sent, its reasons in the language of the reader."""
    language = language_from(request.scope)
    rows = msgspec.convert([outcome.tree(language) for outcome in answer.outcomes], list[RowBody])
    counts = {str(name): count for name, count in answer.counts.items()}
    return ImportBody(answer.taken_as, answer.kept, answer.rows, counts, rows)


ROUTES = [import_entries, import_template]
