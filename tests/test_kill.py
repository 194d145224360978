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
from factories import ADMIN, document
from processes import Serving, serving

from registry.db.session import connect
from registry.settings import sqlite_url
from registry.usecases import audit
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
def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    folder, acknowledged, random = tmp_path / "demo", dict[str, str](), Random(7)
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
