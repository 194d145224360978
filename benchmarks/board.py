"""What the board costs with 500 institutions, 5,000 systems, 10,000 apis and 50,000 versions, as a reviewer sees it.

On SQLite, and on the PostgreSQL server that REGISTRY_TEST_POSTGRESQL names: the whole of a request but the network, for
the page remembered and after changes of one and of twenty institutions, its CSV, its JSON, the lists behind figures.
"""

import argparse
import asyncio
import time
from itertools import count

from government import INSTITUTIONS, NOW, Asked, databases, getting, report, served

from registry.db.models import Change
from registry.db.session import Database
from registry.domain.board import Figure
from registry.domain.calendar import local_day
from registry.usecases import boards
from registry.web.charts import Bar, bars


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    with databases("board_benchmark") as found:
        for kind, url in found:
            asyncio.run(_measured(kind, url, times))
    rows = [Bar("Registered", number, str(number)) for number in range(6)]
    began = time.perf_counter()
    for _ in range(1_000):
        bars("way", "Title", "Description", rows)
    print(f"one chart: {time.perf_counter() - began:.2f} ms")


async def _measured(kind: str, url: str, times: int) -> None:
    async with served(url) as (database, client):
        page, table = getting(client, "/board"), getting(client, "/board.csv")
        await report(f"{kind}, counted from nothing", _counting(database), 5)
        await page()
        await report(f"{kind}, page, remembered", page, times)
        await report(f"{kind}, page, after a change", page, times, _changing(database, 1))
        await report(f"{kind}, page, after changes of twenty institutions", page, times, _changing(database, 20))
        await report(f"{kind}, CSV, after a change", table, times, _changing(database, 1))
        tree = getting(client, "/api/v1/board")
        await report(f"{kind}, API, after a change", tree, times, _changing(database, 1))
        for figure in (Figure.REGISTERED, Figure.OFFERING, Figure.PASSING, Figure.ON_GOVESB, Figure.WAIVERS_IN_FORCE):
            listed = getting(client, f"/board/lists/{figure}")
            await report(f"{kind}, list {figure}, after a change", listed, times, _changing(database, 1))


def _counting(database: Database) -> Asked:
    async def counted() -> object:
        return await boards.whole(database, local_day(NOW))

    return counted


def _changing(database: Database, several: int) -> Asked:
    numbers = count()

    async def changed() -> None:
        async with database.writing() as session, session.begin():
            changes = [_change(next(numbers) % INSTITUTIONS) for _ in range(several)]
            await database.put_on_record(session, [], changes)

    return changed


def _change(number: int) -> Change:
    return Change(
        seq=0,
        at=NOW,
        type="system.changed",
        op="upsert",
        kind="system",
        entry_id="-",
        name=f"s{number}",
        institution=f"i{number}",
        version=None,
        digest=None,
        visibility="public",
    )


if __name__ == "__main__":
    main()
