"""Put the web process together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig

from registry import __version__, api
from registry.api import problems
from registry.api.encoded import Shelf
from registry.db.generation import generation_of
from registry.db.known import known_of
from registry.db.session import Database, connect
from registry.http.guard import Application, Guard
from registry.http.methods import Methods
from registry.http.metrics import metrics
from registry.http.representations import Representations
from registry.mail import carrier_of
from registry.settings import Settings, from_environment
from registry.usecases.checking import checker
from registry.usecases.daily import Steward
from registry.usecases.kept import KeptReports
from registry.usecases.posting import Postman
from registry.usecases.receipts import Signer
from registry.usecases.rechecking import Runner, resting
from registry.validators.pool import CheckPool
from registry.web import errors as pages
from registry.web import router

Opening = Callable[[str], AbstractAsyncContextManager[Database]]
Pooling = Callable[[int], AbstractAsyncContextManager[CheckPool]]


def create_app() -> Application:
    """Return the web application, ready for a server."""
    return assemble(from_environment())[0]


def assemble(settings: Settings) -> tuple[Application, Litestar]:
    """Return the web application, and the framework's part of it."""
    framework = routed()
    return furnished(framework, settings), framework


def routed() -> Litestar:
    """Return every route, put together by the framework, which takes it a tenth of a second and more."""
    return Litestar(
        route_handlers=[api.router, api.well_known, router, health, metrics],
        exception_handlers={**problems.HANDLERS, HTTPException: on_no_route},
        lifespan=[running],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


def furnished(framework: Litestar, settings: Settings) -> Application:
    """Return the application round the routes, with settings and nothing kept."""
    session_cookie = "__Host-somana" if settings.secure else "somana"
    framework.state.update(
        {"settings": settings, "session_cookie": session_cookie, "described": described, "shelf": Shelf()}
    )

    async def generation() -> int:
        number: int = await framework.state.generation.current()
        return number

    inner: Any = framework
    return Guard(Methods(Representations(inner, generation, session_cookie)), settings)


def on_no_route(request: Request[Any, Any, State], error: HTTPException) -> Response[Any]:
    """Report that no route takes a request: on a page to a browser, as a problem to anybody else."""
    browsing = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    return (pages.on_framework_error if browsing else problems.on_framework_error)(request, error)


@cache
def described() -> Litestar:
    """Return an application that is never served: the framework describes its routes, and none of its own beside."""
    return Litestar(
        [api.router], logging_config=None, openapi_config=OpenAPIConfig(title="Somana", version=__version__)
    )


@asynccontextmanager
async def running(framework: Litestar, opening: Opening = connect, pooling: Pooling = CheckPool) -> AsyncIterator[None]:
    """Hold the database and the check workers open for as long as the application runs."""
    state = framework.state
    settings: Settings = state.settings
    # Strangers have a worker of their own, so that nobody who publishes ever waits for one of them.
    async with (
        opening(settings.database_url) as database,
        pooling(settings.check_workers) as pool,
        pooling(1) as pool_of_strangers,
    ):
        state.database, state.kept = database, KeptReports()
        state.generation = generation_of(database, settings.database_url)
        state.signer = Signer(Path(settings.receipt_key)) if settings.receipt_key else None
        state.stored = known_of(database, settings.database_url)
        state.pools = {"known": pool, "strangers": pool_of_strangers}
        # Both know the same reports, since nobody is told of one who does not bring the document.
        shared = (state.kept, state.generation, state.stored)
        state.check, state.check_of_strangers = checker(pool, *shared), checker(pool_of_strangers, *shared)
        try:
            async with checking_again(state), telling(state):
                yield
        finally:
            state.generation.close()
            state.stored.close()


@asynccontextmanager
async def checking_again(state: State) -> AsyncIterator[None]:
    """Check again what is to be, beside everything else, where the settings say so.

    It has a worker of its own, which starts with the first document, and waits while people wait for theirs.
    """
    if not state.settings.recheck_seconds:
        yield
        return
    pool = CheckPool(1)
    check = checker(pool, KeptReports(0), state.generation, state.stored)
    runner = Runner(state.database, check, rest=resting(list(state.pools.values())))
    task = asyncio.create_task(runner.run_forever(state.settings.recheck_seconds))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await pool.close()


@asynccontextmanager
async def telling(state: State) -> AsyncIterator[None]:
    """Send letters, and do what is done once a day, beside everything else, where the settings say so."""
    settings: Settings = state.settings
    if not settings.mail_seconds:
        yield
        return
    workers: list[Steward | Postman] = [Steward(state.database, state.check)]
    if carrier := carrier_of(settings.mail):
        workers.append(Postman(state.database, carrier, settings))
    tasks = [asyncio.create_task(worker.run_forever(settings.mail_seconds)) for worker in workers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    """Say that the process is there."""
    return {"status": "ok"}
