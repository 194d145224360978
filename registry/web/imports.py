"""The page on which entries are handed in in bulk: a trial first, and then the same file for good."""

import base64
import binascii
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency

from registry.domain.actors import require_role
from registry.domain.errors import Invalid
from registry.domain.imports import ImportRefused, Result
from registry.usecases.imports import Answer, Importer, Options
from registry.web import forms, uploads
from registry.web.forms import Form
from registry.web.reader import DEVELOPER_ROLES, Reader

TEMPLATE = "imports/import.html"
LARGEST = 2 * 1024 * 1024
"""How large a file may be that goes to the page and back while it is confirmed."""
MOST_ROWS = 2000
MOST_SHOWN = 200


@get("/imports", include_in_schema=False)
async def choose(reader: NamedDependency[Reader]) -> Response[str]:
    """Show the form that takes a file."""
    require_role(reader.actor, DEVELOPER_ROLES)
    return reader.page(TEMPLATE, form=Form(), answer=None, refused="")


@post("/imports", status_code=200, include_in_schema=False)
async def take(request: Request[Any, Any, State], reader: NamedDependency[Reader]) -> Response[str]:
    """Show what would become of every row of a file, or what became of it once that was confirmed."""
    forms.require_our_origin(request)
    require_role(reader.actor, DEVELOPER_ROLES)
    form, file = await uploads.read(request)
    forms.require_token(request, form)
    is_confirmed = form.one("step") == "confirm"
    content = _held(form) if is_confirmed else file
    state = request.app.state
    importer = Importer(state.database, reader.actor, state.check, request.state.request_id)
    options = Options(dry_run=not is_confirmed, overwrite=form.one("overwrite") == "yes", most_rows=MOST_ROWS)
    try:
        answer = await _answered(importer, content, options)
    except ImportRefused as error:
        refused = error.sentence(reader.language)
        return reader.page(TEMPLATE, status=422, form=form, answer=None, refused=refused)
    held = "" if is_confirmed else base64.b64encode(content).decode()
    return reader.page(TEMPLATE, form=form, held=held, refused="", **_shown(answer, reader))


async def _answered(importer: Importer, content: bytes, options: Options) -> Answer:
    if len(content) > LARGEST:
        raise ImportRefused("too-large-for-page", 1)
    return await importer.run(content, options)


def _held(form: Form) -> bytes:
    try:
        return base64.b64decode(form.raw("held"), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid from None


def _shown(answer: Answer, reader: Reader) -> dict[str, Any]:
    """Return an answer as the page shows it, what needs somebody first."""
    order = {Result.REFUSED: 0, Result.CHANGED: 1, Result.CREATED: 2, Result.UNCHANGED: 3}
    rows = sorted(answer.outcomes, key=lambda one: (order[one.result], one.line))[:MOST_SHOWN]
    counts = {str(name): count for name, count in answer.counts.items()}
    return {
        "answer": answer,
        "counts": counts,
        "rows": [row.tree(reader.language) for row in rows],
        "more": answer.rows - len(rows),
        "how": ", ".join(answer.taken_as.values()),
    }


ROUTES = [choose, take]
