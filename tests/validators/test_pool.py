import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from documents import api, in_json

from registry.validators.checking import check
from registry.validators.pool import Busy, CheckPool
from registry.validators.report import Result
from registry.validators.unreadable import Unreadable

GOOD = in_json(api())
# Each level of the value is tried against two branches, so time and memory double with each of its levels.
ENDLESS = in_json(
    {
        "$defs": {"A": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/A"}] * 2}}},
        "allOf": [{"$ref": "#/$defs/A"}],
        "default": "X",
    }
).replace(b'"X"', b"[" * 60 + b"1" + b"]" * 60)
STOPPED = {"timed-out", "out-of-memory"}


@pytest.fixture
async def pool() -> AsyncIterator[CheckPool]:
    async with CheckPool(workers=2, patience=0.2, wall_seconds=2) as pool:
        yield pool


async def test_a_report_from_the_pool_is_the_report_of_the_checker(pool: CheckPool) -> None:
    assert await pool.check(GOOD) == check(GOOD)


async def test_what_cannot_be_read_is_refused_as_the_checker_refuses_it(pool: CheckPool) -> None:
    with pytest.raises(Unreadable) as refused:
        await pool.check(b'{"openapi": "3.1.0",\n "info": 1, "info": 2}')

    assert (refused.value.code, refused.value.line, refused.value.values) == ("duplicate-key", 2, {"key": "info"})
    assert (await pool.check(GOOD)).result is Result.PASS


async def test_many_documents_at_once_are_all_checked(pool: CheckPool) -> None:
    documents = [in_json(api(paths={f"/bills-{number}": {}})) for number in range(30)]

    reports = await asyncio.gather(*map(pool.check, documents))

    assert [report.digest for report in reports] == [check(document).digest for document in documents]


async def test_a_check_that_takes_too_long_is_ended_and_is_no_pass(pool: CheckPool) -> None:
    began = time.monotonic()

    report = await pool.check(ENDLESS)

    assert time.monotonic() - began < 6
    assert (report.result, report.score, report.coverage) == (Result.ERROR, 0, 0.0)
    assert report.unfinished in STOPPED
    assert report.counts["not_checked"] == len(report.rules)
    assert (await pool.check(GOOD)).result is Result.PASS


async def test_a_worker_that_does_not_answer_is_ended_when_its_time_is_over(pool: CheckPool) -> None:
    for process in pool.process_ids:
        os.kill(process, signal.SIGSTOP)

    report = await pool.check(GOOD)

    assert (report.result, report.unfinished) == (Result.ERROR, "timed-out")


async def test_checks_that_hang_on_every_worker_delay_nobody_else() -> None:
    async with CheckPool(workers=2, patience=0.2, wall_seconds=20) as pool:
        for process in pool.process_ids:
            os.kill(process, signal.SIGSTOP)
        hanging = [asyncio.create_task(pool.check(GOOD)) for _ in range(2)]
        await asyncio.sleep(0)
        assert len(pool._busy) == 2

        reports = [await pool.check(GOOD) for _ in range(3)]

        assert [report.result for report in reports] == [Result.PASS] * 3
        assert not any(task.done() for task in hanging)
    assert {(await task).unfinished for task in hanging} == {"crashed"}


async def test_a_worker_that_is_killed_takes_only_its_own_check_with_it(pool: CheckPool) -> None:
    checked = asyncio.create_task(pool.check(ENDLESS))
    await asyncio.sleep(0.1)
    (busy,) = [worker.process.pid for worker in pool._busy]

    os.kill(busy, signal.SIGSEGV)

    report = await checked
    assert (report.result, report.unfinished) == (Result.ERROR, "crashed")
    assert (await pool.check(GOOD)).result is Result.PASS
    assert busy not in pool.process_ids


async def test_a_worker_that_died_idle_is_replaced_before_anybody_notices(pool: CheckPool) -> None:
    before = pool.process_ids
    for process in before:
        os.kill(process, signal.SIGKILL)
    await asyncio.gather(*(worker.process.wait() for worker in pool._idle))

    reports = await asyncio.gather(*[pool.check(GOOD) for _ in range(4)])

    assert {report.result for report in reports} == {Result.PASS}
    assert not set(before) & set(pool.process_ids)


async def test_more_documents_than_may_wait_are_turned_away() -> None:
    async with CheckPool(workers=1, waiting=1) as pool:
        checks = [asyncio.create_task(pool.check(GOOD)) for _ in range(2)]
        await asyncio.sleep(0)

        with pytest.raises(Busy):
            await pool.check(GOOD)

        assert [(await task).result for task in checks] == [Result.PASS, Result.PASS]


async def test_a_caller_who_goes_away_leaves_the_pool_in_order(pool: CheckPool) -> None:
    gone = asyncio.create_task(pool.check(ENDLESS))
    await asyncio.sleep(0.1)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone

    assert (await pool.check(GOOD)).result is Result.PASS


async def test_a_closed_pool_leaves_no_process_behind() -> None:
    async with CheckPool(workers=2) as pool:
        processes = pool.process_ids
        assert len(processes) == 2

    assert not [process for process in processes if _exists(process)]


async def test_a_worker_knows_nothing_of_the_environment_of_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOMANA_SECRET", "hunter2")
    async with CheckPool(workers=1) as pool:
        environment = _told(pool.process_ids[0], "environ")
        limits = _told(pool.process_ids[0], "limits").decode()

    assert b"hunter2" not in environment
    assert {entry.split(b"=")[0] for entry in environment.split(b"\0") if entry} == {
        b"PYTHONPATH",
        b"PYTHONDONTWRITEBYTECODE",
        b"LC_ALL",
    }
    assert str(2**30) in next(line for line in limits.splitlines() if line.startswith("Max address space"))
    assert " 16 " in next(line for line in limits.splitlines() if line.startswith("Max open files"))


def _told(process: int, name: str) -> bytes:
    return Path(f"/proc/{process}/{name}").read_bytes()


def _exists(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
