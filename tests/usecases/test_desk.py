from datetime import date

import pytest
from factories import ADMIN, COMPLETE, EDITOR, PUBLISHER, REVIEWER, SECOND_REVIEWER, Factory, actor
from reviewing import PERSONAL, advanced, asked, decided, fetched, queued, review_of

from registry.domain.actors import Actor, Role
from registry.domain.errors import (
    FieldsInvalid,
    IllegalTransition,
    NotYourReview,
    Outdated,
    OwnInstitution,
    RoleMissing,
)
from registry.domain.lifecycle import Action, Status
from registry.domain.review_errors import (
    ConflictDeclared,
)
from registry.domain.reviews import RequestKind
from registry.usecases import desk, versions
from registry.usecases.desk import Filters, urgency_of


async def queue(make: Factory, filters: Filters | None = None, who: Actor = REVIEWER) -> list[str]:
    async with make.reading(who) as work:
        found = await desk.list_page(work, filters or Filters(), after="", limit=50)
        assert found.total == len(found.items)
        return [row.subject for row in found.items]


async def people(make: Factory) -> None:
    await make.institutions("utumishi")
    await make.person("rehema", Role.REVIEWER, institution="ega")
    await make.person("juma", Role.REVIEWER, institution="utumishi")
    await make.person("neema", Role.REVIEWER)


async def test_the_queue_is_limited_by_kind_institution_sector_reviewer_state_and_personal_data(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**PERSONAL)
    await make.system("bus", **{**COMPLETE, "sector": "governance"})
    await make.api()
    await make.version(Status.IN_REVIEW)
    await asked(make, RequestKind.END, "bus")
    every = ["cig/identities@1.0.0", "bus"]
    for filters, expected in (
        (Filters(), every),
        (Filters(kinds=["end"]), ["bus"]),
        (Filters(institutions=["ega"]), []),
        (Filters(institutions=["nida"]), every),
        (Filters(sectors=["governance"]), ["bus"]),
        (Filters(reviewer="me"), every[:1]),
        (Filters(reviewer="nobody"), ["bus"]),
        (Filters(reviewer="juma"), []),
        (Filters(states=["in_review"]), every[:1]),
        (Filters(personal_data=True), every[:1]),
        (Filters(personal_data=False), ["bus"]),
        (Filters(overdue_on=date(2100, 1, 1)), every),
        (Filters(overdue_on=date(2000, 1, 1)), []),
    ):
        assert await queue(make, filters) == expected, filters
    for who in (PUBLISHER, EDITOR):
        with pytest.raises(RoleMissing):
            await queue(make, who=who)


async def test_the_queue_is_read_page_by_page_without_gaps(make: Factory) -> None:
    await make.catalogue()
    names = await queued(make, *[Status.SUBMITTED] * 3)
    seen, after = [], ""
    async with make.reading(REVIEWER) as work:
        while True:
            page = await desk.list_page(work, Filters(), after=after, limit=1)
            seen += [row.subject for row in page.items]
            if page.next_after is None:
                break
            after = page.next_after
    assert seen == [f"{name}@1.0.0" for name in names]


async def test_what_waits_is_shared_out_evenly_among_those_who_may_decide(make: Factory) -> None:
    await make.catalogue()
    await people(make)
    names = await queued(make, *[Status.SUBMITTED] * 3)
    with pytest.raises(RoleMissing):
        async with make.work(PUBLISHER) as work:
            await desk.balance(work)
    async with make.work(REVIEWER) as work:
        given = await desk.balance(work)
    assert sorted(given.values()) == ["juma", "juma", "rehema"]
    async with make.reading(REVIEWER) as work:
        assert await desk.load(work) == {"juma": 2, "rehema": 1, "neema": 0}
        assert (await versions.get(work, names[0], "1.0.0")).status is Status.IN_REVIEW
    async with make.work(ADMIN) as work:
        assert await desk.balance(work) == {}


async def test_a_review_goes_on_in_other_hands_that_may_decide(make: Factory) -> None:
    await make.catalogue()
    await people(make)
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)

    async def hand_over(who: Actor, to: str, seen: int | None = None) -> None:
        async with make.work(who) as work:
            await desk.hand_over(work, review.number, {"to": to}, seen or (await fetched(make, review)).revision)

    for to, error in (("neema", OwnInstitution), ("nobody-known", FieldsInvalid)):
        with pytest.raises(error):
            await hand_over(REVIEWER, to)
    with pytest.raises(NotYourReview):
        await hand_over(SECOND_REVIEWER, "juma")
    with pytest.raises(Outdated):
        await hand_over(REVIEWER, "juma", review.revision - 1)
    await hand_over(REVIEWER, "juma")
    with pytest.raises(NotYourReview):
        await decided(make, review)
    assert (await decided(make, review, who=SECOND_REVIEWER)).state is Status.APPROVED


async def test_who_declares_a_conflict_of_interest_is_out_of_the_review(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    async with make.work(REVIEWER) as work:
        left = await desk.declare_conflict(work, review.number, {"reason": "My brother wrote it."}, review.revision)
    assert (left.reviewer, left.state) == (None, Status.IN_REVIEW)
    with pytest.raises(ConflictDeclared):
        await advanced(make, review, Action.TAKE, REVIEWER)
    await advanced(make, review, Action.TAKE, SECOND_REVIEWER)
    assert (await decided(make, review, who=SECOND_REVIEWER)).state is Status.APPROVED


async def test_a_review_taken_by_somebody_is_not_taken_by_another(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    with pytest.raises(IllegalTransition):
        await advanced(make, review, Action.TAKE, actor(Role.REVIEWER, name="other", institution="ega"))


async def test_what_is_due_is_marked_in_good_time(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.SUBMITTED)
    review = await review_of(make)
    due = review.due_on
    assert due is not None
    days = {-10: "", -3: "soon", 0: "soon", 1: "overdue"}
    assert {step: urgency_of(review, date.fromordinal(due.toordinal() + step)) for step in days} == days


async def test_the_counts_are_those_of_the_lists(make: Factory) -> None:
    await make.catalogue()
    await queued(make, Status.IN_REVIEW, Status.SUBMITTED, Status.CHANGES_REQUESTED)
    async with make.reading(REVIEWER) as work:
        assert await desk.counts(work) == {"mine": 1, "nobody": 1, "overdue": 0, "owner": 1, "open": 2}
