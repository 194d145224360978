import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cards import SECURITY
from documents import api, in_json

from registry.frugal.values import replace
from registry.validators.checking import check
from registry.validators.outline import Outline, Wanted
from registry.validators.pool import Busy, CheckPool
from registry.validators.profile import built_in, profile_of
from registry.validators.report import Result
from registry.validators.rule_card import cards_of
from registry.validators.rulesets.refusal import RulesetRefused
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
    space = int(next(line for line in limits.splitlines() if line.startswith("Max address space")).split()[3])
    assert 2**30 <= space < 2**30 + 2**29
    assert " 16 " in next(line for line in limits.splitlines() if line.startswith("Max open files"))


def _told(process: int, name: str) -> bytes:
    return Path(f"/proc/{process}/{name}").read_bytes()


def _exists(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


RULESET = b"extends: [[somana:core, off]]\nrules:\n  operation-without-summary: error\n"
PROFILE = profile_of("tz-interop", "1.0.0", RULESET, {})


class Library:
    """Where the bytes of a profile are fetched from, and how often they were."""

    def __init__(self, content: bytes = RULESET, outline: Outline = PROFILE.outline) -> None:
        self.fetched = 0
        self._content = content
        self.wanted = Wanted(outline, self.fetch)

    async def fetch(self) -> bytes:
        self.fetched += 1
        return self._content


async def test_a_profile_is_sent_to_each_worker_once(pool: CheckPool) -> None:
    library = Library()
    for _ in range(6):
        assert await pool.check(GOOD, library.wanted) == check(GOOD, PROFILE)
    assert library.fetched == pool.tally.taught == 1
    await asyncio.gather(*(pool.check(GOOD, library.wanted) for _ in range(6)))
    assert library.fetched == pool.tally.taught == 2
    assert await pool.check(GOOD) == check(GOOD)


async def test_a_worker_that_took_the_place_of_another_is_sent_the_profile_anew(pool: CheckPool) -> None:
    library = Library()
    await pool.check(GOOD, library.wanted)
    for process in pool.process_ids:
        os.kill(process, signal.SIGKILL)
    await asyncio.gather(*(worker.process.wait() for worker in pool._idle))
    assert (await pool.check(GOOD, library.wanted)).profile == "tz-interop@1.0.0"
    assert (library.fetched, pool.tally.replaced) == (2, 2)


async def test_a_report_is_told_under_the_name_that_was_asked_for(pool: CheckPool) -> None:
    await pool.check(GOOD, Library().wanted)
    other = Library(outline=replace(PROFILE.outline, version="2.0.0"))
    for _ in range(3):
        assert (await pool.check(GOOD, other.wanted)).profile == "tz-interop@2.0.0"


async def test_bytes_that_are_not_those_of_the_digest_check_nothing(pool: CheckPool) -> None:
    for content in (b"extends: somana:core", b"rules: ["):
        report = await pool.check(GOOD, Library(content).wanted)
        assert (report.result, report.unfinished) == (Result.ERROR, "profile-unusable")
        assert [rule.rule for rule in report.rules] == ["operation-without-summary"]
    assert pool.tally.outcomes["profile-unusable"] == 2
    assert len(pool.process_ids) == 2
    assert pool.tally.replaced == 0


async def test_a_check_that_is_stopped_lists_the_rules_of_the_profile_that_was_wanted(pool: CheckPool) -> None:
    for process in pool.process_ids:
        os.kill(process, signal.SIGSTOP)
    report = await pool.check(GOOD, Library().wanted)
    assert report.unfinished == "timed-out"
    assert [(rule.rule, rule.outcome) for rule in report.rules] == [("operation-without-summary", "not_checked")]


async def test_a_profile_that_cannot_be_fetched_costs_no_worker(pool: CheckPool) -> None:
    async def fail() -> bytes:
        raise LookupError

    with pytest.raises(LookupError):
        await pool.check(GOOD, Wanted(PROFILE.outline, fail))
    assert (pool.tally.replaced, len(pool._idle)) == (0, 2)


async def test_a_profile_is_examined_where_it_can_do_no_harm(pool: CheckPool) -> None:
    assert await pool.examine("tz-interop", "1.0.0", RULESET) == PROFILE.outline
    with pytest.raises(RulesetRefused) as refused:
        await pool.examine("tz-interop", "1.0.0", b"rules: {no-such-rule: error}")
    assert [problem.code for problem in refused.value.problems] == ["rule-unknown"]
    with pytest.raises(RulesetRefused) as refused:
        await pool.examine("tz-interop", "1.0.0", b"rules: {a: {given: '$[', then: {function: truthy}}}")
    assert [problem.code for problem in refused.value.problems] == ["path-unclosed"]
    for process in pool.process_ids:
        os.kill(process, signal.SIGSTOP)
    with pytest.raises(RulesetRefused) as refused:
        await pool.examine("tz-interop", "1.0.0", RULESET)
    assert [problem.code for problem in refused.value.problems] == ["timed-out"]


async def test_the_workers_say_what_the_built_in_profile_is(pool: CheckPool) -> None:
    assert await pool.built_in() == built_in().outline
    assert pool.tally.taught == 0


async def test_what_a_pool_does_is_counted(pool: CheckPool) -> None:
    await pool.check(GOOD)
    with pytest.raises(Unreadable):
        await pool.check(b"[")
    assert (pool.tally.outcomes["report"], pool.tally.outcomes["unreadable"]) == (1, 1)
    assert (pool.busy, pool.waiting, len(pool.process_ids)) == (0, 0, 2)
    for process in pool.process_ids:
        os.kill(process, signal.SIGSTOP)
    hanging = [asyncio.create_task(pool.check(GOOD)) for _ in range(5)]
    await asyncio.sleep(0.05)
    assert (pool.busy, pool.waiting) == (2, 3)
    await asyncio.gather(*hanging)
    assert pool.tally.outcomes["timed-out"] == pool.tally.replaced == 2
    assert pool.tally.outcomes["report"] == 4
    assert pool.tally.seconds > 2


async def test_the_pool_tells_what_rules_say_of_themselves_and_teaches_the_profile_first(pool: CheckPool) -> None:
    profile = profile_of("demo", "1.0.0", SECURITY.encode(), {}, "ruleset.yaml")

    async def fetch() -> bytes:
        return SECURITY.encode()

    assert await pool.cards(Wanted(profile.outline, fetch)) == cards_of(profile)
    assert await pool.cards() == cards_of(built_in())

    async def other() -> bytes:
        return b"rules: {a: error}"

    with pytest.raises(RulesetRefused):
        await pool.cards(Wanted(replace(profile.outline, digest="sha256:0"), other))
