"""What search costs and how good it is, on a national catalogue in SQLite and in PostgreSQL, in one run.

Run with `PYTHONPATH=.:tests python benchmarks/search.py [--scale 0.05] [--only sqlite|postgresql]`; PostgreSQL is the
server that REGISTRY_TEST_POSTGRESQL names. The judged queries are asked of the seeded catalogue for their quality,
and with 1,000 generated ones of the national catalogue for the time that they take.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from asking import generated
from government import databases
from index_costs import publishing, size, text_bytes
from judged import Result, judged_queries, quality, results_of, worded
from measuring import table
from national import National, fill
from raw_search import raw_times
from server_cpu import Used

from registry.db.session import Database, connect
from registry.domain.actors import ANONYMOUS, operator
from registry.usecases import index_builds, search
from registry.usecases.checking import checker
from registry.usecases.search import Question
from registry.usecases.seed import load
from registry.usecases.work import Check, begin, read
from registry.validators.pool import CheckPool

CATALOGUE = Path(__file__).parents[1] / "catalog_seed"
GENERATED, CLIENTS, AT_ONCE, WARMING = 1_000, 16, 100, 50
Figures = Mapping[str, str]


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    columns = {}
    with databases("search_benchmark") as found:
        for kind, url in found:
            if given.only in {None, kind.lower()}:
                columns[kind] = asyncio.run(_measured(url, National(given.scale)))
                print(f"{kind} is measured", file=sys.stderr, flush=True)
    figures = next(iter(columns.values()))
    rows = [[name, *(column[name] for column in columns.values())] for name in figures]
    table(f"Search at scale {given.scale}", ["figure", *columns], rows)


async def _measured(url: str, national: National) -> Figures:
    async with connect(url) as database, CheckPool(1) as pool:
        check = checker(pool)
        await load(database, check, CATALOGUE)
        figures = await _quality(database, check)
        began = time.perf_counter()
        await fill(database, national)
        figures["filling the catalogue"] = f"{time.perf_counter() - began:.0f} s"
        began = time.perf_counter()
        await _rebuilt(database, check)
        figures["rebuild of the whole index"] = f"{time.perf_counter() - began:.0f} s"
        queries = await _queries(database, check, national)
        figures |= await _times(database, check, url, queries)
        figures |= await _together(database, check, queries)
        figures |= await publishing(database, check, national)
        held, text = await size(database), await text_bytes(database, check)
        figures["index / indexed text"] = f"{held / text:.2f} ({held / 1e6:.0f} / {text / 1e6:.0f} MB)"
        return figures


async def _quality(database: Database, check: Check) -> dict[str, str]:
    async with read(database, operator(), check) as work:
        results = await results_of(work, judged_queries())
    told: dict[str, str] = {}
    for name, holdout in (("tuned by", False), ("held out", True)):
        told |= _told(name, [one for one in results if one.judged.holdout is holdout])
    return told


def _told(name: str, results: Sequence[Result]) -> Figures:
    reached = quality(results)
    return {
        f"NDCG@10, {reached.queries} judged queries {name}": f"{reached.ndcg:.3f}",
        f"success@1, {reached.queries} judged queries {name}": f"{reached.success:.3f}",
    }


async def _rebuilt(database: Database, check: Check) -> None:
    done = False
    while not done:
        async with begin(database, operator(), check) as work:
            done = (await index_builds.build(work, AT_ONCE)).done


async def _queries(database: Database, check: Check, national: National) -> Sequence[str]:
    async with read(database, operator(), check) as work:
        judged = [await worded(work, one.asked) for one in judged_queries()]
    mixed = [*judged, *generated(national, GENERATED)]
    national.random("order").shuffle(mixed)
    return mixed


async def _times(database: Database, check: Check, url: str, queries: Sequence[str]) -> Figures:
    for query in queries[:WARMING]:
        await _asked(database, check, query)
    taken = [await _asked(database, check, query) for query in queries]
    raw = await asyncio.to_thread(partial(raw_times, url, queries))
    (p50, p95), (raw50, raw95) = _percentiles(taken), _percentiles(raw)
    worst = queries[taken.index(max(taken))]
    return {
        "search, one client, p50 / p95 / worst": f"{p50:.1f} / {p95:.1f} / {max(taken):.0f} ms",
        "the worst query": worst[:40],
        "raw query for the top 20, p50 / p95": f"{raw50:.1f} / {raw95:.1f} ms",
        "search / raw query, p50 / p95": f"{p50 / raw50:.1f} / {p95 / raw95:.1f}",
    }


async def _asked(database: Database, check: Check, query: str) -> float:
    began = time.perf_counter()
    async with read(database, ANONYMOUS, check) as work:
        await search.find(work, Question(query))
    return (time.perf_counter() - began) * 1000


async def _together(database: Database, check: Check, queries: Sequence[str]) -> Figures:
    waiting = iter(queries)

    async def client() -> list[float]:
        taken = []
        for query in waiting:
            taken.append(await _asked(database, check, query))
            # A request comes over the wire, so that whoever waits for a connection has the one that became free.
            await asyncio.sleep(0)
        return taken

    used, began = await Used.now(database), time.perf_counter()
    taken = [one for some in await asyncio.gather(*(client() for _ in range(CLIENTS))) for one in some]
    seconds, cpu = time.perf_counter() - began, await Used.now(database) - used
    p50, p95 = _percentiles(taken)
    return {
        f"{CLIENTS} clients, searches a second": f"{len(queries) / seconds:.0f}",
        f"{CLIENTS} clients, searches a CPU second": f"{len(queries) / cpu:.0f}",
        f"{CLIENTS} clients, p50 / p95": f"{p50:.0f} / {p95:.0f} ms",
    }


def _percentiles(taken: Sequence[float]) -> tuple[float, float]:
    ranked = statistics.quantiles(taken, n=20)
    return ranked[9], ranked[18]


if __name__ == "__main__":
    main()
