from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from factories import (
    EDITOR,
    INSECURE,
    OWN_REVIEWER,
    PUBLISHER,
    REVIEWER,
    STRANGER,
    Factory,
    actor,
    document,
    trail,
)

from registry.db.models import Version, Waiver
from registry.db.queries import versions as stored
from registry.domain.actors import ANONYMOUS, Actor, Role, operator
from registry.domain.errors import (
    DocumentHasErrors,
    FieldsInvalid,
    IllegalTransition,
    NotFound,
    Outdated,
    OwnInstitution,
    OwnWork,
    ReasonRequired,
    RoleMissing,
    Unauthenticated,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.waivers import WaiverAction, WaiverState, day_of, today
from registry.usecases import rules, transitions, versions, waivers
from registry.usecases.work import Work, begin

NAME = "cig/identities"


async def _with_error(make: Factory, number: str = "1.0.0", **parts: Any) -> tuple[Version, dict[str, Any]]:
    """Make a version with one error, and return it with the finding."""
    async with make.work(PUBLISHER) as work:
        version, _ = await versions.publish(work, NAME, document(number, **{"servers": INSECURE, **parts}))
        tree = await versions.report_of(work, version)
    return version, next(one for one in tree["findings"] if one["severity"] == "error")


def _asking(finding: dict[str, Any], number: str = "1.0.0", days: int = 30, **parts: Any) -> dict[str, Any]:
    return {
        "version": f"{NAME}@{number}",
        "rule": finding["rule"],
        "fingerprint": finding["fingerprint"],
        "reason": "The gateway moves to TLS in June.",
        "ends_on": (today() + timedelta(days=days)).isoformat(),
        **parts,
    }


async def _asked(make: Factory, finding: dict[str, Any], **parts: Any) -> Waiver:
    async with make.work(PUBLISHER) as work:
        return await waivers.ask(work, _asking(finding, **parts))


async def _decided(
    make: Factory, number: str, action: WaiverAction = WaiverAction.GRANT, who: Actor = REVIEWER, **more: Any
) -> Waiver:
    async with make.work(who) as work:
        return await waivers.decide(work, number, action, "because", **more)


async def _submitted(make: Factory, number: str = "1.0.0") -> Version:
    async with make.work(PUBLISHER) as work:
        return await transitions.advance(work, NAME, number, transitions.Order(Action.SUBMIT))


@asynccontextmanager
async def _on(make: Factory, day: date, who: Actor = PUBLISHER) -> AsyncIterator[Work]:
    moment = datetime.fromisoformat(f"{day.isoformat()}T12:00:00+03:00")
    async with begin(make.database, who, make.check, now=moment) as work:
        yield work


async def _actions(make: Factory, number: str = "1.0.0") -> list[Action]:
    async with make.reading(PUBLISHER) as work:
        head = await versions.head(work, NAME, number)
        assert transitions.actions_open_to(PUBLISHER, head) == transitions.actions_of(
            PUBLISHER, await versions.get(work, NAME, number)
        )
        return transitions.actions_open_to(PUBLISHER, head)


async def test_a_granted_waiver_lets_the_version_be_submitted_and_leaves_the_stored_report_as_it_is(
    make: Factory,
) -> None:
    await make.catalogue()
    version, finding = await _with_error(make)
    with pytest.raises(DocumentHasErrors):
        await _submitted(make)
    waiver = await _asked(make, finding)
    assert waiver.key == "WVR-000001-" + waiver.key[-1]
    assert await _actions(make) == []
    with pytest.raises(DocumentHasErrors):
        await _submitted(make)
    await _decided(make, waiver.key)
    assert await _actions(make) == [Action.SUBMIT]
    async with make.reading() as work:
        tree = await versions.report_of(work, await versions.get(work, NAME, "1.0.0"))
        assert tree["result"] == "fail"
        assert tree["errors"] == {"open": 0, "waived": 1}
        told = next(one for one in tree["findings"] if one["fingerprint"] == finding["fingerprint"])
        assert (told["status"], told["waiver"]) == ("waived", waiver.key)
        assert told["waiver_reason"] == "The gateway moves to TLS in June."
        bare = await stored.tree_of(work.session, version.report)
        assert "status" not in bare["findings"][0]
    assert (await _submitted(make)).status is Status.SUBMITTED


async def test_a_second_error_still_blocks(make: Factory) -> None:
    await make.catalogue()
    servers = [*INSECURE, {"url": "https://{other}.nida.example"}]
    _, finding = await _with_error(make, servers=servers)
    await _decided(make, (await _asked(make, finding)).key)
    with pytest.raises(DocumentHasErrors):
        await _submitted(make)


async def test_a_waiver_for_the_entry_covers_every_place_and_version(make: Factory) -> None:
    await make.catalogue()
    servers = [*INSECURE, {"url": "https://{other}.nida.example"}]
    _, finding = await _with_error(make, servers=servers)
    await _decided(make, (await _asked(make, finding, scope="entry")).key)
    await make.advance(await _submitted(make), Action.WITHDRAW)
    await _with_error(make, "2.0.0", servers=servers)
    assert (await _submitted(make, "2.0.0")).status is Status.SUBMITTED


async def test_a_waiver_for_a_place_follows_its_finding_when_it_moves(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    await _decided(make, (await _asked(make, finding)).key)
    await _with_error(make, servers=[{"url": "https://first.nida.example"}, *INSECURE])
    assert (await _submitted(make)).status is Status.SUBMITTED


async def test_an_ended_waiver_lets_the_finding_count_again_by_itself(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    waiver = await _asked(make, finding, days=5)
    await _decided(make, waiver.key)
    last = today() + timedelta(days=5)
    async with _on(make, last + timedelta(days=1)) as work:
        with pytest.raises(DocumentHasErrors):
            await transitions.advance(work, NAME, "1.0.0", transitions.Order(Action.SUBMIT))
        work.touched = False
        await work.session.rollback()
    async with _on(make, last) as work:
        await transitions.advance(work, NAME, "1.0.0", transitions.Order(Action.SUBMIT))
    async with _on(make, last + timedelta(days=1)) as work:
        tree = await versions.report_of(work, await versions.get(work, NAME, "1.0.0"))
        told = next(one for one in tree["findings"] if one["fingerprint"] == finding["fingerprint"])
        assert (told["status"], told["open_since"]) == ("open", (last + timedelta(days=1)).isoformat())
        assert (await waivers.list_page(work, {"state": WaiverState.ENDED}, after="", limit=5)).total == 1
        assert (await waivers.list_page(work, {"state": WaiverState.GRANTED}, after="", limit=5)).total == 0
        with pytest.raises(IllegalTransition):
            await waivers.decide(work, waiver.key, WaiverAction.WITHDRAW)
        await work.session.rollback()


async def test_both_sides_are_told_once_of_a_waiver_that_is_over(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    await _decided(make, (await _asked(make, finding, days=5)).key)
    over = today() + timedelta(days=6)
    for expected in (1, 0):
        async with _on(make, over, operator()) as work:
            assert len(await waivers.end_overdue(work)) == expected
            if not expected:
                work.touched = False
    assert [one[1:3] for one in await trail(make.database) if one[1] == "waiver:end"] == [("waiver:end", "allowed")]


@pytest.mark.parametrize("days", [-1, 366])
async def test_an_end_that_is_past_or_too_far_is_refused(make: Factory, days: int) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    with pytest.raises(FieldsInvalid) as refused:
        await _asked(make, finding, days=days)
    assert [(one.pointer, one.code) for one in refused.value.errors] == [("/ends_on", "waiver-span")]
    assert "365" in refused.value.errors[0].sentence("en")


async def test_the_last_day_of_the_span_is_let_through_and_the_setting_counts(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    async with make.work(PUBLISHER) as work:
        with pytest.raises(FieldsInvalid):
            await waivers.ask(work, _asking(finding, days=8), longest=7)
        await work.session.rollback()
    assert (await _asked(make, finding, days=365)).ends_on == today() + timedelta(days=365)


async def test_a_waiver_without_an_end_is_refused(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    tree = _asking(finding)
    del tree["ends_on"]
    with pytest.raises(FieldsInvalid) as refused:
        async with make.work(PUBLISHER) as work:
            await waivers.ask(work, tree)
    assert [(one.pointer, one.code) for one in refused.value.errors] == [("/ends_on", "required")]


async def test_only_an_error_of_the_report_can_be_waived_and_only_once_at_a_time(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    with pytest.raises(FieldsInvalid):
        await _asked(make, {**finding, "fingerprint": "0" * 16})
    waiver = await _asked(make, finding)
    with pytest.raises(FieldsInvalid) as refused:
        await _asked(make, finding)
    assert waiver.key in refused.value.errors[0].sentence("en")


async def test_only_the_owner_asks_and_withdraws_and_only_a_reviewer_of_elsewhere_decides(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    for who in (STRANGER, REVIEWER, EDITOR):
        with pytest.raises((RoleMissing, NotFound)):
            async with make.work(who) as work:
                await waivers.ask(work, _asking(finding))
    number = (await _asked(make, finding)).key
    both = actor(Role.PUBLISHER, Role.REVIEWER, name="amina", institution="ega")
    refusals = {OWN_REVIEWER: OwnInstitution, STRANGER: RoleMissing, PUBLISHER: RoleMissing, both: OwnWork}
    for who, error in refusals.items():
        for action in (WaiverAction.GRANT, WaiverAction.REFUSE):
            with pytest.raises(error):
                await _decided(make, number, action, who)
    with pytest.raises(RoleMissing):
        await _decided(make, number, WaiverAction.WITHDRAW, REVIEWER)
    assert (await _decided(make, number)).state is WaiverState.GRANTED


async def test_a_refusal_needs_a_reason_and_a_decision_is_for_good(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    number = (await _asked(make, finding)).key
    with pytest.raises(ReasonRequired):
        async with make.work(REVIEWER) as work:
            await waivers.decide(work, number, WaiverAction.REFUSE, " ")
    with pytest.raises(Outdated):
        await _decided(make, number, seen=7)
    await _decided(make, number, WaiverAction.REFUSE, seen=1)
    for action, who in ((WaiverAction.GRANT, REVIEWER), (WaiverAction.WITHDRAW, PUBLISHER)):
        with pytest.raises(IllegalTransition):
            await _decided(make, number, action, who)


async def test_a_granted_waiver_that_its_owner_gives_up_covers_nothing(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    number = (await _asked(make, finding)).key
    await _decided(make, number)
    await _decided(make, number, WaiverAction.WITHDRAW, PUBLISHER)
    assert await _actions(make) == []
    with pytest.raises(DocumentHasErrors):
        await _submitted(make)


async def test_waivers_are_listed_to_those_who_are_signed_in_with_counts_per_rule(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    first = await _asked(make, finding)
    await _decided(make, first.key, WaiverAction.REFUSE)
    second = await _asked(make, finding, renews=first.key)
    await _decided(make, second.key)
    async with make.reading(STRANGER) as work:
        page = await waivers.list_page(work, {}, after="", limit=1)
        assert ([one.key for one in page.items], page.total) == ([second.key], 2)
        rest = await waivers.list_page(work, {}, after=page.next_after or "", limit=1)
        assert [one.key for one in rest.items] == [first.key]
        assert page.items[0].renews is not None
        assert page.items[0].renews.key == first.key
        for filters, total in (
            ({"rule": finding["rule"]}, 2),
            ({"rule": "other"}, 0),
            ({"institution": "nida"}, 2),
            ({"institution": "ega"}, 0),
            ({"ending": True}, 1),
            ({"state": WaiverState.REFUSED}, 1),
        ):
            assert (await waivers.list_page(work, filters, after="", limit=5)).total == total, filters
        counts = (await waivers.statistics(work))[finding["rule"]]
        assert (counts.asked, counts.granted, counts.refused, counts.in_force) == (2, 1, 1, 1)
    async with make.reading(ANONYMOUS) as work:
        with pytest.raises(Unauthenticated):
            await waivers.list_page(work, {}, after="", limit=1)
        with pytest.raises(Unauthenticated):
            await waivers.get(work, second.key)


async def test_a_rule_tells_how_many_published_versions_are_waived(make: Factory) -> None:
    await make.catalogue()
    _, finding = await _with_error(make)
    await _decided(make, (await _asked(make, finding)).key)
    version = await _submitted(make)
    for action in (Action.TAKE, Action.APPROVE, Action.PUBLISH):
        version = await make.advance(version, action)
    async with make.reading(ANONYMOUS) as work:
        assert (await rules.get(work, finding["rule"])).waivers == waivers.RuleCounts(1, 1, 0, 1, 1)


def test_the_day_of_the_registry_begins_at_midnight_in_dar_es_salaam() -> None:
    assert day_of(datetime.fromisoformat("2026-03-31T20:59:59+00:00")) == date(2026, 3, 31)
    assert day_of(datetime.fromisoformat("2026-03-31T21:00:00+00:00")) == date(2026, 4, 1)
