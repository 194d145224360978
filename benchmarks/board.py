"""What the board costs with 500 institutions, 5,000 systems, 10,000 apis and 50,000 versions.

On SQLite, and on the PostgreSQL server that REGISTRY_TEST_POSTGRESQL names: the data of the page read anew after a
change, the same remembered, lists behind figures, and one chart.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import insert

from registry.db import migrating
from registry.db.generation import generation_of
from registry.db.models import (
    Change,
    Document,
    Institution,
    InstitutionName,
    Interface,
    KnownSystems,
    StoredReport,
    System,
    Table,
    Version,
)
from registry.db.session import Database, connect
from registry.domain.actors import ANONYMOUS, Actor, operator
from registry.domain.board import Figure
from registry.domain.entries import Channel, InstitutionKind, Sector
from registry.domain.lifecycle import Status
from registry.settings import sqlite_url
from registry.usecases import board
from registry.usecases.board import Filters
from registry.usecases.checking import Checker
from registry.usecases.kept import KeptReports
from registry.usecases.work import read
from registry.validators.pool import CheckPool
from registry.web.charts import Bar, bars

INSTITUTIONS, SYSTEMS, APIS, VERSIONS = 500, 5_000, 10_000, 50_000
NOW = datetime.now(UTC)
STATES = [Status.PUBLISHED] * 5 + [Status.DRAFT, Status.SUBMITTED, Status.DEPRECATED, Status.CHANGES_REQUESTED]
RESULTS = ("pass", "pass", "fail")

Rows = Iterator[dict[str, Any]]


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measured("SQLite", sqlite_url(Path(folder) / "board.db"), times))
    if server := os.environ.get("REGISTRY_TEST_POSTGRESQL"):
        _administer(server, "CREATE DATABASE board_benchmark")
        with suppress(KeyboardInterrupt):
            asyncio.run(_measured("PostgreSQL", f"{server}/board_benchmark", times))
        _administer(server, "DROP DATABASE board_benchmark WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)


async def _measured(kind: str, url: str, times: int) -> None:
    await asyncio.to_thread(migrating.upgrade, url)
    async with connect(url) as database:
        await _fill(database)
        generation = generation_of(database, url)
        check = Checker(CheckPool(1), KeptReports(), generation)
        for who in (ANONYMOUS, operator()):
            await _report(f"{kind}, {who.name}, read anew", _board(database, check, who), times, _changing(database))
            await _report(f"{kind}, {who.name}, remembered", _board(database, check, who), times)
            for figure in (Figure.REGISTERED, Figure.OFFERING, Figure.PASSING, Figure.ON_GOVESB):
                await _report(f"{kind}, {who.name}, list {figure}", _list(database, check, who, figure), times)
        generation.close()
    rows = [Bar("Registered", number, str(number)) for number in range(6)]
    began = time.perf_counter()
    for _ in range(1_000):
        bars("way", "Title", "Description", rows)
    print(f"one chart: {time.perf_counter() - began:.2f} ms")


def _board(database: Database, check: Checker, who: Actor) -> Callable[[], Awaitable[object]]:
    async def asked() -> object:
        async with read(database, who, check) as work:
            return await board.read(work, Filters()), await board.months(work)

    return asked


def _list(database: Database, check: Checker, who: Actor, figure: Figure) -> Callable[[], Awaitable[object]]:
    async def asked() -> object:
        async with read(database, who, check) as work:
            return await board.entries(work, figure, Filters(), after="", limit=100)

    return asked


def _changing(database: Database) -> Callable[[], Awaitable[object]]:
    async def changed() -> None:
        async with database.writing() as session, session.begin():
            change = _change()
            await database.put_on_record(session, [], [change])

    return changed


def _change() -> Change:
    return Change(
        seq=0,
        at=NOW,
        type="system.changed",
        op="upsert",
        kind="system",
        entry_id=str(_id(2, 0)),
        name="s0",
        institution="i0",
        version=None,
        digest=None,
        visibility="public",
    )


async def _report(
    name: str, asked: Callable[[], Awaitable[object]], times: int, before: Callable[[], Awaitable[object]] | None = None
) -> None:
    taken = []
    for _ in range(times):
        if before:
            await before()
        began = time.perf_counter()
        await asked()
        taken.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{name}: p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms")


def _id(kind: int, number: int) -> UUID:
    return UUID(int=(kind << 64) + number)


async def _fill(database: Database) -> None:
    random = Random(7)  # noqa: S311 nothing is secret here
    filled: list[tuple[type[Table], Rows]] = [
        (Institution, _institutions(random)),
        (InstitutionName, _names()),
        (KnownSystems, _known(random)),
        (System, _systems(random)),
        (Interface, _apis(random)),
        (Document, _documents()),
        (StoredReport, _reports(random)),
        (Version, _versions(random)),
    ]
    for model, rows in filled:
        async with database.writing() as session, session.begin():
            await session.execute(insert(model), list(rows))
    if database.dialect.name == "postgresql":
        async with database.writing() as session, session.begin():
            await session.connection(execution_options={})
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


def _times(ago: timedelta = timedelta()) -> dict[str, Any]:
    return {"created_at": NOW - ago, "updated_at": NOW - ago, "revision": 1}


if __name__ == "__main__":
    main()
