import pytest
from factories import Factory, trail
from visitors import ORIGIN, Visitor, complaints_of, hidden_of

from registry.db.session import Database
from registry.domain.lifecycle import Action, Status
from registry.web.actions import CONFIRMED

VERSION = "/apis/cig/identities/1.0.0"


async def prepared(visitor: Visitor, action: Action) -> dict[str, str]:
    return hidden_of(await visitor.see(f"{VERSION}/actions/{action}"), f"{VERSION}/actions")


async def send(visitor: Visitor, form: dict[str, str]) -> tuple[int, str]:
    answer = await visitor.client.post(f"{VERSION}/actions", data=form, headers=ORIGIN)
    return answer.status_code, answer.text


async def test_a_version_goes_from_draft_to_published_by_hand(
    publisher: Visitor, reviewer: Visitor, make: Factory, database: Database
) -> None:
    await make.version()
    steps = [
        (publisher, Action.SUBMIT),
        (reviewer, Action.TAKE),
        (reviewer, Action.APPROVE),
        (publisher, Action.PUBLISH),
    ]
    for visitor, action in steps:
        status, _ = await send(visitor, await prepared(visitor, action))
        assert status == 303, action
    assert "Published" in await publisher.see(VERSION)
    taken = [(who, event) for who, event, outcome, _ in await trail(database) if event.startswith("version:")]
    assert taken[-4:] == [
        ("amina", "version:submit"),
        ("rehema", "version:take"),
        ("rehema", "version:approve"),
        ("amina", "version:publish"),
    ]


async def test_a_decision_is_asked_about_before_it_counts(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.IN_REVIEW)
    form = hidden_of(await reviewer.see(f"{VERSION}/actions/approve"), f"{VERSION}/actions")
    status, page = await send(reviewer, {**form, "confirmed": "", "reason": "Well described"})
    assert status == 200
    assert "Well described" in page
    assert "Under review" in await reviewer.see(VERSION)
    confirmed = hidden_of(page, f"{VERSION}/actions")
    assert (await send(reviewer, {**confirmed, "reason": "Well described"}))[0] == 303
    assert "Approved" in await reviewer.see(VERSION)


def test_every_step_that_others_feel_is_confirmed() -> None:
    assert {Action.APPROVE, Action.PUBLISH, Action.REJECT, Action.RETIRE, Action.WITHDRAW} <= CONFIRMED


async def test_a_step_without_the_reason_it_needs_is_sent_back(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.IN_REVIEW)
    status, page = await send(reviewer, await prepared(reviewer, Action.REQUEST_CHANGES))
    assert status == 422
    assert complaints_of(page) == ["reason"]


async def test_a_farewell_needs_its_day(publisher: Visitor, make: Factory) -> None:
    await make.version(Status.PUBLISHED)
    form = await prepared(publisher, Action.DEPRECATE)
    status, page = await send(publisher, {**form, "sunset_on": "2020-01-01", "reason": "Version 2 is there"})
    assert status == 422
    assert complaints_of(page) == ["sunset_on"]
    assert "Version 2 is there" in page
    assert 'value="2020-01-01"' in page


async def test_a_decision_on_what_has_changed_meanwhile_is_refused(reviewer: Visitor, make: Factory) -> None:
    version = await make.version(Status.IN_REVIEW)
    form = await prepared(reviewer, Action.APPROVE)
    assert (await send(reviewer, {**form, "digest": "sha256:" + "0" * 64}))[0] == 412
    assert (await send(reviewer, {**form, "revision": str(version.revision + 1)}))[0] == 412
    assert "Under review" in await reviewer.see(VERSION)


async def test_a_step_that_is_not_open_has_no_page(publisher: Visitor, reviewer: Visitor, make: Factory) -> None:
    await make.version()
    assert (await reviewer.client.get(f"{VERSION}/actions/submit")).status_code == 403
    assert (await publisher.client.get(f"{VERSION}/actions/retire")).status_code == 409
    assert (await publisher.client.get(f"{VERSION}/actions/explode")).status_code == 404


@pytest.mark.parametrize("action", ["explode", ""])
async def test_an_unknown_step_is_refused(publisher: Visitor, make: Factory, action: str) -> None:
    await make.version()
    form = await prepared(publisher, Action.SUBMIT)
    assert (await send(publisher, {**form, "action": action}))[0] == 404


async def test_a_stranger_is_led_to_the_door_before_a_step(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    answer = await stranger.client.get(f"{VERSION}/actions/retire")
    assert answer.headers["location"] == "/sign-in?next=%2Fapis%2Fcig%2Fidentities%2F1.0.0%2Factions%2Fretire"
