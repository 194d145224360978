import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from factories import EDITOR, RULESET, Factory, trail
from rechecking import (
    SILENT,
    activated,
    all_rechecks,
    catalogue_to_check,
    count_results,
    results_of,
    runner,
    told,
    trial,
)
from sqlalchemy import update

from registry.db.models import LatestCheck, Recheck, Version
from registry.db.queries import versions as queries
from registry.domain.lifecycle import Action, Status
from registry.domain.rechecks import RecheckState
from registry.usecases import profiles, rechecking, rechecks
from registry.usecases.checking import checker
from registry.usecases.rechecking import LEASE, Runner, resting
from registry.validators.pool import CheckPool

OTHER = b"extends: somana:core\n"


async def latest(make: Factory, number: str) -> LatestCheck | None:
    async with make.reading() as work:
        return (await queries.get(work.session, "cig/identities", number)).latest


class Killed(Exception):
    pass


def dying(make: Factory, after: int) -> Runner:
    """Return a process that ends without a word before it checks another version."""
    left = [after]

    async def rest() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed

    process = Runner(make.database, make.check, rest=rest)

    async def say_nothing(_recheck: Recheck) -> None:
        return

    process._release = say_nothing  # type: ignore[assignment, method-assign]
    return process


async def test_a_trial_says_of_every_version_what_would_happen_and_changes_nothing(make: Factory) -> None:
    await catalogue_to_check(make)
    await make.profile()
    recheck = await trial(make)
    assert await runner(make).run_all() == 1
    (done,) = await all_rechecks(make)
    assert (done.state, done.total, done.done, done.failed) == ("done", 3, 3, 0)
    assert done.ended_at is not None
    found = await results_of(make, recheck)
    assert [(one[0], one[1]) for one in found] == [
        ("1.0.0", "passes-still"),
        ("2.0.0", "fails-now"),
        ("3.0.0", "fails-now"),
    ]
    assert found[0][3] == []
    assert len(found[1][3]) == found[1][2]["error"] == 1
    assert await latest(make, "2.0.0") is None
    assert await told(make, "api.version.rechecked") == []


