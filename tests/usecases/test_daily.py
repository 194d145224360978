import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from factories import Factory, trail

from registry.db.session import Database
from registry.usecases import daily
from registry.usecases.daily import Steward
from registry.usecases.work import Check

MORNING = datetime(2026, 11, 25, 6, tzinfo=UTC)


async def test_a_day_is_done_once_and_the_next_in_its_morning(make: Factory) -> None:
    await make.institution()
    now = [MORNING]
    steward = Steward(make.database, make.check, clock=lambda: now[0])
    assert [await steward.run() for _ in range(2)] == [True, False]
    for step, done in [
        (timedelta(hours=12), False),
        (timedelta(days=1, hours=-5), False),  # it is four in the morning there
        (timedelta(days=1), True),
        (timedelta(days=365), True),
        (timedelta(days=2), True),  # a clock that was ahead for a while keeps no day from being done
    ]:
        now[0] = MORNING + step
        assert await steward.run() is done
    kept = [event for _, event, _, _ in await trail(make.database) if event == "board:keep"]
    assert len(kept) == 4


async def test_two_machines_do_it_once(make: Factory) -> None:
    await make.institution()
    await asyncio.gather(*(Steward(make.database, make.check, clock=lambda: MORNING).run() for _ in range(3)))
    assert [event for _, event, _, _ in await trail(make.database)].count("board:keep") == 1


async def test_it_goes_on_after_a_failure(make: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    done, failures = asyncio.Event(), [OSError("away")]

    async def carry_out(_database: Database, _check: Check, _clock: object) -> None:
        if failures:
            raise failures.pop()
        done.set()

    monkeypatch.setattr(daily, "carry_out", carry_out)
    task = asyncio.create_task(Steward(make.database, make.check).run_forever(0.001))
    async with asyncio.timeout(20):
        await done.wait()
    task.cancel()
