import asyncio
import json
import os
import signal
import sqlite3
import threading
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path
from random import Random
from urllib.error import URLError

import pytest
from factories import ADMIN, Factory, contents, document
from processes import Serving, ended, killed_half_way, serving
from seeds import WHOLE, written_catalogue, written_standards

from registry.cli.serve import free_port
from registry.db.session import Database, connect
from registry.domain.actors import Role
from registry.settings import sqlite_url
from registry.usecases import audit, interfaces, sync, versions
from registry.usecases.work import read

WRITERS = 4
VERSIONS = "/api/v1/apis/nida-cig/kill-test/versions"


class Writers:
    """Threads that publish version after version until the server is gone, and what was acknowledged to them."""

    def __init__(self, address: str, key: str, start: int) -> None:
        self.acknowledged: dict[str, str] = {}
        self._address, self._key, self._start = address, key, start
        self._threads = [threading.Thread(target=self._write, args=(writer,)) for writer in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(30)

    def _write(self, writer: int) -> None:
        for number in range(1000):
            version = f"{self._start}.{writer}.{number}"
            try:
                answer = post(self._address + VERSIONS, self._key, document(version))
            except (URLError, ConnectionError, HTTPException, TimeoutError):
                return
            self.acknowledged[version] = answer["version"]["digest"]


def post(url: str, key: str, body: bytes) -> dict[str, dict[str, str]]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20) as answer:
        found: dict[str, dict[str, str]] = json.load(answer)
        return found


def killed_at_random(served: Serving, seconds: float) -> None:
    time.sleep(seconds)
    os.killpg(served.process.pid, signal.SIGKILL)
    served.end()


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(demo_folder: Path) -> None:
    folder, acknowledged, random = demo_folder, dict[str, str](), Random(7)
    rounds = int(os.environ.get("REGISTRY_TEST_KILLS", "3"))
    for turn in range(rounds):
        with serving("demo", "--port", "0", "--data", str(folder)) as served:
            accounts = json.loads((folder / "demo-accounts.json").read_text("utf-8"))
            key = next(one["key"] for one in accounts if one["name"] == "publisher")
            if turn == 0:
                body = json.dumps({"key": "kill-test", "title": {"en": "Kill test"}}).encode()
                post(f"{served.address}/api/v1/apis/nida-cig", key, body)
            writers = Writers(served.address, key, turn)
            killed_at_random(served, random.uniform(0.6, 1.5))
            writers.join()
            acknowledged |= writers.acknowledged
    assert len(acknowledged) >= rounds * WRITERS
    assert_whole(folder / "somana.db", acknowledged)
    assert asyncio.run(first_broken(folder / "somana.db")) is None


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nothing_that_was_acknowledged_is_lost_when_the_server_of_a_shared_database_is_killed(
    make: Factory, database_url: str
) -> None:
    await make.institutions("nida", "ega")
    await make.system("nida-cig")
    await make.api("nida-cig", "kill-test")
    header = await make.key(await make.person("amina", Role.PUBLISHER))
    acknowledged, random = dict[str, str](), Random(7)
    for turn in range(2):
        port = free_port("127.0.0.1", 0)
        settings = {"REGISTRY_DATABASE_URL": database_url, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
        with serving("serve", "--port", str(port), **settings) as served:
            writers = Writers(served.address, header["Authorization"].removeprefix("Bearer "), turn)
            await asyncio.to_thread(killed_at_random, served, random.uniform(0.6, 1.5))
            await asyncio.to_thread(writers.join)
            acknowledged |= writers.acknowledged
    assert len(acknowledged) >= WRITERS
    async with make.reading(ADMIN) as work:
        stored = await versions.list_all(work, await interfaces.get(work, "nida-cig/kill-test"))
        digests = {version.number: version.digest for version in stored}
        assert {version: digests.get(version) for version in acknowledged} == acknowledged
        entries = await audit.entries(work, after=0, limit=1000)
        uploads = [one for one in entries if (one.event, one.outcome) == ("version:upload", "allowed")]
        feed = await sync.changes(work, 0, 1000)
        uploaded = [one for one in feed.changes if one.type == "api.version.uploaded"]
        assert len(uploads) == len(uploaded) == len(stored)
        assert [one.seq for one in feed.changes] == list(range(1, len(feed.changes) + 1))
        assert await audit.first_broken(work) is None


def assert_whole(path: Path, acknowledged: dict[str, str]) -> None:
    with sqlite3.connect(path) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        stored = dict(
            connection.execute(
                "SELECT v.number, d.digest FROM version v JOIN document d ON d.digest = v.digest "
                "JOIN interface i ON i.id = v.interface_id WHERE i.name = 'nida-cig/kill-test'"
            )
        )
        (uploads,) = connection.execute(
            "SELECT count(*) FROM audit_entry WHERE event = 'version:upload' AND outcome = 'allowed' "
            "AND subject LIKE 'nida-cig/kill-test@%'"
        ).fetchone()
        (changes,) = connection.execute(
            "SELECT count(*) FROM change WHERE type = 'api.version.uploaded' AND name = 'nida-cig/kill-test'"
        ).fetchone()
    connection.close()
    assert sound == "ok"
    assert {version: stored.get(version) for version in acknowledged} == acknowledged
    assert uploads == changes == len(stored)


async def first_broken(path: Path) -> int | None:
    async def never(_content: bytes) -> None:
        pytest.fail("reading the audit trail checks no document")

    async with connect(sqlite_url(path)) as database, read(database, ADMIN, never) as work:  # type: ignore[arg-type]
        return await audit.first_broken(work)


@pytest.mark.slow
async def test_a_load_that_is_killed_leaves_nothing_and_the_next_loads_everything(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    words = ("seed", str(written_standards(written_catalogue(tmp_path))))
    before, random, halves = await contents(database), Random(7), 0
    for _ in range(6):
        await asyncio.to_thread(
            killed_half_way, *words, seconds=random.uniform(0, 0.2), REGISTRY_DATABASE_URL=database_url
        )
        now = await contents(database)
        if now != before:
            # It was killed behind the commit: then everything is there.
            break
        halves += 1
    assert halves
    assert await asyncio.to_thread(ended, *words, REGISTRY_DATABASE_URL=database_url) == 0
    assert len((await contents(database))["version"]) == WHOLE["version"]
