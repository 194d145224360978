"""A made-up government in a database: 500 institutions, 5,000 systems, 10,000 apis, 50,000 versions, their requests."""

import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import httpx
import psycopg
from litestar.datastructures import State
from sqlalchemy import insert

from registry.app import furnished, routed, running, settle
from registry.db import migrating
from registry.db.models import (
    Document,
    Institution,
    InstitutionName,
    Interface,
    KnownSystems,
    LatestCheck,
    Review,
    StoredReport,
    System,
    Table,
    Version,
    Waiver,
)
from registry.db.session import Database
from registry.domain.actors import Role, Scope, operator
from registry.domain.entries import Channel, InstitutionKind, Sector
from registry.domain.lifecycle import Status
from registry.domain.reviews import OPEN, RequestKind
from registry.domain.waivers import WaiverState
from registry.settings import Settings, sqlite_url
from registry.usecases import accounts, keys, sessions
from registry.usecases.work import begin

INSTITUTIONS, SYSTEMS, APIS, VERSIONS, REVIEWERS, WAIVERS = 500, 5_000, 10_000, 50_000, 40, 3_000
NOW = datetime.now(UTC)
STATES = [
    *([Status.PUBLISHED] * 5),
    *(Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW, Status.DEPRECATED, Status.CHANGES_REQUESTED),
]
RESULTS = ("pass", "pass", "fail")
PUBLIC_URL = "http://127.0.0.1:8000"
PASSWORD = "a-long-sentence-for-a-benchmark"  # noqa: S105 nobody can use it

Rows = Iterator[dict[str, Any]]
Asked = Callable[[], Awaitable[object]]


@contextmanager
def databases(name: str) -> Iterator[list[tuple[str, str]]]:
    """Give the kind and the URL of an empty SQLite database, and of one on the server that the environment names."""
    server = os.environ.get("REGISTRY_TEST_POSTGRESQL")
    with tempfile.TemporaryDirectory() as folder:
        found = [("SQLite", sqlite_url(Path(folder) / f"{name}.db"))]
        if server:
            _administer(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # one that was interrupted left it
            _administer(server, f"CREATE DATABASE {name}")
            found.append(("PostgreSQL", f"{server}/{name}"))
        try:
            for _, url in found:
                migrating.upgrade(url)
            yield found
        finally:
            if server:
                _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)


@asynccontextmanager
async def served(url: str) -> AsyncIterator[tuple[Database, httpx.AsyncClient]]:
    """Run the application on a filled database, and give a reviewer who is signed in to its pages and its API."""
    framework = routed()
    application = furnished(framework, Settings(database_url=url, public_url=PUBLIC_URL, recheck_seconds=0))
    async with running(framework):
        state = framework.state
        await fill(state.database)
        headers = {"authorization": f"Bearer {await _people(state)}"}
        transport: Any = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC_URL, timeout=60) as client:
            form = {"name": "rehema", "password": PASSWORD}
            await client.post("/sign-in", data=form, headers={"origin": PUBLIC_URL})
            client.event_hooks["request"].append(_bringing(headers))
            settle()
            yield state.database, client


def _bringing(headers: Mapping[str, str]) -> Callable[[httpx.Request], Awaitable[None]]:
    async def bring(request: httpx.Request) -> None:
        if request.url.path.startswith("/api/"):
            request.headers.update(headers)

    return bring


async def _people(state: State) -> str:
    """Make accounts for the reviewers, and return the secret of a key of the first of them."""
    names = ["rehema", *(f"reviewer-{number}" for number in range(REVIEWERS))]
    async with begin(state.database, operator(), state.check) as work:
        made = [
            await accounts.create(
                work, accounts.Person(name, name, f"{name}@example.go.tz", (Role.REVIEWER,), "i0"), PASSWORD
            )
            for name in names
        ]
    async with begin(state.database, sessions.actor_of_user(made[0]), state.check) as work:
        return (await keys.create(work, {"name": "benchmark", "scopes": list(Scope)}))[1]


async def report(name: str, asked: Asked, times: int, before: Asked | None = None) -> None:
    """Ask many times, each time after something that is not measured, and print what it took.

    Beside the time that passed is what this process has worked, which others on the machine do not lengthen.
    """
    taken, worked = [], []
    for _ in range(3):  # what is only made once is no part of it
        await asked()
    for _ in range(times):
        if before:
            await before()
        began, spent = time.perf_counter(), time.process_time()
        await asked()
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - spent) * 1000)
    print(f"{name}: {_told(taken)}; of the process {_told(worked)}", flush=True)


