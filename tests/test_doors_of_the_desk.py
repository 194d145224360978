"""Whatever is done at the desk leaves the same entries in the audit trail through every door."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
from factories import COMPLETE, INSECURE, Factory, document
from reviewing import basis_of
from sqlalchemy import select

from registry.db.models import Review, Waiver
from registry.domain.actors import Actor, Role
from registry.domain.chain import FIELDS
from registry.domain.errors import RegistryError
from registry.domain.lifecycle import Action
from registry.domain.waivers import WaiverAction, today
from registry.usecases import audit, comments, desk, freshness, holidays, requests, systems, versions, waivers
from registry.usecases.imports import Importer, Options
from registry.usecases.requests import Move
from registry.usecases.work import Work, begin

OWN = {"seq", "at", "actor_kind", "request_id", "previous_hash", "hash"}
CHANCE = {"comment", "from"}
CSV = b"name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\nB,BPS,nida,P,I,i@x.example\n"
HOLIDAYS = {"holidays": [{"day": "2027-12-09", "names": {"sw": "Uhuru", "en": "Independence"}}]}
PEOPLE = {
    "amina": (Role.PUBLISHER, "nida"),
    "rehema": (Role.REVIEWER, "ega"),
    "juma": (Role.REVIEWER, "ega"),
    "asha": (Role.ADMIN, "ega"),
}
REVIEW = "/reviews/{number}"


@dataclass(frozen=True, slots=True)
class Known:
    """What the steps need to know of what the steps before them made."""

    number: str = ""
    revision: int = 0
    basis: dict[str, Any] | None = None
    finding: dict[str, Any] | None = None
    waiver: str = ""
    system: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does: as a use case, and as what is sent to the API."""

    who: str
    event: str
    deed: Callable[[Work, Known], Awaitable[object]]
    path: str
    sent: Callable[[Known], Any]
    method: str = "POST"
    outcome: str = "allowed"


def _decision(known: Known) -> dict[str, Any]:
    return {"verdict": "reject", "remark": "Not yet.", **(known.basis or {})}


def _waiver(known: Known) -> dict[str, Any]:
    place = {part: (known.finding or {})[part] for part in ("rule", "fingerprint")}
    return {"version": "cig/identities@1.0.0", **place, "reason": "June", "ends_on": _until()}


def _until() -> str:
    return (today() + timedelta(days=9)).isoformat()


def _imported(work: Work, _known: Known) -> Awaitable[object]:
    return Importer(work.database, work.actor, work.check).run(CSV, Options())


def _step(action: Action) -> Callable[[Work, Known], Awaitable[object]]:
    return lambda work, known: requests.advance(work, known.number, Move(action, known.revision))


STEPS = [
    Step("amina", "review:open", lambda work, _: requests.ask(work, "cig", {"kind": "establish"}),
         "/systems/cig/reviews", lambda _: {"kind": "establish"}),
    Step("amina", "review:open", lambda work, _: requests.ask(work, "cig", {"kind": "establish"}),
         "/systems/cig/reviews", lambda _: {"kind": "establish"}, outcome="request-open"),
    Step("amina", "review:take", _step(Action.TAKE), f"{REVIEW}/transitions", lambda _: {"action": "take"},
         outcome="role-missing"),
    Step("rehema", "review:take", _step(Action.TAKE), f"{REVIEW}/transitions", lambda _: {"action": "take"}),
    Step("rehema", "review:comment", lambda work, known: comments.say(work, known.number, {"text": "Why?"}),
         f"{REVIEW}/comments", lambda _: {"text": "Why?"}),
    Step("rehema", "review:hand_over", lambda work, known: desk.hand_over(work, known.number, {"to": "juma"},
         known.revision), f"{REVIEW}/hand-over", lambda _: {"to": "juma"}),
    Step("juma", "review:reject", lambda work, known: requests.decide(work, known.number, _decision(known),
         known.revision), f"{REVIEW}/decisions", _decision),
    Step("asha", "review:balance", lambda work, _: desk.balance(work), "/reviews/balance", lambda _: {}),
    Step("amina", "waiver:ask", lambda work, known: waivers.ask(work, _waiver(known)), "/waivers", _waiver),
    Step("amina", "waiver:grant", lambda work, known: waivers.decide(work, known.waiver, WaiverAction.GRANT),
         "/waivers/{waiver}/transitions", lambda _: {"action": "grant"}, outcome="role-missing"),
    Step("rehema", "waiver:grant", lambda work, known: waivers.decide(work, known.waiver, WaiverAction.GRANT),
         "/waivers/{waiver}/transitions", lambda _: {"action": "grant"}),
    Step("asha", "holiday:put", lambda work, _: holidays.put(work, HOLIDAYS), "/holidays", lambda _: HOLIDAYS, "PUT"),
    Step("amina", "holiday:put", lambda work, _: holidays.put(work, HOLIDAYS), "/holidays", lambda _: HOLIDAYS, "PUT",
         outcome="role-missing"),
    Step("amina", "system:confirm", lambda work, known: freshness.confirm(work, "cig", known.system),
         "/systems/cig/confirmations", lambda _: {}),
    Step("rehema", "system:confirm", lambda work, known: freshness.confirm(work, "cig", known.system),
         "/systems/cig/confirmations", lambda _: {}, outcome="role-missing"),
    Step("amina", "import:run", _imported, "/imports", lambda _: CSV),
]  # fmt: skip


