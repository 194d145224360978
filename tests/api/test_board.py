import csv
import io
from typing import Any

import httpx
import pytest
from api_readers import Readers
from factories import Factory
from reviewing import queued

from registry.domain.board import Figure
from registry.domain.lifecycle import Status
from registry.usecases import board
from registry.usecases.board_told import HEAD

KNOWN = {"count": 7, "source": "=Performance audit", "counted_on": "2024-03-31"}


async def listed(client: httpx.AsyncClient, figure: str, headers: dict[str, str], **filters: str) -> list[Any]:
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        given = {**filters, "limit": "1", **({"cursor": cursor} if cursor else {})}
        answer = await client.get(f"/api/v1/board/figures/{figure}", params=given, headers=headers)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        cursor = answer.json()["page"]["next_cursor"]
    return found


async def test_every_figure_leads_to_a_list_as_long_as_it_says(
    make: Factory, client: httpx.AsyncClient, readers: Readers
) -> None:
    await make.version(Status.PUBLISHED)
    await queued(make, Status.SUBMITTED, Status.SUBMITTED)
    for headers in ({}, readers.reviewer):
        body = (await client.get("/api/v1/board", headers=headers)).json()
        for figure, count in body["total"]["figures"].items():
            entries = await listed(client, figure, headers)
            assert len(entries) == count, figure
            for entry in entries:
                assert (await client.get(entry["links"]["self"], headers=headers)).status_code == 200
        for line in body["institutions"]:
            assert (await client.get(f"/api/v1/board/{line['institution']}", headers=headers)).json() == line
            assert (
                len(await listed(client, "published", headers, institution=line["institution"]))
                == (line["figures"]["published"])
            )
    assert body["total"]["figures"]["waiting"] == 2
    assert body["total"]["days_in_review"] == {"median": 0.0, "oldest": 0.0}


async def test_the_table_holds_a_row_for_each_and_one_for_all_and_no_formula(
    make: Factory, client: httpx.AsyncClient, readers: Readers
) -> None:
    del make
    answer = await client.post("/api/v1/institutions/nida/known-systems", json=KNOWN, headers=readers.reviewer)
    assert answer.status_code == 201
    answer = await client.get("/api/v1/board.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(answer.text, newline=""))
    assert tuple(head) == HEAD
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert list(by_name) == ["ega", "nida", "*"]
    told = by_name["nida"]
    assert (told["known"], told["known_source"], told["unregistered"]) == ("7", "'=Performance audit", "6")
    assert (told["next_step"], told["next_step_count"]) == ("unregistered", "6")
    assert (by_name["ega"]["known"], by_name["*"]["known"]) == ("", "7")


async def test_what_is_known_is_listed_with_who_counted_it(client: httpx.AsyncClient, readers: Readers) -> None:
    path = "/api/v1/institutions/nida/known-systems"
    assert (await client.post(path, json=KNOWN, headers=readers.publisher)).status_code == 403
    assert (await client.post(path, json={**KNOWN, "count": -1}, headers=readers.admin)).status_code == 422
    await client.post(path, json=KNOWN, headers=readers.admin)
    (row,) = (await client.get(path)).json()
    assert (row["count"], row["recorded_by"], row["counted_on"]) == (7, "asha", "2024-03-31")
    assert (await client.get("/api/v1/board/nida")).json()["known_on"] == "2024-03-31"
    assert (await client.get("/api/v1/board/ega")).json()["known"] is None


@pytest.mark.usefixtures("readers")
async def test_the_board_is_narrowed_by_kind_and_sector_and_by_nothing_else(client: httpx.AsyncClient) -> None:
    narrowed = (await client.get("/api/v1/board?kind=ministry")).json()
    assert (narrowed["institutions"], narrowed["total"]["figures"]["registered"]) == ([], 0)
    both = await client.get("/api/v1/board?kind=authority&kind=ministry&sector=identity")
    assert len(both.json()["institutions"]) == 2
    for path, status in (
        ("?kind=castle", 422),
        ("?day=1", 422),
        ("/nobody", 404),
        ("/figures/none", 404),
        ("/figures/registered?cursor=AAAA", 422),
        ("/days?institution=nobody", 404),
    ):
        assert (await client.get(f"/api/v1/board{path}")).status_code == status, path


async def test_days_that_were_kept_are_listed(make: Factory, client: httpx.AsyncClient, readers: Readers) -> None:
    async with make.work() as work:
        await board.keep_day(work)
    for path in ("/api/v1/board/days", "/api/v1/board/days?institution=nida"):
        (day,) = (await client.get(path, headers=readers.reviewer)).json()
        assert (set(day["figures"]), day["figures"]["registered"]) == (set(Figure), 1)


async def test_an_owner_confirms_a_system_as_it_was_seen(client: httpx.AsyncClient, readers: Readers) -> None:
    path = "/api/v1/systems/cig/confirmations"
    seen = (await client.get("/api/v1/systems/cig")).headers["etag"]
    assert (await client.post(path, headers=readers.publisher)).status_code == 428
    assert (await client.post(path, headers=readers.stranger | {"If-Match": seen})).status_code == 403
    answer = await client.post(path, headers=readers.publisher | {"If-Match": seen})
    assert (answer.status_code, answer.json()["confirmed_at"] is not None) == (201, True)
    assert (await client.post(path, headers=readers.publisher | {"If-Match": seen})).status_code == 412
    told = (await client.get("/api/v1/systems/cig/freshness")).json()
    assert (told["state"], told["confirmed_at"]) == ("confirmed", answer.json()["confirmed_at"])
    assert (await client.get("/api/v1/systems/cig")).json() == answer.json()
