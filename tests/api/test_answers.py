from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from api_readers import Readers
from factories import Factory

from registry.domain.lifecycle import Status

ENTRIES = [
    "/api/v1/institutions/nida",
    "/api/v1/systems/cig",
    "/api/v1/apis/cig/identities",
    "/api/v1/apis/cig/identities/versions/1.0.0",
]
LISTS = [
    "/api/v1/institutions",
    "/api/v1/systems",
    "/api/v1/apis",
    "/api/v1/schemas",
    "/api/v1/apis/cig/identities/versions",
    "/api/v1/apis/cig/identities/versions/1.0.0/report",
    "/api/v1/apis/cig/identities/versions/1.0.0/history",
    "/api/v1/search?q=kitambulisho",
    "/api/v1/changes",
    "/api/v1/openapi.json",
    "/api/v1/openapi.yaml",
    "/.well-known/api-catalog",
]
DOCUMENTS = [f"/api/v1/apis/cig/identities/versions/1.0.0/document{suffix}" for suffix in ("", ".json", ".yaml")]


async def test_every_read_has_a_tag_that_saves_reading_it_again(
    client: httpx.AsyncClient, make: Factory, readers: Readers
) -> None:
    await make.version(Status.PUBLISHED)
    for path in (*ENTRIES, *LISTS, *DOCUMENTS):
        for known in ({}, readers.publisher):
            first = await client.get(path, headers=known)
            assert first.status_code == 200, path
            etag = first.headers["etag"]
            assert etag.startswith("W/") == (path in LISTS), path
            again = await client.get(path, headers=known | {"If-None-Match": etag})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag), path
            assert again.headers["x-content-type-options"] == "nosniff"
            assert int(first.headers["x-catalogue-last-seq"]) > 0
            assert 'rel="' in first.headers["link"]
            head = await client.head(path, headers=known)
            assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", etag), path
            assert head.headers["content-length"] == first.headers["content-length"]


async def test_an_entry_says_when_it_was_changed_last(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    for path in ENTRIES:
        changed = parsedate_to_datetime((await client.get(path)).headers["last-modified"])
        assert abs((datetime.now(UTC) - changed).total_seconds()) < 60


async def test_what_was_read_before_a_change_is_not_read_after_it(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    for path in ("/api/v1/systems/cig", "/api/v1/systems", "/api/v1/search?q=kadi"):
        await client.get(path)
    before = await client.get("/api/v1/systems/cig")
    changes = {"names": [{"kind": "name", "language": "sw", "text": "Mfumo wa kadi"}]}
    changed = await client.patch(
        "/api/v1/systems/cig", json=changes, headers=readers.publisher | {"If-Match": before.headers["etag"]}
    )
    assert changed.status_code == 200
    plain = {"If-None-Match": before.headers["etag"], "Accept-Encoding": "identity"}
    after = await client.get("/api/v1/systems/cig", headers=plain)
    assert (after.status_code, after.json()["title"]["sw"]) == (200, "Mfumo wa kadi")
    assert after.headers["etag"] == changed.headers["etag"]
    assert int(after.headers["x-catalogue-last-seq"]) == int(before.headers["x-catalogue-last-seq"]) + 1
    assert (await client.get("/api/v1/systems")).json()["items"][0]["title"]["sw"] == "Mfumo wa kadi"
    assert "cig" in [item["name"] for item in (await client.get("/api/v1/search?q=kadi")).json()["items"]]
    await make.version(Status.SUBMITTED)
    assert (await client.get("/api/v1/apis/cig/identities/versions")).json() == []


async def test_a_private_answer_is_never_given_to_a_stranger(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.version(Status.SUBMITTED)
    path = "/api/v1/apis/cig/identities/versions"
    for _ in range(2):
        assert [one["number"] for one in (await client.get(path, headers=readers.publisher)).json()] == ["1.0.0"]
        for outsider in ({}, readers.stranger):
            assert (await client.get(path, headers=outsider)).json() == []
            assert (await client.get(f"{path}/1.0.0", headers=outsider)).status_code == 404
    seen = await client.get(f"{path}/1.0.0", headers=readers.publisher)
    assert "private" in seen.headers["cache-control"]
    assert (await client.get(f"{path}/1.0.0", headers={"If-None-Match": seen.headers["etag"]})).status_code == 404


async def test_a_walk_with_one_row_at_a_time_meets_each_row_once(client: httpx.AsyncClient, make: Factory) -> None:
    keys = [f"body-{number}" for number in range(5)]
    await make.institutions(*keys)
    for key in keys:
        await make.system(key, key)
        await make.api(key, "things")
        await make.schema(key, key)
    for path, name in [("institutions", "key"), ("systems", "key"), ("apis", "name"), ("schemas", "name")]:
        address: str | None = f"/api/v1/{path}?limit=1"
        met = []
        while address:
            answer = await client.get(address)
            assert (answer.headers["total-count"], answer.json()["page"]["total"]) == ("5", 5)
            assert f'</api/v1/{path}?limit=1>; rel="first"' in answer.headers["link"]
            met += [item[name] for item in answer.json()["items"]]
            address = answer.links.get("next", {}).get("url")
            assert (address is None) == (answer.json()["page"]["next_cursor"] is None)
        assert met == sorted(met)
        assert [one.partition("/")[0] for one in met] == keys


async def test_a_cursor_of_another_list_is_refused(client: httpx.AsyncClient, make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system("a")
    await make.system("b")
    cursor = (await client.get("/api/v1/institutions?limit=1")).json()["page"]["next_cursor"]
    for address in ("/api/v1/systems", "/api/v1/institutions?sector=revenue", "/api/v1/search"):
        refused = await client.get(address, params={**httpx.URL(address).params, "cursor": cursor})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "cursor")
