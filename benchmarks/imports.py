"""How many rows of systems a second an import tries, stores, finds unchanged, changes and refuses, on either database.

Run with `python benchmarks/imports.py [--rows N] [--bad-rows N] [--database URL]`; the database of the URL must be
empty, and without one a file of SQLite is made and thrown away.
"""

import argparse
import asyncio
import resource
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from measuring import table

from registry.db import migrating
from registry.db.session import Database, connect
from registry.domain.actors import operator
from registry.settings import sqlite_url
from registry.usecases import institutions
from registry.usecases.checking import Checker, checker
from registry.usecases.imports import Answer, Importer, Options
from registry.usecases.work import begin
from registry.validators.pool import CheckPool

OWNERS: Final = 5
HEAD: Final = "name_sw,name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\n"


def content(rows: int, owner: str = "owner-{}", purpose: str = "Keeps records", mail: str = "ict@x.example") -> bytes:
    """Return a file of systems of a few institutions."""
    lines = (
        f"Mfumo {row},System {row},SYS{row},{owner.format(row % OWNERS)},{purpose} {row},ICT,{mail}\n"
        for row in range(rows)
    )
    return (HEAD + "".join(lines)).encode()


async def prepare(database: Database, check: Checker) -> None:
    """Enter the institutions that own the systems."""
    for number in range(OWNERS):
        names = [{"language": "sw", "text": f"Taasisi {number}"}, {"language": "en", "text": f"Institution {number}"}]
        tree = {"key": f"owner-{number}", "kind": "authority", "sector": "identity", "names": names}
        async with begin(database, operator(), check) as work:
            await institutions.create(work, tree)


async def measure(url: str, rows: int, bad_rows: int) -> list[list[str]]:
    """Return a line of the table for each kind of import, done one after another."""
    migrating.upgrade(url)
    files: list[tuple[str, bytes, dict[str, Any]]] = [
        ("dry run", content(rows), {"dry_run": True}),
        ("created", content(rows), {}),
        ("unchanged", content(rows), {}),
        ("changed", content(rows, purpose="Holds records"), {"overwrite": True}),
        ("unknown owner", content(bad_rows, owner="nobody"), {}),
        (
            "wrong mail",
            content(bad_rows, mail="none")
            .replace(b"SYS", b"BAD")
            .replace(b"ystem", b"ervice")
            .replace(b"fumo", b"radi"),
            {},
        ),
    ]
    lines = []
    async with CheckPool(1) as pool, connect(url) as database:
        check = checker(pool)
        await prepare(database, check)
        for name, given, options in files:
            started = time.perf_counter()
            answer: Answer = await Importer(database, operator(), check).run(given, Options(**options))
            seconds = time.perf_counter() - started
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            counts = ", ".join(f"{count} {result}" for result, count in answer.counts.items() if count)
            lines.append([name, counts, f"{seconds:.1f}", f"{answer.rows / seconds:.0f}", str(most)])
    return lines


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--bad-rows", type=int, default=100_000)
    parser.add_argument("--database", metavar="URL")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or sqlite_url(Path(folder) / "registry.db")
        lines = asyncio.run(measure(url, given.rows, given.bad_rows))
    table("Imports", ["import", "rows", "seconds", "rows a second", "most memory, MB"], lines)


if __name__ == "__main__":
    main()
