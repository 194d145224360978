import pytest
from factories import ADMIN, Factory, contents
from sqlalchemy import select

from registry.db.models import Institution
from registry.db.session import Database, as_one, connect, dialect_of
from registry.domain.errors import KeyTaken
from registry.usecases import audit, systems
from registry.usecases.work import Check, UnrecordedChange, begin, read


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///a.db", "sqlite"),
        ("sqlite+aiosqlite:///a.db", "sqlite"),
        ("postgresql://host/name", "postgresql"),
        ("postgresql+psycopg://host/name", "postgresql"),
    ],
)
def test_a_url_names_its_kind_of_database(url: str, name: str) -> None:
    assert dialect_of(url).name == name


@pytest.mark.parametrize("url", ["", "mysql://host/name", "somana.db", "http://sqlite:"])
def test_another_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:// or postgresql://"):
        dialect_of(url)


async def test_readers_and_writers_see_one_database(database_url: str) -> None:
    async with connect(database_url) as database, database.reading() as reader, database.writing() as writer:
        assert (await reader.connection()).engine.url.database == (await writer.connection()).engine.url.database


class Undone(BaseException):
    """Nothing that any code here may catch."""


async def test_what_sessions_do_as_one_is_seen_within_and_kept_together(
    database: Database, check: Check, make: Factory
) -> None:
    async with as_one(database) as whole:
        within = Factory(whole, check)
        await within.institutions("nida", "ega")
        await within.system()
        async with read(whole, ADMIN, check) as work:
            assert (await systems.head(work, "cig")).revision == 1
    async with make.reading() as work:
        assert (await systems.get(work, "cig")).institution.key == "nida"


async def test_what_sessions_do_as_one_is_undone_together(database: Database, check: Check) -> None:
    async def cut_off() -> None:
        async with as_one(database) as whole:
            await Factory(whole, check).institutions("nida", "ega")
            raise Undone

    before = await contents(database)
    with pytest.raises(Undone):
        await cut_off()
    assert await contents(database) == before


async def test_what_is_not_to_last_is_undone_at_the_end(database: Database, check: Check) -> None:
    before = await contents(database)
    async with as_one(database, lasting=False) as whole:
        await Factory(whole, check).institution("nida")
    assert await contents(database) == before


async def change_without_a_record(database: Database, check: Check) -> None:
    async with begin(database, ADMIN, check) as work:
        (await work.session.scalars(select(Institution))).one().website = "https://changed.example"


async def test_one_refused_piece_of_work_undoes_itself_alone_and_is_on_the_record(
    database: Database, check: Check, make: Factory
) -> None:
    async with as_one(database) as whole:
        within = Factory(whole, check)
        await within.institution("nida")
        with pytest.raises(KeyTaken):
            await within.institution("nida")
        with pytest.raises(UnrecordedChange):
            await change_without_a_record(whole, check)
        await within.institution("ega")
    rows = await contents(database)
    assert len(rows["institution"]) == 2
    assert not any("changed.example" in row for row in rows["institution"])
    assert [row.count("'refused'") for row in rows["audit_entry"]].count(1) == 1
    async with make.reading() as work:
        assert await audit.first_broken(work) is None


async def test_nobody_sees_what_is_done_as_one_before_it_ends(database: Database, check: Check) -> None:
    before = await contents(database)
    async with as_one(database) as whole:
        await Factory(whole, check).institution("nida")
        assert await contents(database) == before
    assert await contents(database) != before
