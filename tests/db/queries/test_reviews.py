from datetime import date

import pytest
from factories import COMPLETE, Factory
from reviewing import asked, queued, review_of

from registry.db.queries import reviews, systems
from registry.domain.errors import NotFound
from registry.domain.lifecycle import Status


async def test_a_review_is_found_by_its_number_with_its_check_digit(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.SUBMITTED)
    review = await review_of(make)
    async with make.database.reading() as session:
        found = await reviews.get(session, review.number)
        assert found.subject == "cig/identities@1.0.0"
        wrong = review.number[:-1] + str((int(review.number[-1]) + 1) % 10)
        for number in (wrong, "REV-999999-0", "", "1"):
            with pytest.raises(NotFound):
                await reviews.get(session, number)


async def test_what_stands_still_comes_last_and_is_counted(make: Factory) -> None:
    await make.catalogue()
    await queued(make, Status.CHANGES_REQUESTED, Status.SUBMITTED)
    async with make.database.reading() as session:
        every = reviews.Filters()
        listed = await reviews.list_page(session, every, after=None, limit=10)
        assert [row.serial for row in listed] == [2, 1]
        after = await reviews.list_page(session, every, after=(listed[0].due_on or date.max, 2), limit=10)
        assert [row.serial for row in after] == [1]
        assert await reviews.count(session, every) == 2
        assert len(await reviews.unassigned(session, 10)) == len(await reviews.running(session)) == 1
        assert await reviews.load(session) == {}


async def test_the_requests_for_a_system_come_the_latest_first(make: Factory) -> None:
    await make.institutions("nida", "ega")
    system = await make.system(**COMPLETE)
    await asked(make)
    async with make.database.reading() as session:
        row = await systems.get(session, system.key)
        assert [one.serial for one in await reviews.of_system(session, row)] == [1]
        assert not await reviews.is_established(session, row)
        assert await reviews.next_serial(session) == 2
