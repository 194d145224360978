import asyncio
from typing import Any

import httpx
from api_readers import Readers

PATH = "/api/v1/systems"
SYSTEM = {
    "key": "gepg",
    "institution": "nida",
    "names": [{"kind": "name", "language": "en", "text": "Payment Gateway"}],
    "purpose": {"en": "Collects payments"},
    "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
}


async def test_a_system_is_registered_and_says_what_it_lacks(client: httpx.AsyncClient, readers: Readers) -> None:
    made = await client.post(PATH, json=SYSTEM, headers=readers.publisher)
    assert (made.status_code, made.json()["standing"]) == (201, "registered"), made.text
    assert "legal_basis" in made.json()["missing"]
    assert (await client.get(made.headers["location"])).json() == made.json()
    for filters in ("institution=nida", "standing=registered", "state=in-use&state=planned", "sector=identity"):
        assert "gepg" in [one["key"] for one in (await client.get(f"{PATH}?{filters}")).json()["items"]]
    assert (await client.get(f"{PATH}?institution=ega")).json()["items"] == []


async def test_only_the_owner_registers_and_changes(client: httpx.AsyncClient, readers: Readers) -> None:
    for headers, status in [({}, 401), (readers.stranger, 403), (readers.reviewer, 403)]:
        assert (await client.post(PATH, json=SYSTEM, headers=headers)).status_code == status
        condition = {"If-Match": (await client.get(f"{PATH}/cig")).headers["etag"]}
        refused = await client.patch(f"{PATH}/cig", json={"state": "retired"}, headers=headers | condition)
        assert refused.status_code == status


async def test_of_two_writers_who_saw_the_same_one_is_told_to_look_again(
    client: httpx.AsyncClient, readers: Readers
) -> None:
    seen = {"If-Match": (await client.get(f"{PATH}/cig")).headers["etag"]}
    answers = await asyncio.gather(
        *(
            client.patch(f"{PATH}/cig", json={"purpose": {"en": f"Purpose {number}"}}, headers=readers.publisher | seen)
            for number in range(4)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert (await client.get(f"{PATH}/cig")).json() == winner.json()


async def test_what_is_refused_changes_nothing(client: httpx.AsyncClient, readers: Readers) -> None:
    before = await client.get(f"{PATH}/cig")
    seen = {"If-Match": before.headers["etag"]}
    refused_changes: list[dict[str, Any]] = [
        {"state": "asleep"},
        {"key": "other"},
        {"replaced_by": "cig"},
        {"replaced_by": "none"},
        {"names": []},
    ]
    for changes in refused_changes:
        refused = await client.patch(f"{PATH}/cig", json=changes, headers=readers.publisher | seen)
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["pointer"].split("/")[1]) == (422, next(iter(changes)))
    assert (await client.get(f"{PATH}/cig")).text == before.text
