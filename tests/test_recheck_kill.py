"""A re-check in processes of its own, one of which is killed in the middle of it."""

import asyncio
import os
import signal
from datetime import timedelta
from typing import Any

import pytest
from factories import Factory
from processes import ended, serving, started
from rechecking import SILENT, activated, all_rechecks, count_results, results_of, runner, trial
from sqlalchemy import update

from registry.cli.serve import free_port
from registry.db.models import Recheck, Version
from registry.domain.lifecycle import Status

VERSIONS = 60


async def catalogue(make: Factory) -> None:
    await make.catalogue()
    for number in range(VERSIONS):
        parts: dict[str, Any] = {"paths": SILENT} if number % 2 else {}
        await make.version(number=f"1.{number}.0", **parts)
    async with make.database.writing() as session, session.begin():
        await session.execute(update(Version).values(status=Status.PUBLISHED))


async def until_some_are_done(make: Factory, few: int) -> None:
    async with asyncio.timeout(60):
        while (await all_rechecks(make))[-1].done < few:  # noqa: ASYNC110 another process does it
            await asyncio.sleep(0.01)


@pytest.mark.slow
async def test_a_killed_recheck_is_taken_up_by_another_process_and_ends_with_the_same(
    make: Factory, database_url: str
) -> None:
    await catalogue(make)
    await make.profile()
    whole = await trial(make)
    assert await asyncio.to_thread(ended, "recheck", "run", REGISTRY_DATABASE_URL=database_url) == 0
    killed = await trial(make)
    process = started("recheck", "run", REGISTRY_DATABASE_URL=database_url)
    await until_some_are_done(make, 5)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left = (await all_rechecks(make))[-1]
    assert 5 <= left.done < VERSIONS
    assert await count_results(make) == VERSIONS + left.done
    assert await asyncio.to_thread(ended, "recheck", "run", REGISTRY_DATABASE_URL=database_url) == 0
    assert (await all_rechecks(make))[-1].done == left.done  # its lease has not run out
    async with make.database.writing() as session, session.begin():
        await session.execute(update(Recheck).where(Recheck.id == left.id).values(lease_until=left.updated_at))
    both = [asyncio.to_thread(ended, "recheck", "run", REGISTRY_DATABASE_URL=database_url) for _ in range(2)]
    assert await asyncio.gather(*both) == [0, 0]
    over = (await all_rechecks(make))[-1]
    assert (over.state, over.done, over.total) == ("done", VERSIONS, VERSIONS)
    assert await results_of(make, killed) == await results_of(make, whole)


@pytest.mark.slow
async def test_a_server_checks_again_by_itself_and_leaves_the_rest_when_it_is_told_to_stop(
    make: Factory, database_url: str
) -> None:
    await catalogue(make)
    await activated(make)
    port = free_port("127.0.0.1", 0)
    settings = {
        "REGISTRY_DATABASE_URL": database_url,
        "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "REGISTRY_RECHECK_SECONDS": "0.1",
    }
    with serving("serve", "--port", str(port), **settings) as served:
        await until_some_are_done(make, 3)
        assert await asyncio.to_thread(served.stop) == 0
    left = (await all_rechecks(make))[0]
    assert left.state in {"waiting", "done"}
    await runner(make, timedelta()).run_all()
    assert (await all_rechecks(make))[0].state == "done"
    assert await count_results(make) == VERSIONS
