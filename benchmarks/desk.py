"""What the queue of the reviewers costs with 50,000 versions of 500 institutions and thousands of requests under way.

On SQLite, and on the PostgreSQL server that REGISTRY_TEST_POSTGRESQL names: the whole of a request but the network, for
the page with and without filters, its further pages, the API, and how many requests each reviewer has in hand.
"""

import argparse
import asyncio

import httpx
from government import databases, getting, report, served

PAGES = {
    "everything": "/reviews",
    "mine": "/reviews?reviewer=reviewer-7",
    "nobody's": "/reviews?reviewer=nobody",
    "overdue": "/reviews?overdue=true",
    "with their owners": "/reviews?state=changes_requested",
    "of an institution": "/reviews?institution=i17",
    "of a sector, personal data": "/reviews?sector=health&personal_data=true",
    "of all filters": "/reviews?kind=take_into_use&state=in_review&sector=health&personal_data=true&overdue=true",
    "over": "/reviews?state=approved",
    "API": "/api/v1/reviews?limit=50",
    "API, overdue": "/api/v1/reviews?overdue=true",
    "API, load": "/api/v1/reviews/load",
}


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    with databases("desk_benchmark") as found:
        for kind, url in found:
            asyncio.run(_measured(kind, url, times))


async def _measured(kind: str, url: str, times: int) -> None:
    async with served(url) as (_, client):
        for name, path in PAGES.items():
            await report(f"{kind}, {name}", getting(client, path), times)
        deep = await _far(client, 20)
        await report(f"{kind}, twentieth page", getting(client, deep), times)


async def _far(client: httpx.AsyncClient, pages: int) -> str:
    """Return the address of a page that many pages behind the front of the queue."""
    path = PAGES["API"]
    for _ in range(pages):
        path = (await client.get(path)).links["next"]["url"]
    return path


if __name__ == "__main__":
    main()
