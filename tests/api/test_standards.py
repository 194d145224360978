from typing import Any

import httpx
import pytest
from api_readers import Readers
from factories import Factory
from reference_data import COMPONENT, STANDARD

from registry.domain.actors import Role

PATH = "/api/v1/standards/ega-ita-001"
COMPONENTS = "/api/v1/components"


@pytest.fixture
async def editor(make: Factory, readers: Readers) -> dict[str, str]:
    del readers
    return await make.key(await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega"))


async def test_an_editor_enters_a_standard_and_everybody_reads_it(
    client: httpx.AsyncClient, editor: dict[str, str]
) -> None:
    group = await client.put(f"{COMPONENTS}/integration-architecture", json=COMPONENT, headers=editor)
    assert (group.status_code, group.headers["location"]) == (201, f"{COMPONENTS}/integration-architecture")
    assert (await client.get(COMPONENTS)).json() == [group.json()]
    assert (await client.get(group.headers["location"])).json() == group.json()
    made = await client.put(PATH, json=STANDARD, headers=editor)
    assert made.status_code == 201, made.text
    body = made.json()
    assert {name: body[name] for name in STANDARD} == STANDARD
    read = await client.get(PATH)
    assert (read.json(), read.headers["etag"]) == (body, made.headers["etag"])
    assert (await client.get(PATH, headers={"If-None-Match": read.headers["etag"]})).status_code == 304
    again = await client.put(PATH, json=STANDARD, headers=editor)
    assert (again.status_code, again.json()["revision"]) == (200, body["revision"])


async def test_a_change_names_the_state_that_it_was_made_from(
    client: httpx.AsyncClient, editor: dict[str, str], make: Factory
) -> None:
    await make.component()
    await make.standard()
    seen = (await client.get(PATH)).headers["etag"]
    tree = {name: value for name, value in STANDARD.items() if name != "key"} | {"version": "1.2"}
    refused = await client.put(PATH, json=tree, headers=editor)
    assert (refused.status_code, refused.json()["code"]) == (428, "condition-missing")
    changed = await client.put(PATH, json=tree, headers=editor | {"If-Match": seen})
    assert (changed.status_code, changed.json()["version"]) == (200, "1.2")
    late = await client.put(PATH, json=tree | {"version": "1.3"}, headers=editor | {"If-Match": seen})
    assert (late.status_code, late.json()["code"]) == (412, "outdated")
    events = (await client.get(f"{PATH}/history", headers=editor)).json()
    assert [(one["fields"], one["actor"]) for one in events[1:]] == [(["version"], "rashid")]
    assert (await client.get(f"{PATH}/history")).json()[1]["actor"] is None


@pytest.mark.parametrize(
    ("path", "tree", "pointer"),
    [
        (PATH, {**STANDARD, "key": "other"}, "/key"),
        (PATH, {**STANDARD, "component": "nowhere"}, "/component"),
        ("/api/v1/standards/-", {**STANDARD, "key": "-"}, "/key"),
        (f"{COMPONENTS}/a", {"names": {"sw": "A"}}, "/names/en"),
    ],
)
async def test_what_is_wrong_is_a_problem_with_its_place(
    client: httpx.AsyncClient, editor: dict[str, str], path: str, tree: dict[str, Any], pointer: str
) -> None:
    answer = await client.put(path, json=tree, headers=editor)
    assert answer.status_code == 422, answer.text
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}
    assert (await client.get("/api/v1/standards")).json()["items"] == []


async def test_only_an_editor_may_put(client: httpx.AsyncClient, readers: Readers) -> None:
    for headers, status in (({}, 401), (readers.publisher, 403), (readers.reviewer, 403)):
        for path, tree in ((PATH, STANDARD), (f"{COMPONENTS}/integration-architecture", COMPONENT)):
            assert (await client.put(path, json=tree, headers=headers)).status_code == status


async def test_a_list_is_read_by_cursor_and_limited(client: httpx.AsyncClient, make: Factory) -> None:
    await make.component()
    await make.standard()
    await make.standard(key="openapi-3.1", component=None, kind="international")
    first = await client.get("/api/v1/standards", params={"limit": 1})
    assert (first.headers["total-count"], [one["key"] for one in first.json()["items"]]) == ("2", ["ega-ita-001"])
    rest = await client.get("/api/v1/standards", params={"limit": 1, "cursor": first.json()["page"]["next_cursor"]})
    assert [one["key"] for one in rest.json()["items"]] == ["openapi-3.1"]
    assert (await client.get("/api/v1/standards/openapi-3.1")).json()["component"] is None
    for query, keys in (
        ("kind=international", ["openapi-3.1"]),
        ("component=integration-architecture&component=other", ["ega-ita-001"]),
        ("status=proposed", []),
    ):
        found = (await client.get(f"/api/v1/standards?{query}")).json()
        assert [one["key"] for one in found["items"]] == keys
    for query in ("kind=law", "law=1", "status=in_force&limit=0"):
        assert (await client.get(f"/api/v1/standards?{query}")).status_code in {400, 422}


async def test_the_rules_that_rest_on_a_standard_are_listed(client: httpx.AsyncClient, make: Factory) -> None:
    await make.component()
    await make.standard()
    assert (await client.get(f"{PATH}/rules")).json() == []
    assert (await client.get("/api/v1/standards/nothing/rules")).status_code == 404
    assert (await client.get(f"{COMPONENTS}/nothing")).status_code == 404