def _told(taken: Sequence[float]) -> str:
    return f"p50 {statistics.median(taken):.1f} ms, p95 {statistics.quantiles(taken, n=20)[-1]:.1f} ms"


def getting(client: httpx.AsyncClient, path: str) -> Asked:
    """Return what asks for a page of the application as a whole, and fails where it does not come."""

    async def asked() -> None:
        answer = await client.get(path)
        if answer.status_code != 200:
            message = f"{path}: {answer.status_code}"
            raise RuntimeError(message)

    return asked


def _id(kind: int, number: int) -> UUID:
    return UUID(int=(kind << 64) + number)


async def fill(database: Database) -> None:
    """Fill an empty database, the same way each time."""
    random = Random(7)  # noqa: S311 nothing is secret here
    filled: list[tuple[type[Table], Iterable[dict[str, Any]]]] = [
        (Institution, _institutions(random)),
        (InstitutionName, _names()),
        (KnownSystems, _known(random)),
        (System, _systems(random)),
        (Interface, _apis(random)),
        (Document, _documents()),
        (StoredReport, _reports(random)),
        (Version, versions := list(_versions(random))),
        (LatestCheck, _latest(versions)),
        (Review, _reviews(random, versions)),
        (Waiver, _waivers(random)),
    ]
    for model, rows in filled:
        async with database.writing() as session, session.begin():
            await session.execute(insert(model), list(rows))
    if database.dialect.name == "postgresql":
        async with database.writing() as session, session.begin():
            await (await session.connection()).exec_driver_sql("ANALYZE")


def _institutions(random: Random) -> Rows:
    for number in range(INSTITUTIONS):
        kind, sector = random.choice(list(InstitutionKind)), random.choice(list(Sector))
        yield {"id": _id(1, number), "serial": number, "key": f"i{number}", "kind": kind, "sector": sector} | _times()


def _names() -> Rows:
    for number in range(INSTITUTIONS):
        for language in ("sw", "en"):
            text = f"Institution number {number} ({language})"
            yield {
                "id": _id(2 if language == "sw" else 3, number),
                "institution_id": _id(1, number),
                "language": language,
                "text": text,
            }


def _known(random: Random) -> Rows:
    for number in range(0, INSTITUTIONS, 3):
        yield {
            "id": _id(4, number),
            "institution_id": _id(1, number),
            "count": random.randrange(30),
            "source": "Audit",
            "counted_on": NOW.date(),
            "recorded_by": "x",
            "recorded_at": NOW,
        }


def _systems(random: Random) -> Rows:
    for number in range(SYSTEMS):
        ends = (NOW + timedelta(days=random.randrange(-100, 1000))).date().isoformat()
        yield {
            "id": _id(5, number),
            "serial": number,
            "key": f"s{number}",
            "institution_id": _id(1, number % INSTITUTIONS),
            "names": [{"kind": "name", "language": "en", "text": f"System {number}"}],
            "purpose": {"en": "Does something for somebody"},
            "sector": Sector.OTHER,
            "state": "in-use" if number % 20 else "retired",
            "standing": random.choice(["registered", "checked", "reviewed"]),
            "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@example.go.tz"}],
            "legal_basis": [],
            "channels": _channels(random),
            "personal_data": {"holds": True, "registration": "1", "expires_on": ends} if number % 3 else None,
        } | _times(timedelta(days=random.randrange(800)))


def _channels(random: Random) -> list[dict[str, str]]:
    chosen = random.sample(list(Channel), random.randrange(3))
    return [{"channel": str(channel), "mode": "pull", "code": "A-1"} for channel in chosen]


def _apis(random: Random) -> Rows:
    for number in range(APIS):
        system = number % SYSTEMS
        yield {
            "id": _id(6, number),
            "kind": "api",
            "name": f"s{system}/a{number}",
            "institution_id": _id(1, system % INSTITUTIONS),
            "system_id": _id(5, system),
            "title": {"en": f"Api {number}"},
            "description": {},
            "manner": "rest",
            "visibility": "public" if number % 4 else "government",
            "channels": _channels(random),
        } | _times()


