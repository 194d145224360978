import pytest
from factories import COMPLETE, Factory
from noticing import told
from reviewing import advanced, asked, decided, review_of

from registry.domain.actors import Actor, Role
from registry.domain.lifecycle import Action, Status
from registry.usecases import comments, desk


@pytest.fixture
async def people(make: Factory) -> dict[str, Actor]:
    """Make a complete entry, two who answer for it, and two who may decide on it."""
    await make.institutions("nida", "ega", "utumishi")
    await make.system(**COMPLETE)
    await make.api()
    return {
        "amina": await make.person("amina", Role.PUBLISHER),
        "asha": await make.person("asha", Role.INSTITUTION_ADMIN),
        "neema": await make.person("neema", Role.REVIEWER),
        "rehema": await make.person("rehema", Role.REVIEWER, institution="ega"),
        "juma": await make.person("juma", Role.REVIEWER, institution="utumishi"),
    }


async def test_a_version_that_is_handed_in_is_told_to_those_who_may_decide(
    make: Factory, people: dict[str, Actor]
) -> None:
    del people
    await make.version(Status.SUBMITTED)
    assert await told(make) == [(name, "review-opened", "cig/identities@1.0.0") for name in ("juma", "rehema")]


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [("approve", "review-approved"), ("request_changes", "review-changes"), ("reject", "review-rejected")],
)
async def test_the_owner_is_told_who_took_it_and_what_was_decided(
    make: Factory, people: dict[str, Actor], verdict: str, kind: str
) -> None:
    review = await asked(make)
    await advanced(make, review, Action.TAKE, people["rehema"])
    await decided(make, review, verdict, people["rehema"])
    heard = await told(make, people["asha"])
    assert heard == [("asha", "review-taken", "cig"), ("asha", kind, "cig")]
    assert await told(make, people["neema"]) == []


async def test_what_comes_back_is_told_to_everybody_where_nobody_has_it_in_hand(
    make: Factory, people: dict[str, Actor]
) -> None:
    del people
    await make.advance(await make.version(Status.CHANGES_REQUESTED), Action.SUBMIT)
    assert [name for name, kind, _ in await told(make) if kind == "review-back"] == ["juma", "rehema"]


async def test_what_is_handed_over_is_told_to_the_heir(make: Factory, people: dict[str, Actor]) -> None:
    review = await advanced(make, await asked(make), Action.TAKE, people["rehema"])
    async with make.work(people["rehema"]) as work:
        await desk.hand_over(work, review.number, {"to": "juma"}, review.revision)
    assert (await told(make, people["juma"]))[-1] == ("juma", "review-given", "cig")


async def test_what_is_said_is_told_to_the_other_side_and_not_to_whoever_said_it(
    make: Factory, people: dict[str, Actor]
) -> None:
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    before = len(await told(make))
    for name in ("rehema", "amina"):
        async with make.work(people[name]) as work:
            await comments.say(work, review.number, {"text": "Why?"})
    heard = (await told(make))[before:]
    assert [name for name, _, _ in heard] == ["amina", "asha", "asha", "rehema"]
    assert {kind for _, kind, _ in heard} == {"review-commented"}
