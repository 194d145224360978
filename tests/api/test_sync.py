import json
from typing import Any

import httpx
import sqlalchemy
from api_readers import Readers
from factories import Factory

from registry.domain.actors import Role, Scope
from registry.domain.lifecycle import Status

CHANGES = "/api/v1/changes"


async def test_the_feed_is_read_in_steps_without_a_gap(client: httpx.AsyncClient, make: Factory) -> None:
    await make.institutions("nida", "ega", "tra")
    seen: list[int] = []
    since = 0
    while True:
        answer = await client.get(CHANGES, params={"since": since, "limit": 2})
        feed = answer.json()
        assert answer.headers["x-catalogue-last-seq"] == "3"
        assert feed["oldest_seq"] == 1
        if not feed["results"]:
            break
        seen += [change["seq"] for change in feed["results"]]
        assert feed["last_seq"] == seen[-1]
        assert feed["pending"] == 3 - seen[-1]
        since = feed["last_seq"]
    assert seen == [1, 2, 3]
    assert (feed["last_seq"], feed["pending"]) == (3, 0)


async def test_a_filter_does_not_hold_the_number_back(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    await make.system("last", "ega")
    feed = (await client.get(CHANGES, params={"institution": "nida"})).json()
    assert {change["institution"] for change in feed["results"]} == {"nida"}
    head = (await client.get(CHANGES)).json()["last_seq"]
    assert feed["last_seq"] == head > feed["results"][-1]["seq"]
    part = (await client.get(CHANGES, params={"institution": "nida", "limit": 1})).json()
    assert part["last_seq"] == part["results"][0]["seq"]
    await make.version(Status.SUBMITTED)
    hidden = (await client.get(CHANGES, params={"since": head})).json()
    assert {change["kind"] for change in hidden["results"]} <= {"system"}
    assert hidden["last_seq"] >= head + 2
    told = (await client.get(CHANGES, params={"since": head}, headers=readers.publisher)).json()
    versions = [change["type"] for change in told["results"] if change["version"]]
    assert versions == ["api.version.uploaded", "api.version.submitted"]
    assert told["last_seq"] == hidden["last_seq"]
    outside = (await client.get(CHANGES, params={"since": head}, headers=readers.stranger)).json()
    assert outside == hidden


async def test_a_change_leads_to_its_entry(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.schema()
    await make.version(Status.PUBLISHED)
    for change in (await client.get(CHANGES)).json()["results"]:
        entry = await client.get(change["links"]["self"])
        assert entry.status_code == 200, change
        assert change["deleted"] == (change["op"] == "delete")
        assert change["at"].endswith("Z")


async def exported(client: httpx.AsyncClient, headers: dict[str, str]) -> tuple[int, list[dict[str, Any]]]:
    answer = await client.get("/api/v1/export", headers=headers)
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    return int(answer.headers["x-catalogue-as-of-seq"]), lines


async def test_the_export_has_every_visible_entry_once_and_the_feed_goes_on_from_it(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    await make.schema()
    await make.api(key="secret", visibility="government")
    await make.version(Status.PUBLISHED)
    await make.version(Status.DRAFT, "2.0.0")
    everything = {
        *(("institution", key) for key in ("nida", "ega")),
        ("system", "cig"),
        ("schema", "person"),
        ("api", "cig/identities"),
        ("version", "cig/identities@1.0.0"),
    }
    hidden = {("api", "cig/secret")}
    draft = {("version", "cig/identities@2.0.0")}
    for headers, expected in [
        ({}, everything),
        (readers.stranger, everything | hidden),
        (readers.publisher, everything | hidden | draft),
        (readers.reviewer, everything | hidden | draft),
    ]:
        number, lines = await exported(client, headers)
        met = [
            (line["kind"], line["entry"].get("reference") or line["entry"].get("name") or line["entry"]["key"])
            for line in lines
        ]
        assert sorted(met) == sorted(expected)
        for line in lines:
            single = await client.get(line["entry"]["links"]["self"], headers=headers)
            assert single.json() == line["entry"]
    await make.system("later")
    after = (await client.get(CHANGES, params={"since": number})).json()["results"]
    assert [change["slug"] for change in after] == ["later"]


async def test_a_feed_that_no_longer_reaches_back_says_where_to_begin_again(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.institutions("nida", "ega", "tra")
    async with make.database.writing() as session, session.begin():
        await session.execute(sqlalchemy.text("DELETE FROM change WHERE seq < 3"))
    assert (await client.get(CHANGES, params={"since": 2})).status_code == 200
    gone = await client.get(CHANGES, params={"since": 1})
    assert (gone.status_code, gone.json()["code"], gone.json()["oldest"]) == (410, "feed-expired", 3)
    assert "/api/v1/export" in gone.json()["detail"]


async def test_the_export_is_not_sent_again_to_who_has_it(client: httpx.AsyncClient, make: Factory) -> None:
    await make.institution()
    first = await client.get("/api/v1/export")
    again = await client.get("/api/v1/export", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await make.institution("ega")
    changed = await client.get("/api/v1/export", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    key = await make.key(await make.person("amina", Role.PUBLISHER), Scope.ACCOUNTS_WRITE)
    refused = await client.get("/api/v1/export", headers=key)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