def _documents() -> Rows:
    for number in range(APIS):
        yield {"digest": f"sha256:{number:064}", "format": "json", "size": 2, "content": b"{}", "created_at": NOW}


def _reports(random: Random) -> Rows:
    for number in range(APIS):
        yield {
            "id": _id(7, number),
            "document_digest": f"sha256:{number:064}",
            "profile": "tz-interop@1.0.0",
            "profile_digest": "sha256:0",
            "engine": "1",
            "result": random.choice(RESULTS),
            "errors": 0,
            "warnings": 0,
            "score": random.randrange(101),
            "tree": {"rules": [{"rule": f"rule-{rule}", "outcome": "pass"} for rule in range(60)]},
            "created_at": NOW,
        }


def _versions(random: Random) -> Rows:
    for number in range(VERSIONS):
        at = NOW - timedelta(days=random.randrange(700))
        status = random.choice(STATES)
        yield {
            "id": _id(8, number),
            "interface_id": _id(6, number % APIS),
            "number": f"{number // APIS + 1}.0.0",
            "status": status,
            "digest": f"sha256:{number % APIS:064}",
            "report_id": _id(7, number % APIS),
            "facts": {"operations": [{"method": "get", "path": f"/p{path}"} for path in range(20)]},
            "written_by": "amina",
            "submitted_by": None,
            "submitted_at": at,
            "published_at": at if status in {Status.PUBLISHED, Status.DEPRECATED} else None,
        } | _times()


def _latest(versions: Sequence[dict[str, Any]]) -> Rows:
    for row in versions:
        if row["status"] is Status.PUBLISHED:
            since = NOW if row["id"].int % 5 else None
            yield {
                "version_id": row["id"],
                "report_id": _id(7, (row["id"].int + 1) % APIS),
                "failing_since": since,
                "checked_at": NOW,
            }


def _reviews(random: Random, versions: Sequence[dict[str, Any]]) -> Rows:
    """Yield a request for every version that is with the reviewers or back with its owner, and some that are over."""
    closed = {Status.PUBLISHED: Status.APPROVED}
    for serial, row in enumerate(versions):
        state = closed.get(row["status"], row["status"])
        if state not in {Status.APPROVED, *OPEN} or (state is Status.APPROVED and serial % 4):
            continue
        due = NOW.date() + timedelta(days=random.randrange(-20, 40))
        yield {
            "id": _id(9, serial),
            "serial": serial + 1,
            "kind": RequestKind.TAKE_INTO_USE,
            "version_id": row["id"],
            "institution_id": _id(1, (row["interface_id"].int % (1 << 64)) % SYSTEMS % INSTITUTIONS),
            "sector": random.choice(list(Sector)),
            "personal_data": not serial % 3,
            "approvals": 1,
            "state": state,
            "opened_by": "amina",
            "opened_at": row["submitted_at"],
            "allowed_days": 20,
            "used_days": 0,
            "due_on": None if state is Status.CHANGES_REQUESTED else due,
            "reviewer": f"reviewer-{random.randrange(REVIEWERS)}" if state is Status.IN_REVIEW else None,
            "round": 1,
            "updated_at": NOW,
            "revision": 1,
        }


def _waivers(random: Random) -> Rows:
    for number in range(WAIVERS):
        state = random.choice([WaiverState.ASKED, WaiverState.GRANTED, WaiverState.GRANTED])
        decided = {"decided_by": "rehema", "decided_at": NOW} if state is WaiverState.GRANTED else {}
        yield {
            "id": _id(10, number),
            "serial": number + 1,
            "interface_id": _id(6, number % APIS),
            "version": "1.0.0",
            "rule": f"rule-{number % 60}",
            "fingerprint": f"{number:064}",
            "reason": "June",
            "ends_on": NOW.date() + timedelta(days=random.randrange(-50, 300)),
            "state": state,
            "asked_by": "amina",
            "asked_at": NOW,
            "decided_by": None,
            "decided_at": None,
            "updated_at": NOW,
            "revision": 1,
        } | decided


def _times(ago: timedelta = timedelta()) -> dict[str, Any]:
    return {"created_at": NOW - ago, "updated_at": NOW - ago, "revision": 1}
