"""What a request costs, against a bare Litestar route on the same server."""

import argparse
import asyncio
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from measuring import ROOT, Figure, ask, free_port, request_of, served, table

from registry.db import migrating
from registry.db.session import connect
from registry.domain.actors import operator
from registry.settings import sqlite_url
from registry.usecases import institutions, interfaces, systems, versions
from registry.usecases.checking import checker
from registry.usecases.work import Work, begin
from registry.validators.pool import CheckPool

TIMES = 1500
SYSTEMS = 200


async def fill(url: str) -> None:
    """Make a catalogue of two hundred systems, each with an api and a draft of the same document."""
    document = (ROOT / "benchmarks" / "small.openapi.json").read_bytes()
    async with connect(url) as database, CheckPool(1) as pool:
        async with begin(database, operator(), checker(pool)) as work:
            names = [{"language": language, "text": f"Taasisi {language}"} for language in ("sw", "en")]
            tree = {"key": "mfano", "kind": "authority", "sector": "identity", "names": names}
            await institutions.create(work, tree)
        for number in range(SYSTEMS):
            async with begin(database, operator(), checker(pool)) as work:
                await _fill_system(work, f"mfumo-{number:04d}", document)


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


async def measure(url: str) -> list[Figure]:
    """Serve the catalogue and the bare route, and ask both."""
    figures = []
    port = free_port()
    with served("benchmarks.bare:create_app", port, {}) as process:
        figures.append(await ask(process, port, "bare route", request_of("/bare"), TIMES))
    port = free_port()
    environment = {"REGISTRY_DATABASE_URL": url, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with served("registry.app:create_app", port, environment) as process:
        for name, path in CASES.items():
            figures += await _both(process, port, name, path)
    return figures


CASES = {
    "one system": "/api/v1/systems/mfumo-0042",
    "page of 50 systems": "/api/v1/systems?limit=50",
    "search": "/api/v1/search?q=thibitisha+kitambulisho",
}


async def _both(process: subprocess.Popen[bytes], port: int, name: str, path: str) -> list[Figure]:
    host = f"127.0.0.1:{port}"
    etag = urllib.request.urlopen(f"http://{host}{path}").headers["ETag"]
    stored = request_of(path).replace(b"Host: 127.0.0.1", f"Host: {host}".encode())
    unchanged = stored[:-2] + f"If-None-Match: {etag}\r\n\r\n".encode()
    # Nothing is kept for a reader who brings a session, so this is what the first reader waits for.
    first = stored[:-2] + b"Cookie: somana=nobody\r\n\r\n"
    return [
        await ask(process, port, f"{name}, 304", unchanged, TIMES),
        await ask(process, port, f"{name}, stored", stored, TIMES),
        await ask(process, port, f"{name}, made anew", first, TIMES // 5),
    ]


def main() -> None:
    """Fill a database, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="the URL of an empty database; a temporary SQLite file without it")
    chosen = parser.parse_args().database
    with tempfile.TemporaryDirectory() as folder:
        url = chosen or sqlite_url(Path(folder) / "somana.db")
        migrating.upgrade(url)
        asyncio.run(fill(url))
        figures = asyncio.run(measure(url))
    bare = figures[0].cpu
    rows = [[f.name, f"{f.cpu:.0f}", f"{f.cpu / bare:.1f}", f"{f.p50:.0f}", f"{f.p99:.0f}"] for f in figures]
    table(f"Serving on {url.split(':')[0]}", ["request", "CPU µs", "× bare", "p50 µs", "p99 µs"], rows)


if __name__ == "__main__":
    main()
