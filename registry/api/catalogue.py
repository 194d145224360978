"""Where machines find every api of this catalogue: `/.well-known/api-catalog` (RFC 9727)."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency

from registry.domain.entries import EntryKind
from registry.usecases import interfaces
from registry.usecases.indexing import path_of
from registry.usecases.work import Work

ADDRESS = "/.well-known/api-catalog"
MEDIA_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
BATCH = 200


@get(ADDRESS, include_in_schema=False)
async def list_links(request: Request[Any, Any, State], reading: NamedDependency[Work]) -> Response[bytes]:
    """Return our own API with its description, and every api that the asker may know of, as a linkset (RFC 9264)."""
    public_url: str = request.app.state.settings.public_url
    own = {
        "anchor": f"{public_url}/api/v1",
        "service-desc": [
            {"href": f"{public_url}/api/v1/openapi.json", "type": "application/json"},
            {"href": f"{public_url}/api/v1/openapi.yaml", "type": "application/yaml"},
        ],
        "status": [{"href": f"{public_url}/health"}],
    }
    listed = {"anchor": f"{public_url}{ADDRESS}", "item": await _items(reading, public_url)}
    headers = {"Link": f'<{ADDRESS}>; rel="api-catalog"'}
    return Response(msgspec.json.encode({"linkset": [own, listed]}), media_type=MEDIA_TYPE, headers=headers)


async def _items(reading: Work, public_url: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        found = await interfaces.list_page(reading, EntryKind.API, interfaces.Filters(), after=after, limit=BATCH)
        items += [{"href": f"{public_url}/api/v1{path_of(row)}", "type": "application/json"} for row in found.items]
        after = found.next_after
    return items


ROUTES = [list_links]
