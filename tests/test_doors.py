from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import PASSWORD, Factory, document

from registry.domain.actors import Role
from registry.domain.chain import FIELDS
from registry.domain.errors import RegistryError
from registry.usecases import audit, sessions, systems, transitions, versions
from registry.usecases.secrets import form_token
from registry.usecases.work import begin

SYSTEM = {
    "key": "gepg",
    "institution": "nida",
    "names": [{"kind": "name", "language": "en", "text": "Payment Gateway"}],
    "purpose": {"en": "Collects payments"},
    "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@nida.example"}],
}
NAME = "cig/identities"
OWN = {"seq", "at", "actor_kind", "request_id", "previous_hash", "hash"}
"""What may differ from door to door: when and how somebody came in."""
CHANCE = {"report", "from"}
"""What is drawn by lot or differs from door to door: the identity of a report, the address of who came in."""

Door = Callable[[Factory, httpx.AsyncClient], Awaitable[None]]


async def through_the_use_case(make: Factory, _client: httpx.AsyncClient) -> None:
    amina = await make.person("amina", Role.PUBLISHER)
    await make.key(amina)
    for step in (
        lambda work: systems.register(work, SYSTEM),
        lambda work: systems.register(work, SYSTEM),
        lambda work: versions.publish(work, NAME, document()),
        lambda work: transitions.advance(work, NAME, "1.0.0", transitions.order_of({"action": "submit"})),
        lambda work: transitions.advance(work, NAME, "1.0.0", transitions.order_of({"action": "publish"})),
        lambda work: versions.delete(work, NAME, "1.0.0"),
    ):
        try:
            async with begin(make.database, amina, make.check) as work:
                await step(work)
        except RegistryError:
            continue


async def through_the_api(make: Factory, client: httpx.AsyncClient) -> None:
    headers = await make.key(await make.person("amina", Role.PUBLISHER))
    path = f"/api/v1/apis/{NAME}/versions"
    await client.post("/api/v1/systems", json=SYSTEM, headers=headers)
    await client.post("/api/v1/systems", json=SYSTEM, headers=headers)
    await client.post(path, content=document(), headers=headers | {"Content-Type": "application/json"})
    await client.post(f"{path}/1.0.0/transitions", json={"action": "submit"}, headers=headers)
    await client.post(f"{path}/1.0.0/transitions", json={"action": "publish"}, headers=headers)
    await client.delete(f"{path}/1.0.0", headers=headers)


DOORS: list[Door] = [through_the_api]


async def trace_of(make: Factory) -> list[dict[str, Any]]:
    async with make.reading() as work:
        entries = await audit.entries(work, after=0, limit=1000)
    told = [
        {name: getattr(entry, name) for name in FIELDS if name not in OWN}
        for entry in entries
        if entry.actor == "amina" and entry.subject_kind in {"system", "version"}
    ]
    for entry in told:
        entry["details"] = {name: value for name, value in entry["details"].items() if name not in CHANCE}
    return told


EXPECTED = [
    ("system:register", "gepg", "allowed", None),
    ("system:register", "gepg", "refused", "key-taken"),
    ("version:upload", "cig/identities@1.0.0", "allowed", None),
    ("version:submit", "cig/identities@1.0.0", "allowed", None),
    ("version:publish", "cig/identities@1.0.0", "refused", "illegal-transition"),
    ("version:delete", "cig/identities@1.0.0", "refused", "not-a-draft"),
]


@pytest.mark.parametrize("door", [through_the_use_case, *DOORS])
async def test_every_door_leaves_the_same_trace(make: Factory, client: httpx.AsyncClient, door: Door) -> None:
    await make.catalogue()
    await door(make, client)
    trace = await trace_of(make)
    assert [(one["event"], one["subject"], one["outcome"], one["reason"]) for one in trace] == EXPECTED
    assert {(one["actor"], one["institution"]) for one in trace} == {("amina", "nida")}
    assert [sorted(one["details"]) for one in trace] == [
        ["fields"],
        [],
        ["digest", "result"],
        ["digest", "status"],
        [],
        [],
    ]


async def test_the_pages_leave_the_trace_of_the_use_case(make: Factory, client: httpx.AsyncClient) -> None:
    await make.catalogue()
    await make.person("amina", Role.PUBLISHER)
    async with make.work() as work:
        secret = await sessions.sign_in(work, "amina", PASSWORD, "192.0.2.7")
    client.cookies.set("somana", secret)
    ours = {"Origin": PUBLIC_URL, "Sec-Fetch-Site": "same-origin"}
    typed = {
        "token": form_token(secret),
        "key": "gepg",
        "institution": "nida",
        "names.0.kind": "name",
        "names.0.language": "en",
        "names.0.text": "Payment Gateway",
        "purpose.en": "Collects payments",
        "contacts.0.kind": "technical",
        "contacts.0.name": "ICT",
        "contacts.0.email": "ict@nida.example",
    }
    for _ in range(2):
        await client.post("/register", data=typed, headers=ours)
    trace = await trace_of(make)
    assert [(one["event"], one["subject"], one["outcome"], one["reason"]) for one in trace] == EXPECTED[:2]
    assert set(trace[0]["details"]["fields"]) >= set(SYSTEM)