async def test_an_activation_checks_everything_again_by_itself_and_says_since_when_what_fails(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    binding = datetime.now(UTC).date() + timedelta(days=10)
    await activated(make, binding_on=binding, grace_days=30)
    before = datetime.now(UTC)
    await runner(make).run_all()
    good, bad = await latest(make, "1.0.0"), await latest(make, "2.0.0")
    assert good is not None
    assert (good.failing_since, good.grace_until) == (None, None)
    assert bad is not None
    assert bad.failing_since is not None
    assert bad.failing_since >= before
    assert bad.grace_until == binding + timedelta(days=30)
    async with make.reading() as work:
        version = await queries.get(work.session, "cig/identities", "2.0.0")
        assert (version.status, version.report.result) == (Status.PUBLISHED, "pass")
        assert version.report_id != bad.report_id
    assert await told(make, "api.version.rechecked") == ["2.0.0"]
    assert ("recheck", "version:recheck", "allowed", None) in await trail(make.database)


async def test_since_when_a_version_fails_outlives_the_profile_and_ends_with_the_fault(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make, binding_on=date(2099, 1, 1))
    await runner(make).run_all()
    first = await latest(make, "2.0.0")
    await activated(make, "2.0.0", content=RULESET + b"  operation-without-operation-id: error\n", grace_days=5)
    await runner(make).run_all()
    second = await latest(make, "2.0.0")
    assert first is not None
    assert second is not None
    assert second.failing_since == first.failing_since
    assert second.grace_until != first.grace_until
    await activated(make, "3.0.0", content=OTHER)
    await runner(make).run_all()
    third = await latest(make, "2.0.0")
    assert third is not None
    assert (third.failing_since, third.grace_until) == (None, None)
    assert await told(make, "api.version.rechecked") == ["2.0.0"] * 3


async def test_retiring_the_default_profile_checks_everything_by_the_rules_of_somana(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make)
    await runner(make).run_all()
    async with make.work(EDITOR) as work:
        await profiles.retire(work, "tz-interop", "1.0.0")
    await runner(make).run_all()
    assert [one.profile_key for one in await all_rechecks(make)] == ["tz-interop", "somana-core"]
    found = await latest(make, "2.0.0")
    assert found is not None
    assert found.failing_since is None


async def test_another_process_goes_on_where_one_was_killed_and_ends_with_the_same(make: Factory) -> None:
    await catalogue_to_check(make, 4)
    await make.profile()
    whole = await trial(make)
    await runner(make).run_all()
    left = await trial(make)
    with pytest.raises(Killed):
        await dying(make, 2).run_all()
    assert await count_results(make) == 4 + 2
    assert await runner(make).claim() is None
    assert await runner(make, LEASE + timedelta(seconds=1)).run_all() == 1
    assert await results_of(make, left) == await results_of(make, whole)
    ended = (await all_rechecks(make))[1]
    assert (ended.state, ended.total, ended.done) == ("done", 4, 4)


async def test_two_processes_never_do_the_same_twice(make: Factory) -> None:
    await catalogue_to_check(make, 4)
    await make.profile()
    await trial(make)
    ended = await asyncio.gather(*(runner(make).run_all() for _ in range(3)))
    assert sum(ended) == 1
    assert await count_results(make) == 4
    assert (await all_rechecks(make))[0].done == 4


async def test_a_process_that_was_thought_dead_writes_nothing_more(make: Factory) -> None:
    await catalogue_to_check(make, 3)
    await make.profile()
    await trial(make)
    slow, quick = runner(make), runner(make, LEASE + timedelta(seconds=1))
    held = await slow.claim()
    assert held is not None
    assert await quick.run_all() == 1
    assert await slow.run(held) is False
    assert await count_results(make) == 3


async def test_an_activation_stops_what_runs_and_what_was_at_it_finds_out(make: Factory) -> None:
    await catalogue_to_check(make, 3)
    await activated(make)
    first = runner(make)
    held = await first.claim()
    assert held is not None
    await activated(make, "2.0.0", content=OTHER)
    assert await first.run(held) is False
    assert [one.state for one in await all_rechecks(make)] == ["stopped", "waiting"]
    assert await count_results(make) == 0
    assert await runner(make).run_all() == 1
    assert [one.state for one in await all_rechecks(make)] == ["stopped", "done"]


async def test_activations_while_a_recheck_runs_leave_one_that_is_of_the_last(make: Factory) -> None:
    await catalogue_to_check(make, 4)
    await activated(make)
    for number in range(2, 5):
        await make.profile(
            version=f"{number}.0.0", content=OTHER if number % 2 else RULESET + b"  paths-equivalent: warn\n"
        )
    attempts: list[Any] = [make.activate(version=f"{number}.0.0", default=True) for number in range(2, 5)]
    await asyncio.gather(runner(make).run_all(), *attempts, runner(make).run_all())
    await runner(make).run_all()
    async with make.reading() as work:
        default = await profiles.wanted(work, None)
    assert default is not None
    every = await all_rechecks(make)
    assert {one.state for one in every} <= {RecheckState.DONE, RecheckState.STOPPED}
    last = [one for one in every if one.state is RecheckState.DONE][-1]
    assert last.profile_version == default.outline.version
    async with make.reading() as work:
        for checked in ("1.0.0", "2.0.0", "4.0.0"):
            version = await queries.get(work.session, "cig/identities", checked)
            found = await rechecks.latest_of(work, version)
            assert found is not None
            assert found.report.profile_digest == default.outline.digest


async def test_a_process_that_is_told_to_stop_leaves_the_rest_to_the_next_at_once(make: Factory) -> None:
    await catalogue_to_check(make, 3)
    await make.profile()
    recheck = await trial(make)
    begun = asyncio.Event()

    async def rest() -> None:
        begun.set()
        await asyncio.sleep(30)

    task = asyncio.create_task(Runner(make.database, make.check, rest=rest).run_forever(0))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [one.state for one in await all_rechecks(make)] == ["waiting"]
    assert await runner(make).run_all() == 1
    assert len(await results_of(make, recheck)) == 3


async def test_a_trial_of_a_draft_that_is_replaced_stops(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await make.profile()
    await trial(make)
    await make.profile(content=OTHER)
    assert [one.state for one in await all_rechecks(make)] == ["stopped"]
    await trial(make)
    async with make.database.writing() as session, session.begin():
        await session.execute(update(Recheck).where(Recheck.state == "waiting").values(profile_digest="sha256:0"))
    assert await runner(make).run_all() == 1
    assert {one.state for one in await all_rechecks(make)} == {RecheckState.STOPPED}


async def test_what_is_published_meanwhile_is_checked_and_what_is_retired_is_not(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    retired = await make.version(Status.DEPRECATED, "7.0.0")
    await make.advance(retired, Action.RETIRE)
    await make.profile()
    recheck = await trial(make)
    process = runner(make)
    held = await process.claim()
    assert held is not None
    await make.version(Status.PUBLISHED, "8.0.0")
    await process.run(held)
    assert [one[0] for one in await results_of(make, recheck)] == ["1.0.0", "2.0.0", "8.0.0"]


async def test_a_document_that_cannot_be_checked_is_counted_and_passes_nowhere(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await make.profile()
    recheck = await trial(make)
    async with CheckPool(1, wall_seconds=0.000001, patience=0) as hurried:
        await Runner(make.database, checker(hurried)).run_all()
    (done,) = await all_rechecks(make)
    assert (done.state, done.failed) == ("done", 2)
    assert {one[1] for one in await results_of(make, recheck)} == {"unchecked"}


async def test_a_runner_lets_people_go_first_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechecking, "_PAUSE", 0.001)

    class Pool:
        def __init__(self, *busy: int) -> None:
            self.asked = 0
            self._busy = busy
            self.waiting = 0

        @property
        def busy(self) -> int:
            self.asked += 1
            return self._busy[self.asked - 1] if self.asked <= len(self._busy) else self._busy[-1]

    short, endless = Pool(1, 1, 0), Pool(1)
    await resting([short])()  # type: ignore[list-item]
    assert short.asked == 3
    await resting([endless])()  # type: ignore[list-item]
    assert endless.asked == rechecking._PAUSES


async def test_what_is_published_after_a_recheck_with_a_report_from_before_it_is_checked_again_too(
    make: Factory,
) -> None:
    await catalogue_to_check(make, 2)
    late = await make.version(Status.APPROVED, "9.0.0", paths=SILENT)
    await activated(make)
    await runner(make).run_all()
    assert await latest(make, "9.0.0") is None
    await make.advance(late, Action.PUBLISH)
    assert [one.state for one in await all_rechecks(make)] == [RecheckState.WAITING]
    assert await runner(make).run_all() == 1
    found = await latest(make, "9.0.0")
    assert found is not None
    assert found.failing_since is not None
    (ended,) = await all_rechecks(make)
    assert (ended.state, ended.total, ended.done) == ("done", 3, 3)
    assert await count_results(make) == 3


async def test_what_was_checked_by_what_is_set_takes_up_no_recheck(make: Factory) -> None:
    await catalogue_to_check(make, 1)
    await activated(make)
    await runner(make).run_all()
    await make.version(Status.PUBLISHED, "9.0.0")
    assert [one.state for one in await all_rechecks(make)] == [RecheckState.DONE]


async def test_what_is_published_while_a_recheck_is_about_to_end_is_checked_before_it_ends(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    late = await make.version(Status.APPROVED, "9.0.0", paths=SILENT)
    await activated(make)
    process = runner(make)
    recheck = await process.claim()
    assert recheck is not None
    upcoming, seen = process._upcoming, list[Version]()

    async def noticing_nothing(asked: Recheck) -> Any:
        found = await upcoming(asked)
        if not found and not seen:
            seen.append(await make.advance(late, Action.PUBLISH))
        return found

    process._upcoming = noticing_nothing  # type: ignore[assignment, method-assign]
    assert await process.run(recheck)
    assert len(seen) == 1
    assert await latest(make, "9.0.0") is not None
    assert [(one.state, one.done) for one in await all_rechecks(make)] == [("done", 3)]


async def test_a_version_whose_score_alone_changes_is_told_of_without_an_audit_entry(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make, content=OTHER + b"rules: {operation-without-summary: off}\n")
    await runner(make).run_all()
    assert await told(make, "api.version.rechecked") == ["2.0.0"]
    assert "version:recheck" not in [event for _, event, *_ in await trail(make.database)]
