"""Requests and decisions for tests."""

from typing import Any

from factories import COMPLETE, PUBLISHER, REVIEWER, Factory

from registry.db.models import Review, ReviewDecision
from registry.domain.actors import Actor
from registry.domain.lifecycle import Action, Status
from registry.domain.reviews import RequestKind
from registry.usecases import requests, review_views, versions
from registry.usecases.grounds import grounds_of
from registry.usecases.requests import Move

NAME = "cig/identities"
PERSONAL: dict[str, Any] = {**COMPLETE, "personal_data": {"holds": True, "categories": ["NIN"]}}


async def review_of(make: Factory, number: str = "1.0.0", name: str = NAME) -> Review:
    async with make.reading() as work:
        found = await requests.of_version(work, await versions.get(work, name, number))
    assert found is not None
    return found


async def fetched(make: Factory, review: Review) -> Review:
    async with make.reading() as work:
        return await requests.get(work, review.number)


async def asked(make: Factory, kind: RequestKind = RequestKind.ESTABLISH, key: str = "cig") -> Review:
    async with make.work(PUBLISHER) as work:
        return await requests.ask(work, key, {"kind": kind.value, "reason": "It is ready."})


async def advanced(make: Factory, review: Review, action: Action, who: Actor | None = None, **more: Any) -> Review:
    """Take a request one step, from its present state unless told otherwise."""
    seen = more.pop("seen", (await fetched(make, review)).revision)
    async with make.work(who or (REVIEWER if action is Action.TAKE else PUBLISHER)) as work:
        return await requests.advance(work, review.number, Move(action, seen, **{"reason": "because", **more}))


async def basis_of(make: Factory, review: Review) -> dict[str, Any]:
    async with make.reading() as work:
        basis = (await grounds_of(work, await requests.get(work, review.number))).basis
    tree = {name: getattr(basis, name) for name in ("entry", "document", "profile", "findings")}
    return {name: value for name, value in tree.items() if value is not None}


async def decided(
    make: Factory, review: Review, verdict: str = "approve", who: Actor = REVIEWER, **more: Any
) -> Review:
    """Decide on a request, on what is there now unless told otherwise."""
    tree = {"verdict": verdict, "remark": "because", **await basis_of(make, review), **more}
    seen = tree.pop("seen", (await fetched(make, review)).revision)
    async with make.work(who) as work:
        return await requests.decide(work, review.number, tree, seen)


async def decisions_of(make: Factory, review: Review) -> list[ReviewDecision]:
    async with make.reading() as work:
        return list(await review_views.decisions_of(work, review))


async def queued(make: Factory, *states: Status) -> list[str]:
    """Make an api for each state, with a version that is in it, and return their names: one api has one request."""
    names = [f"cig/queued-{place}" for place, _ in enumerate(states, 1)]
    for name, state in zip(names, states, strict=True):
        await make.api(key=name.partition("/")[2])
        await make.version(state, name=name)
    return names
