"""How many generated documents a second a core are checked again: read, checked, compared and written down."""

import argparse
import asyncio
import json
import time
from typing import Any

from government import databases
from measuring import cpu_seconds, table
from sqlalchemy import update

from registry.db.models import Version
from registry.db.session import Database, connect
from registry.domain.actors import operator
from registry.domain.lifecycle import Status
from registry.usecases import institutions, interfaces, profiles, rechecks, systems, versions
from registry.usecases.checking import Checker, checker
from registry.usecases.kept import KeptReports
from registry.usecases.rechecking import Runner
from registry.usecases.work import begin
from registry.validators.pool import CheckPool

DOCUMENTS = 300
RULESET = b"extends: somana:core\nrules:\n  operation-without-summary: error\n"
SIZES = (("2 kB", 1), ("20 kB", 25), ("100 kB", 130))


def document(number: int, operations: int) -> bytes:
    """Return an OpenAPI document with so many operations, half of them without a summary."""
    answer = {
        "200": {"description": "OK", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}
    }
    paths: dict[str, Any] = {}
    for position in range(operations):
        about = {"summary": f"Soma {position}"} if position % 2 else {}
        given = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 20}}
        operation = {"operationId": f"get{position}", **about, "parameters": [given], "responses": answer}
        paths[f"/things-{position}/{{id}}"] = {"get": operation}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": f"Mfano {number}", "version": "1.0.0", "description": "Mfano"},
        "servers": [{"url": "https://api.mfano.example/v1"}],
        "paths": paths,
        "components": {"schemas": {"A": {"type": "object", "properties": {"id": {"type": "string"}}}}},
    }
    return json.dumps(tree, indent=2).encode()


async def fill(database: Database, check: Checker, operations: int, count: int) -> None:
    """Make a catalogue of published versions, and load a draft to try on it."""
    async with begin(database, operator(), check) as work:
        names = [{"language": "sw", "text": "Taasisi"}]
        await institutions.create(work, {"key": "mfano", "kind": "authority", "sector": "identity", "names": names})
        contacts = [{"kind": "technical", "name": "TEHAMA", "email": "ict@mfano.example"}]
        system = {"key": "mfumo", "institution": "mfano", "purpose": {"sw": "Mfano"}, "contacts": contacts}
        await systems.register(work, {**system, "names": [{"kind": "name", "text": "Mfumo"}]})
        await interfaces.define_api(work, "mfumo", {"key": "mfano", "title": {"sw": "API"}})
    for number in range(count):
        async with begin(database, operator(), check) as work:
            await versions.publish(work, "mfumo/mfano", document(number, operations), f"1.{number}.0")
    async with database.writing() as session, session.begin():
        await session.execute(update(Version).values(status=Status.PUBLISHED))
    async with begin(database, operator(), check) as work:
        await profiles.load(work, "mfano", "1.0.0", RULESET)


async def measured(url: str, operations: int, count: int) -> list[str]:
    """Try the draft twice: with a worker, and from the reports that the first time has left."""
    async with connect(url) as database, CheckPool(1) as pool:
        await fill(database, checker(pool), operations, count)
        rates = []
        for _ in range(2):
            check = checker(pool, KeptReports(0))
            async with begin(database, operator(), check) as work:
                await rechecks.start_trial(work, "mfano", "1.0.0")
            began, spent = time.perf_counter(), time.process_time() + sum(map(cpu_seconds, pool.process_ids))
            await Runner(database, check).run_all()
            took = time.process_time() + sum(map(cpu_seconds, pool.process_ids)) - spent
            rates += [f"{count / took:.0f}", f"{count / (time.perf_counter() - began):.0f}"]
        return [str(count), *rates]


def main() -> None:
    """Measure on SQLite, and on the server that REGISTRY_TEST_POSTGRESQL names, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="how many of each size")
    asked = parser.parse_args()
    rows = []
    for name, operations in SIZES:
        with databases(f"recheck_{operations}") as found:
            rows += [[kind, name, *asyncio.run(measured(url, operations, asked.documents))] for kind, url in found]
    heads = ["database", "size", "documents", "a second a core", "a second"]
    table("Re-check", [*heads, "known: a second a core", "known: a second"], rows)


if __name__ == "__main__":
    main()
