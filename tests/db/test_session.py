import pytest

from registry.db.session import connect, dialect_of


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
