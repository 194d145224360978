import httpx
from api_readers import Readers
from factories import Factory


async def test_an_api_and_a_schema_are_defined_read_and_changed(client: httpx.AsyncClient, readers: Readers) -> None:
    for path, tree, name in [
        ("/api/v1/apis/cig", {"key": "bills", "title": {"en": "Bills"}}, "cig/bills"),
        ("/api/v1/schemas", {"key": "bill", "institution": "nida", "title": {"en": "Bill"}}, "bill"),
    ]:
        made = await client.post(path, json=tree, headers=readers.publisher)
        assert (made.status_code, made.json()["name"]) == (201, name), made.text
        address = made.headers["location"]
        assert (await client.get(address)).json() == made.json()
        again = await client.post(path, json=tree, headers=readers.publisher)
        assert (again.status_code, again.json()["code"]) == (409, "key-taken")
        changes = {"description": {"sw": "Ankara"}}
        missing = await client.patch(address, json=changes, headers=readers.publisher)
        assert missing.status_code == 428
        seen = {"If-Match": made.headers["etag"]}
        changed = await client.patch(address, json=changes, headers=readers.publisher | seen)
        assert (changed.status_code, changed.json()["description"]) == (200, {"sw": "Ankara"})
        stale = await client.patch(address, json=changes, headers=readers.publisher | seen)
        assert (stale.status_code, stale.json()["code"]) == (412, "outdated")


async def test_lists_can_be_limited(client: httpx.AsyncClient, readers: Readers, make: Factory) -> None:
    await make.schema()
    for path, names in [
        ("/api/v1/apis?system=cig", ["cig/identities"]),
        ("/api/v1/apis?institution=ega", []),
        ("/api/v1/schemas?institution=nida", ["person"]),
        ("/api/v1/schemas?institution=ega", []),
    ]:
        for known in ({}, readers.stranger):
            assert [one["name"] for one in (await client.get(path, headers=known)).json()["items"]] == names


async def test_what_is_for_government_alone_is_hidden_from_strangers(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.api(key="secret", visibility="government")
    hidden, missing = await client.get("/api/v1/apis/cig/secret"), await client.get("/api/v1/apis/cig/other")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json()["detail"] == missing.json()["detail"].replace("cig/other", "cig/secret")
    assert "secret" not in (await client.get("/api/v1/apis")).text
    assert "secret" not in (await client.get("/api/v1/search?q=uthibitisho")).text
    assert "secret" not in (await client.get("/api/v1/changes")).text
    assert "secret" not in (await client.get("/.well-known/api-catalog")).text
    assert (await client.get("/api/v1/apis/cig/secret", headers=readers.stranger)).status_code == 200
