import pytest
from factories import Factory
from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.exc import DatabaseError

from registry.db.models import SearchEntry


def entry(name: str, number: int) -> SearchEntry:
    return SearchEntry(id=number, source=7, name=name, path="")


async def test_the_records_can_be_locked_twice_in_one_transaction(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        await make.database.dialect.lock_records(session)
        await make.database.dialect.lock_records(session)


async def test_a_quick_question_sees_what_is_committed_and_nothing_else(make: Factory) -> None:
    question = select(SearchEntry.name).where(SearchEntry.source == bindparam("source")).order_by(SearchEntry.name)
    quick = make.database.quick
    async with make.database.writing() as session:
        session.add(entry("one", 1))
        await session.flush()
        assert await quick.rows(question, source=7) == []
        await session.commit()
    assert [row.name for row in await quick.rows(question, source=7)] == ["one"]
    async with make.database.writing() as session, session.begin():
        session.add(entry("two", 2))
    assert [row.name for row in await quick.rows(question, source=7)] == ["one", "two"]


async def test_a_quick_question_that_fails_does_not_spoil_the_next(make: Factory) -> None:
    with pytest.raises(DatabaseError):
        await make.database.quick.rows(select(literal_column("no_such_column")).select_from(SearchEntry))
    assert await make.database.quick.rows(select(SearchEntry.name)) == []
