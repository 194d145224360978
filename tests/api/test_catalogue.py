import httpx
from conftest import PUBLIC_URL
from factories import Factory

from registry.api.catalogue import ADDRESS


async def test_every_api_is_listed_under_the_well_known_address(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.api(key="bills")
    answer = await client.get(ADDRESS)
    assert answer.headers["content-type"].startswith("application/linkset+json")
    own, listed = answer.json()["linkset"]
    assert own["anchor"] == f"{PUBLIC_URL}/api/v1"
    for link in (*own["service-desc"], *own["status"], *listed["item"]):
        assert (await client.get(link["href"])).status_code == 200
    assert [link["href"].rpartition("/")[2] for link in listed["item"]] == ["bills", "identities"]
    head = await client.head(ADDRESS)
    assert head.headers["link"] == f'<{ADDRESS}>; rel="api-catalog"'
    assert head.content == b""
