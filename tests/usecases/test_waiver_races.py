import asyncio
from datetime import timedelta
from typing import Any

from factories import INSECURE, PUBLISHER, REVIEWER, Factory, actor

from registry.db.models import Waiver
from registry.domain.actors import Actor, Role
from registry.domain.errors import (
    Conflict,
    DocumentHasErrors,
    FieldsInvalid,
    IllegalTransition,
    Outdated,
    RegistryError,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.waivers import WaiverAction, WaiverState, today
from registry.usecases import transitions, versions, waivers
from registry.usecases.audit import first_broken

NAME = "cig/identities"
JUDGES = [REVIEWER, actor(Role.REVIEWER, name="zawadi", institution="ega")]


async def _finding(make: Factory) -> dict[str, Any]:
    await make.catalogue()
    version = await make.version(servers=INSECURE)
    async with make.work(PUBLISHER) as work:
        tree = await versions.report_of(work, version)
    return next(one for one in tree["findings"] if one["severity"] == "error")


async def _ask(make: Factory, finding: dict[str, Any]) -> Waiver:
    told = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "reason": "June"}
    ends_on = (today() + timedelta(days=9)).isoformat()
    async with make.work(PUBLISHER) as work:
        return await waivers.ask(work, {"version": f"{NAME}@1.0.0", "ends_on": ends_on, **told})


async def _decide(make: Factory, number: str, action: WaiverAction, who: Actor) -> WaiverAction:
    async with make.work(who) as work:
        await waivers.decide(work, number, action, "because")
    return action


async def _submit(make: Factory) -> str:
    async with make.work(PUBLISHER) as work:
        await transitions.advance(work, NAME, "1.0.0", transitions.Order(Action.SUBMIT))
    return "submitted"


async def _at_once(*attempts: Any) -> tuple[list[Any], list[RegistryError]]:
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    assert not [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, RegistryError)]
    refused = [one for one in outcomes if isinstance(one, RegistryError)]
    return [one for one in outcomes if not isinstance(one, BaseException)], refused


async def _state(make: Factory, number: str) -> tuple[WaiverState, Status]:
    async with make.reading() as work:
        assert await first_broken(work) is None
        version = await versions.get(work, NAME, "1.0.0")
        return (await waivers.get(work, number)).state, version.status


async def test_a_finding_asked_about_many_times_at_once_is_asked_once(make: Factory) -> None:
    finding = await _finding(make)
    done, refused = await _at_once(*(_ask(make, finding) for _ in range(5)))
    assert len(done) == 1
    assert {type(error) for error in refused} <= {FieldsInvalid, Conflict}


async def test_of_two_decisions_at_once_one_counts(make: Factory) -> None:
    number = (await _ask(make, await _finding(make))).key
    deeds = zip((WaiverAction.GRANT, WaiverAction.REFUSE), JUDGES, strict=True)
    done, refused = await _at_once(*(_decide(make, number, action, who) for action, who in deeds))
    assert len(done) == 1
    assert {type(error) for error in refused} <= {IllegalTransition, Outdated}
    wanted = WaiverState.GRANTED if done == [WaiverAction.GRANT] else WaiverState.REFUSED
    assert (await _state(make, number))[0] is wanted


async def test_a_waiver_granted_while_it_is_withdrawn_is_withdrawn_in_the_end(make: Factory) -> None:
    number = (await _ask(make, await _finding(make))).key
    done, refused = await _at_once(
        _decide(make, number, WaiverAction.GRANT, REVIEWER), _decide(make, number, WaiverAction.WITHDRAW, PUBLISHER)
    )
    # Withdrawn first, it can no longer be granted; granted first, it is given up.
    assert WaiverAction.WITHDRAW in done or [type(one) for one in refused] == [Outdated]
    state, _ = await _state(make, number)
    assert state is (WaiverState.WITHDRAWN if WaiverAction.WITHDRAW in done else WaiverState.GRANTED)
    async with make.reading(PUBLISHER) as work:
        head = await versions.head(work, NAME, "1.0.0")
        assert head.is_fit(today()) is (state is WaiverState.GRANTED)


async def test_a_version_is_submitted_before_its_waiver_is_given_up_or_not_at_all(make: Factory) -> None:
    number = (await _ask(make, await _finding(make))).key
    await _decide(make, number, WaiverAction.GRANT, REVIEWER)
    done, refused = await _at_once(_submit(make), _decide(make, number, WaiverAction.WITHDRAW, PUBLISHER))
    assert {type(one) for one in refused} <= {DocumentHasErrors, Outdated}
    state, status = await _state(make, number)
    assert (status is Status.SUBMITTED) is ("submitted" in done)
    assert (state is WaiverState.WITHDRAWN) is (WaiverAction.WITHDRAW in done)
    assert done
