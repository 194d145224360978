"""What it costs to find who else publishes the fields of a version, in a catalogue of 5,000 entries."""

import argparse
import asyncio
import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from measuring import ROOT, table
from sqlalchemy import insert, text

from registry.db import migrating
from registry.db.models import Document, Institution, InstitutionName, Interface, PublishedField, StoredReport, Version
from registry.db.queries import interfaces, versions
from registry.db.session import Database, connect
from registry.domain.actors import ANONYMOUS, operator
from registry.settings import sqlite_url
from registry.usecases import concepts, overlaps, published_fields
from registry.usecases.checking import Checker, checker
from registry.usecases.meanings import meant_by
from registry.usecases.work import begin, read
from registry.validators.concepts.dictionary import Dictionary
from registry.validators.pool import CheckPool

ENTRIES, INSTITUTIONS, FIELDS, ASKED = 5_000, 100, 40, 60
COMMON = ["id", "status", "createdAt", "updatedAt", "page", "size", "total", "message", "code", "name", "type", "note"]
NOW = datetime.now(UTC)


def trees() -> list[Any]:
    """Return the concepts that come with the first catalogue."""
    return [yaml.safe_load(file.read_text("utf-8")) for file in sorted((ROOT / "catalog_seed" / "concepts").glob("*"))]


def names_of(chance: random.Random, meanings: Sequence[str]) -> list[str]:
    """Return the fields of one entry: some that everybody has, some of the dictionary, and some of its trade."""
    own = [f"uga{int(chance.paretovariate(0.6))}{chance.choice('abcdefghij')}" for _ in range(60)]
    drawn = [*chance.sample(COMMON, 8), *(meanings[int(len(meanings) * chance.random() ** 2)] for _ in range(14)), *own]
    return list(dict.fromkeys(drawn))[:FIELDS]


def facts_of(names: Sequence[str]) -> dict[str, Any]:
    """Return the facts of a data schema of these fields."""
    fields = [{"name": name, "parent": "", "type": "string", "format": None} for name in names]
    return {"kind": "schema", "title": "Mfano", "fields": fields}


async def fill(database: Database, check: Checker) -> None:
    """Write a catalogue straight into the tables: through the use cases it would take half an hour."""
    async with begin(database, operator(), check) as work:
        await concepts.put_all(work, trees())
        dictionary = await work.check.meanings.dictionary(work.session)
    rows = made(dictionary)
    async with database.writing() as session, session.begin():
        for model, given in rows:
            for start in range(0, len(given), 1_000):
                await session.execute(insert(model), given[start : start + 1_000])
    # What the database does by itself some time after so many rows came.
    engine = database.writing.kw["bind"].execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("ANALYZE" if database.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def made(dictionary: Dictionary) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the rows of the catalogue by table, in the order in which they refer to each other."""
    chance = random.Random(7)  # noqa: S311 the catalogue is the same each time
    meanings = [tree["field_names"][0] for tree in trees()]
    stamps: dict[str, Any] = {"created_at": NOW, "updated_at": NOW, "revision": 1}
    owners = [uuid4() for _ in range(INSTITUTIONS)]
    rows: dict[Any, list[dict[str, Any]]] = {
        model: []
        for model in (Institution, InstitutionName, Document, StoredReport, Interface, Version, PublishedField)
    }
    for number, owner in enumerate(owners):
        rows[Institution].append(
            {"id": owner, "serial": number + 1, "key": f"taasisi-{number}"}
            | {"kind": "agency", "sector": "other"}
            | stamps
        )
        rows[InstitutionName].append(
            {
                "id": uuid4(),
                "institution_id": owner,
                "language": "sw",
                "text": f"Taasisi ya {number}",
                "acronym": f"T{number}",
            }
        )
    for number in range(ENTRIES):
        ids = entry, release, report = uuid4(), uuid4(), uuid4()
        digest = f"sha256:{hashlib.sha256(str(ids).encode()).hexdigest()}"
        facts = facts_of(names_of(chance, meanings))
        rows[Document].append({"digest": digest, "format": "json", "size": 2, "content": b"{}", "created_at": NOW})
        rows[StoredReport].append(_report(report, digest))
        rows[Interface].append(_interface(entry, owners[number % INSTITUTIONS], number) | stamps)
        rows[Version].append(_version(release, entry, digest, report, facts) | stamps)
        rows[PublishedField] += [
            {"version_id": release, "visibility": "public", "name": one.name}
            | {"folded": one.folded, "concept": one.concept}
            for one in meant_by(facts, dictionary).values()
        ]
    return list(rows.items())


def _report(identity: UUID, digest: str) -> dict[str, Any]:
    told = {"profile": "p@1.0.0", "profile_digest": "sha256:0", "engine": "e", "result": "pass"}
    counts = {"errors": 0, "warnings": 0, "score": 100}
    return {"id": identity, "document_digest": digest, "tree": {}, "created_at": NOW, **told, **counts}


def _interface(identity: UUID, owner: UUID, number: int) -> dict[str, Any]:
    shown = {"title": {"sw": f"Mfano {number}"}, "description": {}, "visibility": "public", "channels": []}
    return {"id": identity, "kind": "schema", "name": f"mfano-{number}", "institution_id": owner, **shown}


def _version(identity: UUID, entry: UUID, digest: str, report: UUID, facts: dict[str, Any]) -> dict[str, Any]:
    state = {"number": "1.0.0", "status": "published", "written_by": "a", "published_at": NOW}
    return {"id": identity, "interface_id": entry, "digest": digest, "report_id": report, "facts": facts, **state}


async def measured(url: str) -> list[list[str]]:
    """Fill a database, ask for the overlap of entries of it, and write the fields of some anew."""
    async with connect(url) as database, CheckPool(1) as pool:
        check = checker(pool)
        await fill(database, check)
        asked = [f"mfano-{number}" for number in range(7, ENTRIES, ENTRIES // ASKED)]
        questions, writes, found = [], [], 0
        for name in asked:
            async with read(database, ANONYMOUS, check) as work:
                version = await versions.get(work.session, name, "1.0.0")
                started = time.perf_counter()
                found += len(await overlaps.of_version(work, version))
                questions.append(time.perf_counter() - started)
        for name in asked:
            async with begin(database, operator(), check) as work:
                work.attempt("fields:rebuild", "fields", name)
                entry = await interfaces.get(work.session, name)
                version = await versions.get(work.session, name, "1.0.0")
                started = time.perf_counter()
                await published_fields.keep(work, entry, version)
                writes.append(time.perf_counter() - started)
                work.record()
    return [
        [f"the question ({found / len(asked):.1f} found), {database.dialect.name}", *_said(questions)],
        [f"writing the fields of a version, {database.dialect.name}", *_said(writes)],
    ]


def _said(times: Sequence[float]) -> list[str]:
    ordered = sorted(times[1:])
    return [f"{statistics.median(ordered) * 1e3:.1f}", f"{ordered[int(len(ordered) * 0.95)] * 1e3:.1f}"]


def main() -> None:
    """Measure on SQLite, or on the empty database of a URL."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--database", metavar="URL", help="an empty database, SQLite in a temporary file unless given"
    )
    url = arguments.parse_args().database
    with tempfile.TemporaryDirectory() as folder:
        url = url or sqlite_url(Path(folder) / "catalogue.db")
        migrating.upgrade(url)
        table(f"{ENTRIES:,} entries of {FIELDS} fields", ["what", "median ms", "p95 ms"], asyncio.run(measured(url)))


if __name__ == "__main__":
    main()
