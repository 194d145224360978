import pytest
from factories import COMPLETE, PUBLISHER, REVIEWER, Factory
from reviewing import review_of
from sqlalchemy import delete, select

from registry.db.models import Review
from registry.domain.lifecycle import Action, Status
from registry.domain.reviews import RequestKind
from registry.usecases import requests, versions


@pytest.mark.parametrize(
    ("status", "state", "reviewer"),
    [
        (Status.SUBMITTED, Status.SUBMITTED, None),
        (Status.IN_REVIEW, Status.IN_REVIEW, "rehema"),
        (Status.CHANGES_REQUESTED, Status.CHANGES_REQUESTED, None),
        (Status.REJECTED, Status.REJECTED, "rehema"),
        (Status.WITHDRAWN, Status.WITHDRAWN, None),
        (Status.PUBLISHED, Status.APPROVED, "rehema"),
        (Status.RETIRED, Status.APPROVED, "rehema"),
    ],
)
async def test_the_request_is_where_its_version_is(
    make: Factory, status: Status, state: Status, reviewer: str | None
) -> None:
    await make.catalogue()
    await make.version(status)
    review = await review_of(make)
    assert (review.state, review.reviewer) == (state, reviewer)
    assert (review.closed_at is None) is (state in {Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED})


async def test_a_draft_has_no_request(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    async with make.reading() as work:
        assert await requests.of_version(work, await versions.get(work, "cig/identities", "1.0.0")) is None


async def test_the_first_version_is_established_and_what_follows_modifies(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.APPROVED, "1.0.0")
    await make.version(Status.PUBLISHED, "2.0.0")
    await make.version(Status.SUBMITTED, "3.0.0")
    kinds = [(await review_of(make, number)).kind for number in ("1.0.0", "2.0.0", "3.0.0")]
    assert kinds == [RequestKind.ESTABLISH, RequestKind.ESTABLISH, RequestKind.MODIFY]


async def test_a_version_that_was_submitted_before_there_were_requests_gets_one_with_its_next_step(
    make: Factory,
) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    await make.api()
    version = await make.version(Status.SUBMITTED)
    async with make.database.writing() as session, session.begin():
        await session.execute(delete(Review))
    await make.advance(version, Action.TAKE, REVIEWER)
    review = await review_of(make)
    assert (review.state, review.reviewer, review.opened_by) == (Status.IN_REVIEW, "rehema", PUBLISHER.name)
    async with make.database.reading() as session:
        assert len((await session.scalars(select(Review))).all()) == 1
