import httpx
import pytest
from factories import Factory

from registry.domain.actors import Role

PATH = "/api/v1/service-requests"


@pytest.fixture
async def asker(make: Factory) -> dict[str, str]:
    await make.institutions("nida", "ega")
    return await make.key(await make.person("asha", Role.PUBLISHER, institution="ega"))


async def test_a_service_is_asked_for_listed_by_cursor_and_answered(
    make: Factory, client: httpx.AsyncClient, asker: dict[str, str]
) -> None:
    owner = await make.key(await make.person("amina", Role.PUBLISHER))
    for number in range(3):
        asked = {"need": f"Verify licence {number}", "institution": "nida"}
        made = await client.post(PATH, json=asked, headers=asker)
        assert (made.status_code, made.json()["asking_institution"]) == (201, "ega")
    here = made.headers["location"]
    first = (await client.get(f"{PATH}?limit=2", headers=owner)).json()
    cursor = first["page"]["next_cursor"]
    rest = (await client.get(PATH, params={"limit": 2, "cursor": cursor}, headers=owner)).json()
    assert [one["id"] for one in (*first["items"], *rest["items"])] == [3, 2, 1]
    answered = await client.post(f"{here}/answer", json={"answer": "Next year."}, headers=owner)
    assert (await client.get(here, headers=asker)).json()["answer"] == answered.json()["answer"] == "Next year."
    assert (await client.post(f"{here}/answer", json={"answer": "No."}, headers=asker)).status_code == 403


async def test_strangers_and_others_are_told_of_nothing(
    make: Factory, client: httpx.AsyncClient, asker: dict[str, str]
) -> None:
    here = (await client.post(PATH, json={"need": "Verify a licence"}, headers=asker)).headers["location"]
    assert (await client.get(here)).status_code == 401
    assert (await client.post(PATH, json={"need": "Verify a licence"})).status_code == 401
    other = await make.key(await make.person("amina", Role.PUBLISHER))
    assert (await client.get(here, headers=other)).status_code == 404
    assert (await client.get(f"{PATH}?cursor=x", headers=asker)).status_code == 422
