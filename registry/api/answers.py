"""How the API puts an answer together: its tag, its page, its place in the feed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from email.utils import format_datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.datastructures import State

from registry.api.bodies import PageBody, PageInfo
from registry.api.encoded import Encoded
from registry.http.conditions import etag_of
from registry.http.cursors import cursor_of
from registry.usecases.pages import Page

Row = TypeVar("Row")
Body = TypeVar("Body")

DESCRIBED = '</api/v1/openapi.json>; rel="service-desc"'


async def described(response: Response[Any]) -> Response[Any]:
    """Put the link to the description of the API (RFC 8631) on an answer that has no links yet.

    It waits for nothing, and is a coroutine because the framework hands anything else to a thread.
    """
    response.headers.setdefault("Link", DESCRIBED)
    return response


def entry(body: Body, revision: int, *, status: int = 200, location: str | None = None) -> Response[Body]:
    """Return an entry with the strong tag that a change of it must name."""
    encoded = encoded_entry(body, revision)
    return _json(encoded.content, status, {**encoded.headers, **({"Location": location} if location else {})})


def encoded_entry(body: object, revision: int, headers: Mapping[str, str] | None = None) -> Encoded:
    """Return an entry as it is sent, with the strong tag that a change of it must name."""
    content = msgspec.json.encode(body)
    made = {"ETag": etag_of(revision, content)}
    changed = getattr(body, "updated_at", None)
    if changed is not None:
        made["Last-Modified"] = format_datetime(changed.astimezone(UTC), usegmt=True)
    return Encoded(content, {**made, **(headers or {})})


def ready(encoded: Encoded) -> Response[Any]:
    """Return an entry that is encoded already."""
    return _json(encoded.content, 200, dict(encoded.headers))


def plain(body: Body, *, status: int = 200, headers: dict[str, str] | None = None) -> Response[Body]:
    """Return something without a revision of its own."""
    return _json(msgspec.json.encode(body), status, headers or {})


def page(
    request: Request[Any, Any, State], found: Page[Row], body_of: Callable[[Row], Body]
) -> Response[PageBody[Body]]:
    """Return a page of a list, with a link to the next one (RFC 8288) and the number of rows in all."""
    cursor = cursor_of(request, found.next_after)
    body = PageBody([body_of(row) for row in found.items], PageInfo(found.limit, cursor, found.total))
    return plain(body, headers=paging_headers(request, cursor, found.total))


def ready_page(request: Request[Any, Any, State], found: Page[Any], items: Sequence[Encoded]) -> Response[Any]:
    """Return a page of a list whose entries are encoded already."""
    cursor = cursor_of(request, found.next_after)
    body = PageBody([msgspec.Raw(item.content) for item in items], PageInfo(found.limit, cursor, found.total))
    return plain(body, headers=paging_headers(request, cursor, found.total))


def paging_headers(request: Request[Any, Any, State], cursor: str | None, total: int) -> dict[str, str]:
    """Return the headers that lead through a list."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "cursor"]
    links = [DESCRIBED, f'<{_address(request, kept)}>; rel="first"']
    if cursor:
        links.append(f'<{_address(request, [*kept, ("cursor", cursor)])}>; rel="next"')
    return {"Link": ", ".join(links), "Total-Count": str(total)}


def _address(request: Request[Any, Any, State], parameters: Sequence[tuple[str, str]]) -> str:
    query = urlencode(parameters)
    return f"{request.url.path}?{query}" if query else request.url.path


def _json(content: bytes, status: int, headers: dict[str, str]) -> Response[Any]:
    return Response(content, status_code=status, media_type="application/json", headers=headers)
