import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_readers import Readers
from factories import STEPS, Factory, document

from registry.domain.actors import Role
from registry.domain.lifecycle import DECISIONS, Action, Status
from registry.usecases import allowances
from registry.validators.source import read

VERSIONS = "/api/v1/apis/cig/identities/versions"
JSON = {"Content-Type": "application/json"}
ANY = {"Content-Type": "application/octet-stream"}
TAKEN = {"yaml/23-merge-override.yaml"}
"""Where the house has decided otherwise than the manifest of hostile documents: merge keys are read."""


async def test_a_document_goes_from_file_to_found(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    publisher = await make.key(await make.person("amina", Role.PUBLISHER))
    reviewer = await make.key(await make.person("rehema", Role.REVIEWER, institution="ega"))
    json_type = {"Content-Type": "application/json"}

    answer = await client.post(VERSIONS, content=document(), headers=publisher | json_type)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["created"]
    assert body["report"]["result"] == "pass"
    assert body["version"]["status"] == "draft"
    assert body["version"]["actions"] == ["submit"]
    seen = {"digest": body["version"]["digest"], "report": body["version"]["report"]["id"]}

    again = await client.post(VERSIONS, content=document(), headers=publisher | json_type)
    assert (again.status_code, again.json()["created"]) == (200, False)

    for action, who in [
        ("submit", publisher),
        ("take", reviewer),
        ("approve", reviewer),
        ("publish", publisher),
    ]:
        order = {"action": action} | (seen if action == "approve" else {})
        step = await client.post(f"{VERSIONS}/1.0.0/transitions", json=order, headers=who)
        assert step.status_code == 200, step.text
    assert step.json()["status"] == "published"

    found = await client.get("/api/v1/search", params={"q": "thibitisha kitambulisho"})
    assert "cig/identities" in [item["name"] for item in found.json()["items"]]
    other = await client.post(
        f"{VERSIONS}?number=1.0.0", content=document(title="Other"), headers=publisher | json_type
    )
    assert (other.status_code, other.json()["code"]) == (409, "version-number-taken")


async def test_the_bytes_are_served_exactly_and_in_the_other_form(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    publisher = await make.key(await make.person("amina", Role.PUBLISHER))
    content = b"# as it was written\n" + json.dumps(json.loads(document())).encode().replace(b": ", b":  ")
    sent = await client.post(VERSIONS, content=content, headers=publisher | {"Content-Type": "application/yaml"})
    assert sent.status_code == 201, sent.text

    exact = await client.get(f"{VERSIONS}/1.0.0/document", headers=publisher)
    assert exact.content == content
    digest = hashlib.sha256(content)
    assert exact.headers["etag"] == f'"sha256:{digest.hexdigest()}"'
    assert exact.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    by_digest = await client.get(f"/api/v1/documents/sha256:{digest.hexdigest()}", headers=publisher)
    assert by_digest.content == content
    converted = await client.get(f"{VERSIONS}/1.0.0/document.json", headers=publisher)
    assert converted.json() == read(content).data
    assert (await client.get(f"{VERSIONS}/1.0.0/document")).status_code == 404


SWAGGER = b"""swagger: "2.0"
info: {title: Old, version: 0.9.0}
paths:
  /a:
    get: {operationId: getA, summary: A, responses: {"200": {description: Known}}}
"""


def order_for(action: Action, version: dict[str, Any]) -> dict[str, Any]:
    order: dict[str, Any] = {"action": action}
    if action in DECISIONS:
        order |= {"digest": version["digest"], "report": version["report"]["id"]}
    if action in {Action.REJECT, Action.REQUEST_CHANGES, Action.SUSPEND}:
        order["reason"] = "Haieleweki"
    return order | ({"sunset_on": "2099-01-31"} if action is Action.DEPRECATE else {})


@pytest.mark.parametrize("target", [Status.RETIRED, Status.REJECTED, Status.WITHDRAWN, Status.CHANGES_REQUESTED])
async def test_a_version_is_led_through_its_life_by_what_its_actions_say(
    client: httpx.AsyncClient, readers: Readers, target: Status
) -> None:
    sent = await client.post(VERSIONS, content=document(), headers=readers.publisher | JSON)
    path = sent.headers["location"]
    version = sent.json()["version"]
    for action in STEPS[target]:
        may = {
            name: (await client.get(path, headers=who)).json()["actions"]
            for name, who in (("publisher", readers.publisher), ("reviewer", readers.reviewer))
        }
        (name,) = [name for name, actions in may.items() if action in actions]
        assert not set(may["publisher"]) & set(may["reviewer"])
        order = order_for(action, version)
        answer = await client.post(f"{path}/transitions", json=order, headers=getattr(readers, name))
        assert answer.status_code == 200, answer.text
        version = answer.json()
    assert version["status"] == target
    history = (await client.get(f"{path}/history", headers=readers.publisher)).json()
    assert [entry["action"] for entry in history] == ["upload", *STEPS[target]]
    assert all(entry["actor"] for entry in history)
    public = await client.get(f"{path}/history")
    if target is Status.RETIRED:
        assert [entry["actor"] for entry in public.json()] == [None] * len(history)
        assert public.json()[1]["institution"] == "nida"
        assert all("allowed" not in entry for entry in public.json())
    else:
        assert public.status_code == 404


async def test_a_step_that_the_state_does_not_allow_is_answered_with_those_it_does(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.version(Status.PUBLISHED)
    path = f"{VERSIONS}/1.0.0/transitions"
    for action in set(Action) - {Action.SUSPEND, Action.DEPRECATE}:
        refused = await client.post(path, json={"action": action}, headers=readers.publisher)
        assert (refused.status_code, refused.json()["code"]) == (409, "illegal-transition")
        assert refused.json()["current"] == "published"
        assert set(refused.json()["allowed"]) == {"suspend", "deprecate"}


async def test_a_decision_rests_on_the_document_and_the_report_that_were_seen(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    version = await make.version(Status.IN_REVIEW)
    seen = {"digest": version.digest, "report": str(version.report_id)}
    path = f"{VERSIONS}/1.0.0/transitions"
    for order, status, code in [
        ({}, 428, "condition-missing"),
        ({"digest": seen["digest"]}, 428, "condition-missing"),
        (seen | {"digest": "sha256:" + "0" * 64}, 412, "outdated"),
        (seen | {"report": "00000000-0000-0000-0000-000000000000"}, 412, "outdated"),
        (seen | {"colour": "green"}, 422, "fields-invalid"),
    ]:
        refused = await client.post(path, json={"action": "approve", **order}, headers=readers.reviewer)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    unexplained = await client.post(path, json={"action": "reject", **seen}, headers=readers.reviewer)
    assert (unexplained.status_code, unexplained.json()["code"]) == (422, "reason-required")
    for outsider, status in [({}, 404), (readers.stranger, 404), (readers.publisher, 403), (readers.admin, 403)]:
        refused = await client.post(path, json={"action": "approve", **seen}, headers=outsider)
        assert refused.status_code == status
    approved = await client.post(path, json={"action": "approve", **seen}, headers=readers.reviewer)
    assert approved.json()["status"] == "approved"


async def test_an_unknown_action_is_answered_with_the_known_ones(client: httpx.AsyncClient, readers: Readers) -> None:
    for action in ("fly", "SUBMIT", "", "submit "):
        refused = await client.post(f"{VERSIONS}/1.0.0/transitions", json={"action": action}, headers=readers.publisher)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/action"
        assert "withdraw" in refused.json()["errors"][0]["detail"]


async def test_a_deprecated_version_says_so_in_its_headers(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.version(Status.PUBLISHED)
    await make.version(Status.PUBLISHED, "2.0.0")
    path = f"{VERSIONS}/1.0.0"
    assert "deprecation" not in (await client.get(path)).headers
    for wrong, pointer in [
        ({}, "/sunset_on"),
        ({"sunset_on": "2001-01-01"}, "/sunset_on"),
        ({"sunset_on": "2099-01-31", "successor": "3.0.0"}, "/successor"),
    ]:
        refused = await client.post(
            f"{path}/transitions", json={"action": "deprecate", **wrong}, headers=readers.publisher
        )
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    order = {"action": "deprecate", "sunset_on": "2099-01-31", "successor": "2.0.0"}
    assert (await client.post(f"{path}/transitions", json=order, headers=readers.publisher)).status_code == 200
    for address in (path, f"{path}/document"):
        headers = (await client.get(address)).headers
        assert headers["deprecation"].startswith("@")
        assert headers["sunset"] == "Sat, 31 Jan 2099 00:00:00 GMT"
        assert f'<{VERSIONS}/2.0.0>; rel="successor-version"' in headers["link"]
        assert 'rel="service-desc"' in headers["link"]
    assert (await client.get(f"{VERSIONS}/latest")).json()["number"] == "2.0.0"


async def test_only_a_draft_can_be_deleted(client: httpx.AsyncClient, readers: Readers, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    await make.version(Status.DRAFT, "2.0.0")
    refused = await client.delete(f"{VERSIONS}/1.0.0", headers=readers.publisher)
    assert (refused.status_code, refused.json()["code"]) == (409, "not-a-draft")
    for outsider, status in [({}, 404), (readers.stranger, 404), (readers.reviewer, 403)]:
        assert (await client.delete(f"{VERSIONS}/2.0.0", headers=outsider)).status_code == status
    gone = await client.delete(f"{VERSIONS}/2.0.0", headers=readers.publisher)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (await client.get(f"{VERSIONS}/2.0.0", headers=readers.publisher)).status_code == 404
    assert (await client.delete(f"{VERSIONS}/2.0.0", headers=readers.publisher)).status_code == 404


async def test_a_document_is_refused_with_the_place_of_what_is_wrong(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.schema()
    schemas = "/api/v1/schemas/person/versions"
    schema = b'{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}'
    without = json.loads(document())
    del without["info"]["version"]
    for path, content, code, pointer in [
        (VERSIONS, schema, "document-kind", ""),
        (f"{schemas}?number=1.0.0", document(), "document-kind", ""),
        (VERSIONS, json.dumps(without).encode(), "somana-version", "/info/version"),
        *(
            (VERSIONS, document(number), "somana-version", "/info/version")
            for number in ("v1", "1.0", "01.0.0", "latest")
        ),
        *(
            (f"{VERSIONS}?number={number}", document(), "somana-version", "/number")
            for number in ("latest", "../1", "01.0.0", "%EF%BC%91.0.0", "v1", "1e5", "-1", "99999999999999999999.0.0")
        ),
        (schemas, schema, "somana-version", "/info/version"),
    ]:
        refused = await client.post(path, content=content, headers=readers.publisher | JSON)
        assert refused.status_code == 422, (path, refused.text)
        assert [(one["code"], one["pointer"]) for one in refused.json()["errors"]] == [(code, pointer)]
    assert (await client.get(VERSIONS, headers=readers.publisher)).json() == []


async def test_every_kind_of_document_is_taken_and_what_is_old_is_reported(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.schema()
    yaml = {"Content-Type": "application/yaml"}
    old = await client.post(VERSIONS, content=SWAGGER, headers=readers.publisher | yaml)
    assert old.status_code == 201, old.text
    assert (old.json()["version"]["number"], old.json()["version"]["format"]) == ("0.9.0", "yaml")
    assert "specification-out-of-date" in {one["rule"] for one in old.json()["report"]["findings"]}
    for number, dialect in [
        ("1.0.0", "http://json-schema.org/draft-07/schema#"),
        ("2.0.0", "https://json-schema.org/draft/2020-12/schema"),
    ]:
        content = json.dumps({"$schema": dialect, "title": "Person", "type": "object"}).encode()
        made = await client.post(
            f"/api/v1/schemas/person/versions?number={number}", content=content, headers=readers.publisher | JSON
        )
        assert (made.status_code, made.json()["version"]["name"]) == (201, "person"), made.text


async def test_a_draft_is_replaced_and_a_submitted_version_is_not(client: httpx.AsyncClient, readers: Readers) -> None:
    first = await client.post(VERSIONS, content=document(), headers=readers.publisher | JSON)
    other = document(title="Other")
    second = await client.post(VERSIONS, content=other, headers=readers.publisher | JSON)
    assert (second.status_code, second.json()["created"]) == (200, False)
    assert second.json()["version"]["digest"] != first.json()["version"]["digest"]
    await client.post(f"{VERSIONS}/1.0.0/transitions", json={"action": "submit"}, headers=readers.publisher)
    third = await client.post(VERSIONS, content=document(), headers=readers.publisher | JSON)
    assert (third.status_code, third.json()["code"]) == (409, "version-number-taken")
    kept = await client.get(f"{VERSIONS}/1.0.0/document", headers=readers.publisher)
    assert kept.content == other


async def test_reviewers_see_what_waits_for_them(client: httpx.AsyncClient, readers: Readers, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    waiting = (await client.get("/api/v1/reviews", headers=readers.reviewer)).json()["items"]
    assert [(one["subject"], one["kind"]) for one in waiting] == [("cig/identities@1.0.0", "establish")]
    assert (await client.get("/api/v1/reviews", headers=readers.publisher)).status_code == 403


async def test_each_reader_sees_their_own_view_of_a_version_and_a_change_of_it_or_its_entry_at_once(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.version(Status.SUBMITTED)

    async def seen(who: dict[str, str]) -> Any:
        answers = [await client.get(f"{VERSIONS}/1.0.0", headers=who) for _ in range(2)]
        assert answers[0].text == answers[1].text or answers[0].status_code == 404
        return answers[1].json().get("actions", answers[1].status_code)

    assert [await seen(who) for who in (readers.publisher, readers.reviewer, readers.admin)] == [
        ["withdraw"],
        ["take"],
        ["withdraw"],
    ]
    assert [await seen(who) for who in (readers.stranger, {})] == [404, 404]
    taken = await client.post(f"{VERSIONS}/1.0.0/transitions", json={"action": "take"}, headers=readers.reviewer)
    assert taken.is_success, taken.text
    assert sorted(await seen(readers.reviewer)) == ["approve", "reject", "request_changes"]
    withdrawn = await client.post(
        f"{VERSIONS}/1.0.0/transitions", json={"action": "withdraw"}, headers=readers.publisher
    )
    assert withdrawn.is_success, withdrawn.text
    await make.version(Status.PUBLISHED, number="2.0.0")
    assert (await client.get(f"{VERSIONS}/2.0.0")).status_code == 200
    entry = await client.get("/api/v1/apis/cig/identities", headers=readers.publisher)
    hidden = readers.publisher | {"If-Match": entry.headers["etag"]}
    assert (
        await client.patch("/api/v1/apis/cig/identities", json={"visibility": "government"}, headers=hidden)
    ).is_success
    assert (await client.get(f"{VERSIONS}/2.0.0")).status_code == 404


READABLE_BUT_WRONG: dict[str, dict[str, Any]] = {
    "a reference to nothing": {"components": {"schemas": {"A": {"$ref": "#/components/schemas/B"}}}},
    "a reference that is a list": {"components": {"schemas": {"A": {"$ref": ["#/components/schemas/A"]}}}},
    "a reference that is a number": {"components": {"schemas": {"A": {"$ref": 1}}}},
    "a reference to a file": {"components": {"schemas": {"A": {"$ref": "file:///etc/passwd"}}}},
    "a specification of the future": {"openapi": "99.0.0"},
    "nothing where something must be": {"paths": None},
}


@pytest.mark.parametrize("parts", READABLE_BUT_WRONG.values(), ids=READABLE_BUT_WRONG)
async def test_what_is_wrong_stays_a_draft_that_others_never_see(
    client: httpx.AsyncClient, readers: Readers, parts: dict[str, Any]
) -> None:
    sent = await client.post(VERSIONS, content=document(**parts), headers=readers.publisher | JSON)
    assert (sent.status_code, sent.json()["report"]["result"]) == (201, "fail")
    assert sent.json()["version"]["actions"] == []
    order = {"action": "submit"}
    refused = await client.post(f"{VERSIONS}/1.0.0/transitions", json=order, headers=readers.publisher)
    assert (refused.status_code, refused.json()["code"]) == (422, "document-has-errors")
    for stranger in ({}, readers.stranger):
        assert (await client.get(f"{VERSIONS}/1.0.0", headers=stranger)).status_code == 404
    mended = await client.post(VERSIONS, content=document(), headers=readers.publisher | JSON)
    assert (mended.status_code, mended.json()["version"]["actions"]) == (200, ["submit"])


async def test_every_shared_hostile_document_is_refused_or_can_go_no_further(
    client: httpx.AsyncClient, readers: Readers, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowances, "UPLOADS", allowances.Limit(10_000, 60))
    folder, wrong = shared / "hostile", []
    for line in map(json.loads, (folder / "manifest.jsonl").read_text("utf-8").splitlines()):
        if line["kind"] not in {"document", "archive"} or line["http_status"] != "422" or line["id"] in TAKEN:
            continue
        content = (folder / line["file"]).read_bytes()
        sent = await client.post(f"{VERSIONS}?number=1.0.0", content=content, headers=readers.publisher | ANY)
        if sent.status_code in {200, 201}:
            order = {"action": "submit"}
            sent = await client.post(f"{VERSIONS}/1.0.0/transitions", json=order, headers=readers.publisher)
        wrong += [] if sent.status_code == 422 else [(line["id"], sent.status_code)]
    assert wrong == []
