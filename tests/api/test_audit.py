import csv
import json
from io import StringIO

import httpx
import pytest
from api_readers import Readers
from factories import Factory

from registry.domain.actors import Role

AUDIT = "/api/v1/audit"
EXPORT = f"{AUDIT}/export"


@pytest.fixture
async def auditor(make: Factory, readers: Readers) -> dict[str, str]:
    del readers
    return await make.key(await make.person("zawadi", Role.AUDITOR, institution="ega"))


async def test_the_audit_trail_is_for_those_who_oversee(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    auditor = await make.key(await make.person("zawadi", Role.AUDITOR, institution="ega"))
    trail = await client.get("/api/v1/audit?limit=1000", headers=auditor)
    assert [entry["seq"] for entry in trail.json()] == list(range(1, len(trail.json()) + 1))
    assert all(new["previous_hash"] == old["hash"] for old, new in zip(trail.json(), trail.json()[1:], strict=False))
    assert trail.headers["cache-control"] == "no-store"
    part = await client.get("/api/v1/audit?after=2&limit=1&subject=cig", headers=auditor)
    assert [entry["event"] for entry in part.json()] == ["system:register"]
    for outsider, status in [({}, 401), (readers.publisher, 403), (readers.reviewer, 403)]:
        assert (await client.get("/api/v1/audit", headers=outsider)).status_code == status


async def test_the_trail_is_asked_for_by_who_what_whom_and_when(
    client: httpx.AsyncClient, auditor: dict[str, str], readers: Readers
) -> None:
    await client.patch("/api/v1/systems/nothing", json={}, headers={**readers.publisher, "If-Match": '"1-a"'})
    everything = (await client.get(f"{AUDIT}?limit=1000", headers=auditor)).json()
    for name in ("actor", "institution", "event", "subject", "outcome"):
        for value in {entry[name] for entry in everything if entry[name]}:
            found = await client.get(AUDIT, params={name: value, "limit": 1000}, headers=auditor)
            assert found.json() == [entry for entry in everything if entry[name] == value]
    middle = everything[3]["at"]
    since = (await client.get(AUDIT, params={"from": middle, "limit": 1000}, headers=auditor)).json()
    until = (await client.get(AUDIT, params={"to": middle, "limit": 1000}, headers=auditor)).json()
    assert until + since == everything
    (refused,) = (await client.get(AUDIT, params={"outcome": "refused"}, headers=auditor)).json()
    assert (refused["event"], refused["reason"], refused["details"]) == (
        "system:change",
        "not-found",
        {"from": "127.0.0.1"},
    )
    for wrong in ({"from": "yesterday"}, {"to": "2026-05-32"}, {"outcome": "x"}, {"after": "99999999999"}):
        assert (await client.get(AUDIT, params=wrong, headers=auditor)).status_code == 422


async def test_an_export_is_the_whole_trail_with_its_end_and_goes_on_where_it_stopped(
    client: httpx.AsyncClient, auditor: dict[str, str]
) -> None:
    answer = await client.get(EXPORT, headers=auditor)
    *entries, end = [json.loads(line) for line in answer.text.splitlines()]
    assert entries == (await client.get(f"{AUDIT}?limit=1000", headers=auditor)).json()
    assert (end["head"]["seq"], end["head"]["hash"]) == (entries[-1]["seq"], entries[-1]["hash"])
    assert answer.headers["x-audit-head"] == f"{entries[-1]['seq']} {entries[-1]['hash']}"
    assert answer.headers["content-type"] == "application/x-ndjson"
    rest = (await client.get(f"{EXPORT}?after=4", headers=auditor)).text.splitlines()
    assert rest == answer.text.splitlines()[4:]


async def test_a_table_of_it_holds_no_formula(
    client: httpx.AsyncClient, auditor: dict[str, str], readers: Readers
) -> None:
    formula = "=cmd|'x'"
    key = {"name": formula, "scopes": ["entries:read"]}
    await client.post("/api/v1/keys", json=key, headers=readers.publisher)
    answer = await client.get(f"{EXPORT}?format=csv", headers=auditor)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-1]["subject"] == f"'{formula}"


async def test_an_export_is_for_those_who_audit(client: httpx.AsyncClient, readers: Readers) -> None:
    for outsider, status in [({}, 401), (readers.publisher, 403), (readers.reviewer, 403)]:
        assert (await client.get(EXPORT, headers=outsider)).status_code == status
