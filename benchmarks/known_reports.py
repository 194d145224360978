"""How many known reports a second a use case answers, from memory and from the database, without a worker."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measuring import ROOT, table

from registry.db import migrating
from registry.db.generation import generation_of
from registry.db.known import known_of
from registry.db.session import Database, connect
from registry.domain.actors import ANONYMOUS, operator
from registry.domain.profiles import ProfileAction
from registry.settings import sqlite_url
from registry.usecases import institutions, interfaces, profiles, reports, systems, versions
from registry.usecases.checking import Checker, checker
from registry.usecases.kept import KeptReports
from registry.usecases.profiles import Order
from registry.usecases.work import begin, read
from registry.validators.pool import CheckPool

DOCUMENTS = 100
ROUNDS = 5
RULESET = b"extends: somana:core\n"


def documents() -> list[bytes]:
    """Return as many documents as are measured, each with another title."""
    content = (ROOT / "benchmarks" / "small.openapi.json").read_bytes()
    return [content.replace(b'"title": "', b'"title": "%d ' % number, 1) for number in range(DOCUMENTS)]


async def fill(database: Database, check: Checker, contents: Sequence[bytes]) -> None:
    """Make a catalogue in which every document is a version of an api, checked against a loaded profile."""
    async with begin(database, operator(), check) as work:
        await profiles.load(work, "mfano", "1.0.0", RULESET)
    async with begin(database, operator(), check) as work:
        await profiles.activate(work, "mfano", "1.0.0", Order(ProfileAction.ACTIVATE, default=True))
    async with begin(database, operator(), check) as work:
        names = [{"language": "sw", "text": "Taasisi"}]
        tree = {"key": "mfano", "kind": "authority", "sector": "identity", "names": names}
        await institutions.create(work, tree)
        contacts = [{"kind": "technical", "name": "TEHAMA", "email": "ict@mfano.example"}]
        system = {"key": "mfumo", "institution": "mfano", "purpose": {"sw": "Mfano"}, "contacts": contacts}
        await systems.register(work, {**system, "names": [{"kind": "name", "text": "Mfumo"}]})
        await interfaces.define_api(work, "mfumo", {"key": "mfano", "title": {"sw": "API"}})
    for number, content in enumerate(contents):
        async with begin(database, operator(), check) as work:
            await versions.publish(work, "mfumo/mfano", content, f"1.0.{number}")


async def rate(database: Database, check: Checker, contents: Sequence[bytes]) -> tuple[float, float]:
    """Return how many reports a second are answered one after another, and the CPU microseconds of each."""
    started, spent = time.perf_counter(), time.process_time()
    for content in contents:
        async with read(database, ANONYMOUS, check) as work:
            await reports.report_on(work, content)
    spent = time.process_time() - spent
    return len(contents) / (time.perf_counter() - started), spent / len(contents) * 1e6


async def measured(url: str) -> list[list[str]]:
    """Fill a database, and ask for what is known."""
    rows: list[list[str]] = []
    contents = documents()
    async with connect(url) as database, CheckPool(1) as pool:
        generation, stored = generation_of(database, url), known_of(database, url)
        check = checker(pool, None, generation, stored)
        await fill(database, check, contents)
        checks = pool.tally.outcomes["report"]
        for name, fresh in (("memory", False), ("database", True)):
            rates = []
            for _ in range(ROUNDS):
                check = checker(pool, KeptReports() if fresh else check.kept, generation, stored)
                rates.append(await rate(database, check, contents))
            speed, cpu = sorted(rates)[ROUNDS // 2]
            rows.append([name, str(len(contents)), f"{max(rates)[0]:.0f}", f"{speed:.0f}", f"{cpu:.0f}"])
        generation.close()
        stored.close()
        rows.append(["asked of a worker meanwhile", str(pool.tally.outcomes["report"] - checks), "", "", ""])
    return rows


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="the URL of an empty database; a temporary SQLite file without it")
    chosen = parser.parse_args().database
    with tempfile.TemporaryDirectory() as folder:
        url = chosen or sqlite_url(Path(folder) / "somana.db")
        migrating.upgrade(url)
        rows = asyncio.run(measured(url))
    table(
        f"Known reports on {url.split(':')[0]}",
        ["known by", "reports", "a second, most", "median", "CPU µs each"],
        rows,
    )


if __name__ == "__main__":
    main()
