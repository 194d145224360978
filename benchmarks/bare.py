"""The limit: one Litestar route that answers with a few bytes."""

from litestar import Litestar, get


@get("/bare")
async def bare() -> dict[str, str]:
    """Answer with a few bytes."""
    return {"status": "ok"}


def create_app() -> Litestar:
    """Return an application with nothing but the route."""
    return Litestar([bare], openapi_config=None, logging_config=None)
