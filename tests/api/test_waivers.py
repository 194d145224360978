from datetime import timedelta
from typing import Any

import httpx
from api_readers import Readers
from factories import INSECURE, Factory

from registry.domain.actors import Role, Scope
from registry.domain.waivers import today

VERSION = "/api/v1/apis/cig/identities/versions/1.0.0"


async def _asking(client: httpx.AsyncClient, readers: Readers, make: Factory, **parts: Any) -> dict[str, Any]:
    await make.version(servers=INSECURE)
    report = (await client.get(f"{VERSION}/report", headers=readers.publisher)).json()
    finding = next(one for one in report["findings"] if one["severity"] == "error")
    assert (finding["status"], report["errors"]) == ("open", {"open": 1, "waived": 0})
    return {
        "version": "cig/identities@1.0.0",
        "rule": finding["rule"],
        "fingerprint": finding["fingerprint"],
        "reason": "Until June",
        "ends_on": (today() + timedelta(days=10)).isoformat(),
        **parts,
    }


async def test_a_waiver_is_asked_decided_and_opens_the_way(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    tree = await _asking(client, readers, make)
    submit = {"action": "submit"}
    assert (await client.post(f"{VERSION}/transitions", json=submit, headers=readers.publisher)).json()[
        "code"
    ] == "document-has-errors"
    asked = await client.post("/api/v1/waivers", json=tree, headers=readers.publisher)
    assert asked.status_code == 201
    body, address = asked.json(), asked.headers["location"]
    assert (body["state"], body["actions"], body["institution"]) == ("asked", ["withdraw"], "nida")
    twice = await client.post("/api/v1/waivers", json=tree, headers=readers.publisher)
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (422, "waiver-asked")
    read = await client.get(address, headers=readers.reviewer)
    assert read.json()["actions"] == ["grant", "refuse"]
    steps = f"{address}/transitions"
    stale = readers.reviewer | {"If-Match": '"9-x"'}
    assert (await client.post(steps, json={"action": "grant"}, headers=stale)).status_code == 412
    seen = readers.reviewer | {"If-Match": read.headers["etag"]}
    granted = await client.post(steps, json={"action": "grant"}, headers=seen)
    assert (granted.json()["state"], granted.json()["actions"]) == ("granted", [])
    again = await client.post(steps, json={"action": "refuse", "reason": "no"}, headers=readers.reviewer)
    assert (again.status_code, again.json()["code"]) == (409, "illegal-transition")
    report = (await client.get(f"{VERSION}/report", headers=readers.publisher)).json()
    assert [one["waiver"] for one in report["findings"] if one["status"] == "waived"] == [body["number"]]
    assert (await client.get(VERSION, headers=readers.publisher)).json()["actions"] == ["submit"]
    assert (await client.post(f"{VERSION}/transitions", json=submit, headers=readers.publisher)).status_code == 200


async def test_an_end_that_is_missing_or_too_far_is_refused_with_its_place(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    tree = await _asking(client, readers, make)
    for ends_on, code in ((None, "required"), ("2199-01-01", "waiver-span"), ("soon", "somana-day")):
        sent = {name: value for name, value in {**tree, "ends_on": ends_on}.items() if value}
        answer = await client.post("/api/v1/waivers", json=sent, headers=readers.publisher)
        assert answer.status_code == 422
        assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/ends_on", code)]


async def test_the_list_is_for_those_who_are_signed_in_and_is_paged_and_filtered(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    tree = await _asking(client, readers, make)
    for _ in range(3):
        asked = await client.post("/api/v1/waivers", json=tree, headers=readers.publisher)
        path = f"{asked.headers['location']}/transitions"
        await client.post(path, json={"action": "withdraw"}, headers=readers.publisher)
    assert (await client.get("/api/v1/waivers")).status_code == 401
    first = await client.get("/api/v1/waivers?limit=2&status=withdrawn", headers=readers.stranger)
    assert (len(first.json()["items"]), first.headers["total-count"]) == (2, "3")
    rest = await client.get(
        "/api/v1/waivers",
        params={"limit": 2, "status": "withdrawn", "cursor": first.json()["page"]["next_cursor"]},
        headers=readers.stranger,
    )
    assert [one["number"][:10] for one in rest.json()["items"]] == ["WVR-000001"]
    none = await client.get("/api/v1/waivers?ending=true&rule=x&institution=nida", headers=readers.stranger)
    assert none.json()["items"] == []
    assert (await client.get("/api/v1/waivers?status=lost", headers=readers.stranger)).status_code == 422
    rules = (await client.get("/api/v1/waivers/rules", headers=readers.stranger)).json()
    assert rules == [{"rule": tree["rule"], "asked": 3, "granted": 0, "refused": 0, "in_force": 0}]
    known = (await client.get(f"/api/v1/rules/{tree['rule']}")).json()["waivers"]
    assert known == {"asked": 3, "granted": 0, "refused": 0, "in_force": 0, "published": 0}


async def test_a_key_does_only_what_its_scopes_say(client: httpx.AsyncClient, readers: Readers, make: Factory) -> None:
    tree = await _asking(client, readers, make)
    narrow = await make.key(await make.person("halima", Role.PUBLISHER, Role.REVIEWER), Scope.CHANGES_READ)
    for method, path in (("GET", "/api/v1/waivers"), ("POST", "/api/v1/waivers")):
        answer = await client.request(method, path, json=tree if method == "POST" else None, headers=narrow)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing"), method


async def test_a_number_with_a_wrong_check_digit_is_nothing(client: httpx.AsyncClient, readers: Readers) -> None:
    for number in ("WVR-000001-0", "WVR-x", "SYS-000001-6", "WVR-99999999999999-1"):
        assert (await client.get(f"/api/v1/waivers/{number}", headers=readers.admin)).status_code == 404
