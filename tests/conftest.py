"""A database made by the migrations for every test, on SQLite and on PostgreSQL, and the application on it."""

import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from factories import Factory
from litestar import Litestar
from processes import serving
from spare_databases import SpareDatabases, spare_databases
from sqlalchemy import Connection, Dialect, Engine, event

from registry.app import furnished, routed, running
from registry.db import migrating
from registry.db.session import Database, connect
from registry.http.guard import Application
from registry.settings import Settings, sqlite_url
from registry.usecases.checking import checker
from registry.usecases.work import Check
from registry.validators.pool import CheckPool

PUBLIC_URL = "http://127.0.0.1:8000"
SERVER = "REGISTRY_TEST_POSTGRESQL"


_DIALECTS: dict[str, Dialect] = {}
_COMPILED: dict[Any, Any] = {}


@event.listens_for(Engine, "engine_connect")
def _share_compiled_statements(connection: Connection) -> None:
    # An engine keeps what it has compiled for itself, by its own dialect, and every test has new engines.
    kind = f"{connection.dialect.name}+{connection.dialect.driver}"
    connection.dialect = _DIALECTS.setdefault(kind, connection.dialect)
    connection.execution_options(compiled_cache=_COMPILED)


@dataclass(frozen=True, slots=True)
class Templates:
    """A migrated, empty database of each kind, from which every test gets a copy."""

    folder: Path
    postgresql: SpareDatabases | None


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    folder = tmp_path_factory.mktemp("databases")
    migrating.upgrade(sqlite_url(folder / "template.db"))
    if server := os.environ.get(SERVER):
        with spare_databases(server) as postgresql:
            yield Templates(folder, postgresql)
    else:
        yield Templates(folder, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, templates: Templates) -> Iterator[str]:
    if request.param == "sqlite":
        path = templates.folder / f"{uuid4().hex}.db"
        shutil.copy(templates.folder / "template.db", path)
        yield sqlite_url(path)
        return
    if templates.postgresql is None:
        pytest.skip(f"no PostgreSQL server: set {SERVER} to the URL of one")
    with templates.postgresql.one() as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with connect(database_url) as opened:
        yield opened


@pytest.fixture(scope="session")
async def pool() -> AsyncIterator[CheckPool]:
    async with CheckPool(1) as started:
        yield started


@pytest.fixture
def check(pool: CheckPool) -> Check:
    return checker(pool)


@pytest.fixture
def make(database: Database, check: Check) -> Factory:
    return Factory(database, check)


@pytest.fixture(scope="session")
def routes() -> Litestar:
    """Every route, put together once: to do so for each test took longer than most of them."""
    return routed()


@pytest.fixture
async def assembled(
    routes: Litestar, database: Database, database_url: str, pool: CheckPool
) -> AsyncIterator[tuple[Application, Litestar]]:
    application = furnished(
        routes, Settings(database_url=database_url, public_url=PUBLIC_URL, recheck_seconds=0, mail_seconds=0)
    )
    async with running(routes, lambda _url: nullcontext(database), lambda _size: nullcontext(pool)):
        yield application, routes


@pytest.fixture
def app(assembled: tuple[Application, Litestar]) -> httpx.ASGITransport:
    return httpx.ASGITransport(assembled[0])


@pytest.fixture
def framework(assembled: tuple[Application, Litestar]) -> Litestar:
    return assembled[1]


@pytest.fixture
async def client(app: httpx.ASGITransport) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        yield opened


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Start the demonstration once for all tests, and return the folder that it left."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = common / "demo"
    with (common / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            with serving("demo", "--port", "0", "--data", str(common / "unfinished")) as served:
                served.stop()
            (common / "unfinished").rename(folder)
    return folder


@pytest.fixture
def demo_folder(prepared_demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the folder of a demonstration."""
    return shutil.copytree(prepared_demo, tmp_path / "demo")


@pytest.fixture
def shared() -> Path:
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared corpus does not lie beside the project")
    return folder


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("REGISTRY_TEST_NOTHING_SKIPPED") and not os.environ.get(SERVER):
        raise pytest.UsageError(f"nothing may be skipped here, and {SERVER} names no server")
    del config
