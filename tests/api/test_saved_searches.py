import httpx
import pytest
from factories import Factory

from registry.domain.actors import Role
from registry.usecases import saved_searches

PATH = "/api/v1/saved-searches"


@pytest.fixture
async def header(make: Factory) -> dict[str, str]:
    await make.catalogue()
    return await make.key(await make.person("amina", Role.PUBLISHER))


async def test_a_search_is_saved_read_looked_at_renewed_and_deleted(
    make: Factory, client: httpx.AsyncClient, header: dict[str, str]
) -> None:
    made = await client.post(
        PATH, json={"name": "Ids", "words": "identity", "facets": {"kind": ["api"]}}, headers=header
    )
    assert made.status_code == 201
    feed = made.json()["links"]["feed"]
    assert (await client.get(feed)).status_code == 200
    here = made.headers["location"]
    assert "feed" not in (await client.get(here, headers=header)).json()["links"]
    await make.api(key="later", title={"en": "Identity later"})
    async with make.work() as work:
        await saved_searches.tell_of_new(work)
    found = (await client.get(f"{here}/matches", headers=header)).json()
    assert [(one["hit"]["name"], one["new"]) for one in found] == [("cig/later", True), ("cig/identities", False)]
    assert (await client.post(f"{here}/see", headers=header)).status_code == 200
    assert not any(one["new"] for one in (await client.get(f"{here}/matches", headers=header)).json())
    renewed = (await client.post(f"{here}/feed", headers=header)).json()["links"]["feed"]
    assert [(await client.get(one)).status_code for one in (feed, renewed)] == [404, 200]
    assert [one["name"] for one in (await client.get(PATH, headers=header)).json()] == ["Ids"]
    assert (await client.delete(here, headers=header)).status_code == 204
    assert (await client.get(here, headers=header)).status_code == 404


async def test_strangers_have_none_and_what_is_wrong_is_pointed_at(
    make: Factory, client: httpx.AsyncClient, header: dict[str, str]
) -> None:
    here = (await client.post(PATH, json={"name": "Ids", "words": "identity"}, headers=header)).headers["location"]
    for address in (PATH, here, f"{here}/matches"):
        assert (await client.get(address)).status_code == 401
    other = await make.key(await make.person("salim", Role.ADMIN, institution="ega"))
    missing = await client.get(f"{PATH}/00000000-0000-0000-0000-000000000000", headers=other)
    hidden = await client.get(here, headers=other)
    assert (missing.status_code, hidden.status_code) == (404, 404)
    wrong = await client.post(PATH, json={"name": "2"}, headers=header)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/words")
