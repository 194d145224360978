from typing import Any

import httpx
from api_readers import Readers
from factories import COMPLETE, PUBLISHER, Factory
from reviewing import queued

from registry.domain.actors import Role
from registry.domain.lifecycle import Status
from registry.usecases import systems

REVIEWS = "/api/v1/reviews"


async def first_of(client: httpx.AsyncClient, who: dict[str, str]) -> str:
    return str((await client.get(REVIEWS, headers=who)).json()["items"][0]["links"]["self"])


async def seen(client: httpx.AsyncClient, address: str, who: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    answer = await client.get(address, headers=who)
    return answer.json(), who | {"If-Match": answer.headers["etag"]}


async def test_a_version_is_taken_and_decided_on_by_what_was_read(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.version(Status.SUBMITTED)
    address = await first_of(client, readers.reviewer)
    _, match = await seen(client, address, readers.reviewer)
    blind = await client.post(f"{address}/transitions", json={"action": "take"}, headers=readers.reviewer)
    assert blind.status_code == 428
    taken = await client.post(f"{address}/transitions", json={"action": "take"}, headers=match)
    assert (taken.status_code, taken.json()["state"], taken.json()["reviewer"]) == (200, "in_review", "rehema")
    whole, match = await seen(client, address, readers.reviewer)
    assert set(whole["actions"]) == {"approve", "reject", "request_changes"}
    decision = {"verdict": "approve", **whole["basis"]}
    stale = await client.post(
        f"{address}/decisions", json={**decision, "findings": f"sha256:{'0' * 64}"}, headers=match
    )
    assert (stale.status_code, stale.json()["code"], stale.json()["changed"]) == (
        409,
        "decision-outdated",
        ["findings"],
    )
    decided = await client.post(f"{address}/decisions", json=decision, headers=match)
    assert (decided.status_code, decided.json()["state"]) == (201, "approved")
    again = await client.post(f"{address}/decisions", json=decision, headers=match)
    assert again.status_code == 412
    listed = (await client.get(f"{address}/decisions", headers=readers.publisher)).json()
    assert [(one["verdict"], one["document_digest"]) for one in listed] == [("approve", decision["document"])]
    assert (await client.get(f"{address}/receipt", headers=readers.publisher)).status_code == 503


async def test_a_system_is_asked_for_when_it_is_complete(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    ask = "/api/v1/systems/cig/reviews"
    refused = await client.post(ask, json={"kind": "establish"}, headers=readers.publisher)
    assert (refused.status_code, refused.json()["code"]) == (422, "entry-incomplete")
    assert refused.json()["where"] == "/systems/cig/edit"
    assert "/legal_basis" in {error["pointer"] for error in refused.json()["errors"]}
    async with make.work(PUBLISHER) as work:
        await systems.change(work, "cig", COMPLETE, (await systems.get(work, "cig")).revision)
    asked = await client.post(ask, json={"kind": "establish"}, headers=readers.publisher)
    assert (asked.status_code, asked.json()["subject_kind"], asked.json()["state"]) == (201, "system", "submitted")
    twice = await client.post(ask, json={"kind": "establish"}, headers=readers.publisher)
    assert (twice.status_code, twice.json()["code"]) == (409, "request-open")
    address = asked.headers["location"]
    _, match = await seen(client, address, readers.publisher)
    step = {"action": "withdraw", "reason": "Too early."}
    gone = await client.post(f"{address}/transitions", json=step, headers=match)
    assert (gone.status_code, gone.json()["state"]) == (200, "withdrawn")
    assert (await client.get(address, headers=readers.stranger)).status_code == 404


async def test_a_review_goes_from_hand_to_hand(client: httpx.AsyncClient, readers: Readers, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    await make.person("juma2", Role.REVIEWER, institution="ega")
    second = await make.key(await make.person("zuhura", Role.REVIEWER, institution="ega"))
    shared = await client.post(f"{REVIEWS}/balance", headers=readers.reviewer)
    assert list(shared.json()["given"].values()) == ["juma2"]
    address = await first_of(client, readers.reviewer)
    _, match = await seen(client, address, readers.admin)
    moved = await client.post(f"{address}/hand-over", json={"to": "zuhura"}, headers=match)
    assert (moved.status_code, moved.json()["reviewer"]) == (200, "zuhura")
    _, match = await seen(client, address, second)
    left = await client.post(f"{address}/conflict", json={"reason": "My own."}, headers=match)
    assert (left.status_code, left.json()["reviewer"]) == (200, None)
    load = (await client.get(f"{REVIEWS}/load", headers=readers.reviewer)).json()
    assert (load["counts"]["nobody"], load["reviewers"]["zuhura"]) == (1, 0)


async def test_what_is_said_is_between_the_owner_and_the_reviewers(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    await make.version(Status.IN_REVIEW)
    address = await first_of(client, readers.reviewer)
    said = await client.post(f"{address}/comments", json={"text": "Why?"}, headers=readers.reviewer)
    assert said.status_code == 201
    one = f"{address}/comments/{said.json()['id']}/answered"
    answered = await client.post(one, headers=readers.publisher)
    assert answered.json()["answered_by"] == "amina"
    assert len((await client.get(f"{address}/comments", headers=readers.publisher)).json()) == 1
    assert (await client.get(f"{address}/comments", headers=readers.stranger)).status_code == 404


async def test_the_queue_is_filtered_and_read_by_cursor(
    client: httpx.AsyncClient, readers: Readers, make: Factory
) -> None:
    names = await queued(make, *[Status.SUBMITTED] * 3)
    page = await client.get(f"{REVIEWS}?limit=2&reviewer=nobody&overdue=false", headers=readers.reviewer)
    assert (page.status_code, len(page.json()["items"]), page.headers["total-count"]) == (200, 2, "3")
    cursor = page.json()["page"]["next_cursor"]
    rest = await client.get(
        f"{REVIEWS}?limit=2&reviewer=nobody&overdue=false&cursor={cursor}", headers=readers.reviewer
    )
    assert [one["subject"] for one in rest.json()["items"]] == [f"{names[2]}@1.0.0"]
    for query in ("kind=fly", "overdue=perhaps", "state=zz", "reviewer=%00", "cursor=zz"):
        refused = await client.get(f"{REVIEWS}?{query}", headers=readers.reviewer)
        assert refused.status_code == 422, query
    assert (await client.get(f"{REVIEWS}?overdue=true", headers=readers.reviewer)).json()["items"] == []
