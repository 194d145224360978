import hashlib
import json
from typing import Any

import httpx
import jsonschema_rs
import pytest
from api_readers import Readers
from conftest import PUBLIC_URL
from factories import Factory
from reference_data import CONCEPT, concept

from registry.domain.actors import Role

PATH = "/api/v1/concepts/nin"
SCHEMA = "/concepts/nin/1.0.0.schema.json"


@pytest.fixture
async def editor(make: Factory, readers: Readers) -> dict[str, str]:
    del readers
    return await make.key(await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega"))


async def test_an_editor_enters_a_concept_and_everybody_reads_it(
    client: httpx.AsyncClient, editor: dict[str, str]
) -> None:
    made = await client.put(PATH, json=CONCEPT, headers=editor)
    assert (made.status_code, made.headers["location"]) == (201, PATH), made.text
    body = made.json()
    assert {name: body[name] for name in CONCEPT} == CONCEPT
    assert (body["versions"], body["links"]["schema"]) == (["1.0.0"], SCHEMA)
    assert (await client.get(PATH)).json() == body
    again = await client.put(PATH, json=CONCEPT, headers=editor)
    assert (again.status_code, again.headers["etag"]) == (200, made.headers["etag"])
    assert [one["fields"][0] for one in (await client.get(f"{PATH}/history")).json()] == ["ambiguous"]


async def test_the_canonical_schema_stands_at_its_own_address_for_good(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.concept()
    found = await client.get(SCHEMA)
    assert found.headers["content-type"] == "application/schema+json"
    assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert found.headers["etag"] == f'"sha256:{hashlib.sha256(found.content).hexdigest()}"'
    assert "sandbox" in found.headers["content-security-policy"]
    assert (await client.get(SCHEMA, headers={"If-None-Match": found.headers["etag"]})).status_code == 304
    tree = found.json()
    assert (tree["$id"], tree["pattern"]) == (f"{PUBLIC_URL}{SCHEMA}", CONCEPT["pattern"])
    jsonschema_rs.meta.validate(tree)
    assert jsonschema_rs.is_valid(tree, "19900101000000000001")
    await make.concept(version="2.0.0", schema={"type": "string"}, pattern=None)
    assert (await client.get(SCHEMA)).content == found.content
    assert (await client.get(PATH)).json()["versions"] == ["1.0.0", "2.0.0"]


@pytest.mark.parametrize(
    "address",
    [
        "/concepts/nin/2.0.0.schema.json",
        "/concepts/tin/1.0.0.schema.json",
        "/concepts/nin/1.0.0",
        "/concepts/nin/..schema.json",
        "/concepts/nin/1.0.0.schema.json.schema.json",
        "/api/v1/concepts/tin",
    ],
)
async def test_there_is_nothing_under_another_address(client: httpx.AsyncClient, make: Factory, address: str) -> None:
    await make.concept()
    answer = await client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("tree", "code", "pointer"),
    [
        ({**CONCEPT, "schema": {"type": "strnig"}}, "fields-invalid", "/schema/type"),
        ({**CONCEPT, "pattern": "(["}, "fields-invalid", "/pattern"),
        ({**CONCEPT, "key": "tin"}, "fields-invalid", "/key"),
        (concept("nin", names=CONCEPT["names"], field_names=["other_no"]), "fields-invalid", "/names/sw"),
    ],
)
async def test_what_is_wrong_is_a_problem_with_its_place_in_both_languages(
    client: httpx.AsyncClient, editor: dict[str, str], make: Factory, tree: dict[str, Any], code: str, pointer: str
) -> None:
    await make.concept(**concept("other", names=CONCEPT["names"], field_names=["other_no"]))
    said = set()
    for language in ("sw", "en"):
        answer = await client.put(PATH, json=tree, headers=editor | {"Accept-Language": language})
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        said |= {error["detail"] for error in answer.json()["errors"] if error["pointer"] == pointer}
    assert len(said) == 2
    assert (await client.get(PATH)).status_code == 404


async def test_another_schema_under_the_same_version_is_a_conflict(
    client: httpx.AsyncClient, editor: dict[str, str], make: Factory
) -> None:
    await make.concept()
    seen = {"If-Match": (await client.get(PATH)).headers["etag"]}
    other = {**CONCEPT, "schema": {"type": "string"}}
    answer = await client.put(PATH, json=other, headers=editor | seen)
    assert (answer.status_code, answer.json()["code"]) == (409, "version-number-taken")
    assert (await client.put(PATH, json=other | {"version": "1.1.0"}, headers=editor)).status_code == 428
    changed = await client.put(PATH, json=other | {"version": "1.1.0"}, headers=editor | seen)
    assert (changed.status_code, changed.json()["schema"]) == (200, {"type": "string"})


async def test_a_list_is_limited_and_whole(client: httpx.AsyncClient, make: Factory) -> None:
    await make.concept()
    await make.concept(**concept("amount", type="number", personal_data="none", schema={"type": "number"}))
    listed = (await client.get("/api/v1/concepts")).json()["items"]
    assert [(one["key"], one["schema"]["type"]) for one in listed] == [("amount", "number"), ("nin", "string")]
    for query, keys in (
        ("personal_data=identifier", ["nin"]),
        ("type=number&type=string", ["amount", "nin"]),
        ("certainty=stated", []),
        ("q=nida%20no", ["nin"]),
        ("q=meaning&type=string", []),
        ("q=nin&limit=1", ["nin"]),
    ):
        found = (await client.get(f"/api/v1/concepts?{query}")).json()
        assert [one["key"] for one in found["items"]] == keys
    assert (await client.get("/api/v1/concepts?type=text")).status_code in {400, 422}
    assert (await client.get(f"/api/v1/concepts?q={'a' * 201}")).status_code in {400, 422}
    first = (await client.get("/api/v1/concepts?q=national&limit=1")).json()
    assert (first["page"]["total"], first["page"]["next_cursor"]) == (1, None)


async def test_words_are_looked_for_page_by_page(client: httpx.AsyncClient, make: Factory) -> None:
    for key in ("a1", "a2", "a3"):
        await make.concept(**concept(key))
    keys: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await client.get("/api/v1/concepts", params={"q": "meaning", "limit": 2, "cursor": cursor})).json()
        keys += [one["key"] for one in page["items"]]
        cursor = page["page"]["next_cursor"]
        assert page["page"]["total"] == 3
    assert keys == ["a1", "a2", "a3"]


async def test_the_feed_and_the_export_lead_to_standards_and_concepts(client: httpx.AsyncClient, make: Factory) -> None:
    await make.component()
    await make.standard()
    await make.concept()
    changes = (await client.get("/api/v1/changes")).json()["results"]
    assert [one["type"] for one in changes] == ["component.changed", "standard.changed", "concept.changed"]
    lines = [json.loads(line) for line in (await client.get("/api/v1/export")).text.splitlines()]
    for change, line in zip(changes, lines, strict=True):
        assert line == {"kind": change["kind"], "entry": (await client.get(change["links"]["self"])).json()}
