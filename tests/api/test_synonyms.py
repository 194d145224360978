import httpx
import pytest
from api_readers import Readers
from factories import Factory
from reference_data import SYNONYM

from registry.domain.actors import Role

PATH = "/api/v1/synonyms/payment"


@pytest.fixture
async def editor(make: Factory, readers: Readers) -> dict[str, str]:
    del readers
    return await make.key(await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega"))


async def test_a_group_is_entered_read_changed_and_removed(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    made = await client.put(PATH, json=SYNONYM, headers=editor)
    assert (made.status_code, made.headers["location"]) == (201, PATH)
    assert {name: made.json()[name] for name in SYNONYM} == SYNONYM
    assert (await client.get(PATH)).json() == made.json()
    assert (await client.get("/api/v1/synonyms", params={"kind": "synonym"})).json()["items"] == [made.json()]
    assert (await client.get("/api/v1/synonyms", params={"kind": "acronym"})).json()["items"] == []
    assert (await client.get("/api/v1/synonyms", params={"q": "kulipia"})).json()["items"] == [made.json()]
    assert (await client.get("/api/v1/synonyms", params={"q": "kodi"})).json()["page"]["total"] == 0
    seen = {"If-Match": made.headers["etag"]}
    changed = {**SYNONYM, "kind": "abbreviation"}
    assert (await client.put(PATH, json=changed, headers=editor)).status_code == 428
    assert (await client.put(PATH, json=changed, headers=editor | seen)).json()["revision"] == 2
    assert (await client.delete(PATH, headers=editor)).status_code == 428
    assert (await client.delete(PATH, headers=editor | seen)).status_code == 412
    events = (await client.get(f"{PATH}/history", headers=editor)).json()
    assert [(one["action"], one["actor"]) for one in events] == [("put", "rashid"), ("put", "rashid")]
    now = {"If-Match": (await client.get(PATH)).headers["etag"]}
    gone = await client.delete(PATH, headers=editor | now)
    assert gone.status_code == 204, (now, gone.text)
    assert (await client.get(PATH)).status_code == 404


async def test_only_an_editor_may_change_or_remove(client: httpx.AsyncClient, readers: Readers) -> None:
    for headers, status in (({}, 401), (readers.publisher, 403), (readers.reviewer, 403)):
        assert (await client.put(PATH, json=SYNONYM, headers=headers)).status_code == status
    refused = await client.delete(PATH, headers=readers.publisher | {"If-Match": '"1-x"'})
    assert refused.status_code == 403


async def test_what_is_wrong_is_a_problem_with_its_place(client: httpx.AsyncClient, editor: dict[str, str]) -> None:
    answer = await client.put(PATH, json={**SYNONYM, "names": {"sw": ["malipo"]}}, headers=editor)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/names")
