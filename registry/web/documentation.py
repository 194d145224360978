"""The page for those who write programs against our own API."""

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency

from registry.web.reader import Reader


@get("/docs/api", include_in_schema=False)
async def api(request: Request[None, None, State], reader: NamedDependency[Reader]) -> Response[str]:
    """Show how to read, to write and to keep a copy by program."""
    return reader.page("documentation/api.html", address=request.app.state.settings.public_url)


ROUTES = [api]
