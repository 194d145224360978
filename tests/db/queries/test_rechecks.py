import pytest
from factories import Factory
from rechecking import activated, all_rechecks, catalogue_to_check, trial
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from registry.db.queries import rechecks as queries
from registry.domain.errors import NotFound


async def test_an_activation_is_taken_up_before_a_trial(make: Factory) -> None:
    await catalogue_to_check(make, 1)
    await activated(make)
    await make.profile(version="2.0.0")
    await trial(make, "2.0.0")
    (activation, _) = await all_rechecks(make)
    async with make.database.writing() as session, session.begin():
        found = await queries.claimable(session, activation.created_at)
        assert found is not None
        assert found.id == activation.id


async def test_the_database_itself_lets_one_run_and_none_be_held_that_does_not(make: Factory) -> None:
    await activated(make)
    await make.profile(version="2.0.0")
    await trial(make, "2.0.0")
    for told in ("state = 'running', holder = 'x'", "holder = 'x'", "state = 'running'"):
        async with make.database.writing() as session:
            with pytest.raises(IntegrityError):
                await session.execute(text(f"UPDATE recheck SET {told}"))  # noqa: S608 nothing of it comes from outside
            await session.rollback()


async def test_nobody_but_the_holder_writes_of_a_recheck(make: Factory) -> None:
    await activated(make)
    (row,) = await all_rechecks(make)
    async with make.database.writing() as session, session.begin():
        assert not await queries.hold(session, row.id, "somebody", {"done": 9})
    assert (await all_rechecks(make))[0].done == 0


async def test_a_recheck_that_is_not_there_is_not_found(make: Factory) -> None:
    institution = await make.institution()
    async with make.reading() as work:
        with pytest.raises(NotFound):
            await queries.get(work.session, institution.id)
        assert await queries.newest_trial(work.session, "tz-interop", "1.0.0") is None
        assert not await queries.is_any_open(work.session)