async def known_now(make: Factory) -> Known:
    async with make.reading() as work:
        review = await work.session.scalar(select(Review))
        waiver = await work.session.scalar(select(Waiver))
        system = await systems.get(work, "cig")
        report = await versions.report_of(work, await versions.get(work, "cig/identities", "1.0.0"))
        review = await requests.get(work, review.number) if review else None
    return Known(
        number=review.number if review else "",
        revision=review.revision if review else 0,
        basis=await basis_of(make, review) if review else None,
        finding=next(one for one in report["findings"] if one["severity"] == "error"),
        waiver=waiver.key if waiver else "",
        system=system.revision,
    )


async def through_the_use_case(make: Factory, _client: httpx.AsyncClient, step: Step, who: Actor) -> None:
    known = await known_now(make)
    if step.event == "import:run":  # an import makes the pieces of work that it needs itself
        async with make.reading(who) as work:
            await step.deed(work, known)
        return
    refused = pytest.raises(RegistryError) if step.outcome != "allowed" else nullcontext()
    with refused:
        async with begin(make.database, who, make.check) as work:
            await step.deed(work, known)


async def through_the_api(make: Factory, client: httpx.AsyncClient, step: Step, who: Actor) -> None:
    known = await known_now(make)
    seen = known.system if "systems" in step.path else known.revision
    headers = await make.key(who) | ({} if "waivers" in step.path else {"If-Match": f'"{seen}-x"'})
    path = "/api/v1" + step.path.format(number=known.number, waiver=known.waiver)
    given = step.sent(known)
    if isinstance(given, bytes):
        answer = await client.post(path, content=given, headers=headers | {"Content-Type": "text/csv"})
    else:
        answer = await client.request(step.method, path, json=given, headers=headers)
    assert answer.is_success == (step.outcome == "allowed"), answer.text


Door = Callable[[Factory, httpx.AsyncClient, Step, Actor], Awaitable[None]]
DOORS: list[Door] = [through_the_use_case, through_the_api]
KINDS = {"review", "waiver", "holiday", "system", "import"}


async def trace_of(make: Factory) -> list[dict[str, Any]]:
    async with make.reading() as work:
        entries = await audit.entries(work, after=0, limit=1000)
    told = [
        {name: getattr(entry, name) for name in FIELDS if name not in OWN}
        for entry in entries
        if entry.actor in PEOPLE and entry.subject_kind in KINDS
    ]
    for entry in told:
        entry["details"] = {name: value for name, value in entry["details"].items() if name not in CHANCE}
    return told


TRACES: dict[str, list[dict[str, Any]]] = {}


@pytest.mark.parametrize("door", DOORS)
async def test_every_door_of_the_desk_leaves_the_same_trace(
    make: Factory, client: httpx.AsyncClient, door: Door
) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    await make.api()
    people = {name: await make.person(name, role, institution=own) for name, (role, own) in PEOPLE.items()}
    async with make.work(people["amina"]) as work:
        await versions.publish(work, "cig/identities", document(servers=INSECURE))
    for step in STEPS:
        await door(make, client, step, people[step.who])
    trace = [one for one in await trace_of(make) if one["event"] != "system:register"]
    outcomes = [
        (one["actor"], one["event"], one["reason"] if one["outcome"] == "refused" else "allowed") for one in trace
    ]
    assert outcomes == [(step.who, step.event, step.outcome) for step in STEPS]
    first = TRACES.setdefault(make.database.dialect.name, trace)
    assert [one["details"] for one in trace] == [one["details"] for one in first]
    assert [one["subject"] for one in trace] == [one["subject"] for one in first]
