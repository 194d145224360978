"""What the index costs whoever publishes, and how large it is."""

import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from national import NOW, National, digest, facts, identity
from sqlalchemy import event, insert, select, text

from registry.db.models import Document, Interface, StoredReport, Table, Version
from registry.db.queries import interfaces
from registry.db.session import Database
from registry.domain.actors import operator
from registry.domain.lifecycle import Status
from registry.usecases import indexing
from registry.usecases.index_stages import STAGES
from registry.usecases.work import Check, Work, begin, read

PUBLISHED, OF_THEM, OTHERS = 100, 40, 10_000_000
_SQLITE = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search%'"
_POSTGRESQL = (
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
    "WHERE relkind = 'r' AND relname LIKE 'search%' AND relnamespace = 'public'::regnamespace"
)


async def publishing(database: Database, check: Check, national: National) -> Mapping[str, str]:
    """Write versions with forty operations and all that the index has of them, each in a transaction of its own."""
    random, spent, whole = national.random("publishing"), [], []
    with _clocked(database) as clock:
        for number in range(PUBLISHED):
            rows, began = _rows(number % national.apis, number, facts(random, OF_THEM)), time.perf_counter()
            clock.spent = 0.0
            async with begin(database, operator(), check) as work:
                await _published(work, rows)
            whole.append((time.perf_counter() - began) * 1000)
            spent.append((clock.spent + time.perf_counter() - clock.began) * 1000)
    return {
        f"publishing {OF_THEM} operations, database time p50 / p95": f"{_of(spent, 9):.1f} / {_of(spent, 18):.1f} ms",
        f"publishing {OF_THEM} operations, transaction p50 / p95": f"{_of(whole, 9):.1f} / {_of(whole, 18):.1f} ms",
    }


async def size(database: Database) -> int:
    """Return how many bytes the index takes, what is shown of its entries with it."""
    asked = _SQLITE if database.dialect.name == "sqlite" else _POSTGRESQL
    async with database.reading() as session:
        return int(await session.scalar(text(asked)) or 0)


async def text_bytes(database: Database, check: Check) -> int:
    """Return how many bytes of text are indexed: titles, bodies and names of fields of everything that can be found."""
    total = 0
    for stage in STAGES.values():
        after: str | None = ""
        while after is not None:
            async with read(database, operator(), check) as work:
                batch = await stage(work, after, 200)
                found = [one.texts for some in batch.sources.values() for one in some]
            total += sum(len(f"{one.title} {one.body}".encode()) for one in found)
            after = batch.last
    return total


@dataclass(slots=True)
class _Clock:
    """How long the database has worked on statements, and when the last one or the commit began."""

    spent: float = 0.0
    began: float = 0.0

    def start(self, *_: object) -> None:
        self.began = time.perf_counter()

    def stop(self, *_: object) -> None:
        self.spent += time.perf_counter() - self.began


@contextmanager
def _clocked(database: Database) -> Iterator[_Clock]:
    """Clock what the database does for whoever writes; what runs when the block ends is the commit."""
    engine, clock = database.writing.kw["bind"].sync_engine, _Clock()
    heard = {"before_cursor_execute": clock.start, "after_cursor_execute": clock.stop, "commit": clock.start}
    for name, listener in heard.items():
        event.listen(engine, name, listener)
    try:
        yield clock
    finally:
        for name, listener in heard.items():
            event.remove(engine, name, listener)


async def _published(work: Work, rows: Mapping[type[Table], dict[str, Any]]) -> None:
    work.attempt("version:publish", "version", str(rows[Version]["id"]))
    for model, row in rows.items():
        await work.session.execute(insert(model), [row])
    name = await work.session.scalar(select(Interface.name).where(Interface.id == rows[Version]["interface_id"]))
    await indexing.index_interface(work, await interfaces.get(work.session, name or ""))
    work.record()


def _rows(api: int, number: int, told: dict[str, Any]) -> Mapping[type[Table], dict[str, Any]]:
    new = OTHERS + number
    report = {"id": identity(7, new), "document_digest": digest(new), "profile": "tz-interop@1.0.0", "result": "pass"}
    report |= {"profile_digest": "sha256:0", "engine": "1", "errors": 0, "warnings": 0, "score": 100, "tree": {}}
    version = {"id": identity(8, new), "interface_id": identity(6, api), "number": f"2.{number}.0", "facts": told}
    version |= {"status": Status.PUBLISHED, "digest": digest(new), "report_id": identity(7, new), "written_by": "amina"}
    return {
        Document: {"digest": digest(new), "format": "json", "size": 2, "content": b"{}", "created_at": NOW},
        StoredReport: {**report, "created_at": NOW},
        Version: {**version, "published_at": NOW, "created_at": NOW, "updated_at": NOW, "revision": 1},
    }


def _of(taken: Sequence[float], twentieth: int) -> float:
    return statistics.quantiles(taken, n=20)[twentieth]
