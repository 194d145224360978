"""What a request costs, against a bare Litestar route on the same server."""

import argparse
import asyncio
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from measuring import ROOT, Figure, ask, free_port, request_of, served, table

from registry.db import migrating
from registry.db.session import Database, connect
from registry.domain.actors import Actor, Role, operator
from registry.settings import sqlite_url
from registry.usecases import accounts, institutions, interfaces, keys, systems, transitions, versions
from registry.usecases.checking import checker
from registry.usecases.sessions import actor_of_user
from registry.usecases.work import Check, Work, begin, read
from registry.validators.pool import CheckPool

TIMES = 1500
SYSTEMS = 200
PEOPLE = (("mchapishaji", Role.PUBLISHER, "mfano"), ("mhakiki", Role.REVIEWER, "wengine"))


PUBLISHED = "mfumo-0042/vitambulisho"


async def fill(url: str) -> str:
    """Make a catalogue of two hundred systems, each with an api and a draft of the same document, and publish one.

    Returns the API key of the publisher.
    """
    document = (ROOT / "benchmarks" / "small.openapi.json").read_bytes()
    async with connect(url) as database, CheckPool(1) as pool:
        async with begin(database, operator(), checker(pool)) as work:
            names = [{"language": language, "text": f"Taasisi {language}"} for language in ("sw", "en")]
            tree = {"kind": "authority", "sector": "identity", "names": names}
            for key in ("mfano", "wengine"):
                await institutions.create(work, {**tree, "key": key})
            for name, role, institution in PEOPLE:
                person = accounts.Person(name, name, f"{name}@mfano.example", (role,), institution)
                await accounts.create(work, person, "si-neno-la-kweli")
        for number in range(SYSTEMS):
            async with begin(database, operator(), checker(pool)) as work:
                await _fill_system(work, f"mfumo-{number:04d}", document)
        await _publish(database, checker(pool))
        return await _key(database, checker(pool))


async def _publish(database: Database, check: Check) -> None:
    owner, reviewer = [await _person(database, check, name) for name, _, _ in PEOPLE]
    for actor, action in ((owner, "submit"), (reviewer, "take"), (reviewer, "approve"), (owner, "publish")):
        async with begin(database, actor, check) as work:
            version = await versions.get(work, PUBLISHED, "1.0.0")
            seen = {"digest": version.digest, "report": str(version.report_id)} if action == "approve" else {}
            order = transitions.order_of({"action": action, **seen})
            await transitions.advance(work, PUBLISHED, "1.0.0", order)


async def _key(database: Database, check: Check) -> str:
    owner = await _person(database, check, PEOPLE[0][0])
    async with begin(database, owner, check) as work:
        return (await keys.create(work, {"name": "kipimo", "scopes": ["entries:read"]}))[1]


async def _person(database: Database, check: Check, name: str) -> Actor:
    async with read(database, operator(), check) as work:
        return actor_of_user(await accounts.get(work, name))


async def _fill_system(work: Work, key: str, document: bytes) -> None:
    system = {
        "key": key,
        "institution": "mfano",
        "names": [{"kind": "name", "language": "sw", "text": f"Mfumo wa uthibitisho {key}"}],
        "purpose": {"sw": "Kuthibitisha vitambulisho vya wananchi", "en": "Confirms the identities of citizens"},
        "contacts": [{"kind": "technical", "name": "TEHAMA", "email": "ict@mfano.example"}],
        "channels": [{"channel": "govesb", "mode": "pull", "code": "MFANO-1"}],
    }
    await systems.register(work, system)
    await interfaces.define_api(work, key, {"key": "vitambulisho", "title": {"sw": "Vitambulisho"}})
    await versions.publish(work, f"{key}/vitambulisho", document)


async def measure(url: str, key: str) -> list[Figure]:
    """Serve the catalogue and the bare route, and ask both."""
    figures = []
    port = free_port()
    with served("benchmarks.bare:create_app", port, {}) as process:
        figures.append(await ask(process, port, "bare route", request_of("/bare"), TIMES))
    port = free_port()
    environment = {"REGISTRY_DATABASE_URL": url, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with served("registry.app:create_app", port, environment) as process:
        for name, path in CASES.items():
            figures += await _three(process, port, name, path, key)
    return figures


CASES = {
    "one version": f"/api/v1/apis/{PUBLISHED}/versions/1.0.0",
    "one system": "/api/v1/systems/mfumo-0042",
    "page of 50 systems": "/api/v1/systems?limit=50",
    "search": "/api/v1/search?q=thibitisha+kitambulisho",
}


async def _three(process: subprocess.Popen[bytes], port: int, name: str, path: str, key: str) -> list[Figure]:
    host = f"127.0.0.1:{port}"
    etag = urllib.request.urlopen(f"http://{host}{path}").headers["ETag"]
    stored = request_of(path).replace(b"Host: 127.0.0.1", f"Host: {host}".encode())
    unchanged = stored[:-2] + f"If-None-Match: {etag}\r\n\r\n".encode()
    # No answer is kept for a reader who brings a key, so it is put together each time, and the key looked up.
    known = stored[:-2] + f"Authorization: Bearer {key}\r\n\r\n".encode()
    return [
        await ask(process, port, f"{name}, 304", unchanged, TIMES),
        await ask(process, port, f"{name}, stored", stored, TIMES),
        await ask(process, port, f"{name}, with a key", known, TIMES // 5),
    ]


def main() -> None:
    """Fill a database, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="the URL of an empty database; a temporary SQLite file without it")
    chosen = parser.parse_args().database
    with tempfile.TemporaryDirectory() as folder:
        url = chosen or sqlite_url(Path(folder) / "somana.db")
        migrating.upgrade(url)
        key = asyncio.run(fill(url))
        figures = asyncio.run(measure(url, key))
    bare = figures[0].cpu
    rows = [[f.name, f"{f.cpu:.0f}", f"{f.cpu / bare:.1f}", f"{f.p50:.0f}", f"{f.p99:.0f}"] for f in figures]
    table(f"Serving on {url.split(':')[0]}", ["request", "CPU µs", "× bare", "p50 µs", "p99 µs"], rows)


if __name__ == "__main__":
    main()
