from datetime import UTC, datetime

from factories import Factory
from reviewing import review_of

from registry.api.review_bodies import BasisBody, ReviewBody
from registry.domain.lifecycle import Status
from registry.domain.reviews import Basis


async def test_a_request_is_overdue_once_its_day_is_over(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.SUBMITTED)
    review = await review_of(make)
    early, late = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    assert [ReviewBody.of(review, now).urgency for now in (early, late)] == ["", "overdue"]
    assert ReviewBody.of(review, early).links["receipt"].endswith(f"{review.number}/receipt")


def test_the_basis_of_a_system_has_no_document() -> None:
    assert BasisBody.of(Basis("e")) == BasisBody("e", None, None, None)
