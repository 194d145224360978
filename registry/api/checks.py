"""The route that checks a document without storing it."""

from typing import Any

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromQuery

from registry.api import answers
from registry.http.requests import document_of
from registry.usecases import checks
from registry.usecases.work import Work
from registry.validators.report import to_tree


@post("/checks", status_code=200, opt={"parameters": {"profile"}, "takes": "document"})
async def check_document(
    request: Request[Any, Any, State], reading: NamedDependency[Work], profile: FromQuery[str | None] = None
) -> Response[dict[str, Any]]:
    """Check a document, against the profile that is asked for; nothing is stored, and nobody needs an account."""
    content = await document_of(request)
    address = request.scope["state"]["address"]
    return answers.plain(to_tree(await checks.check(reading, content, address, profile)))


ROUTES = [check_document]
