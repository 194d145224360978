import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from registry.db.postgresql import DIALECT
from registry.db.session import Database


def test_migrations_use_the_same_driver() -> None:
    assert DIALECT.synchronous_url("postgresql://u@h/n") == "postgresql+psycopg://u@h/n"
    assert DIALECT.synchronous_url("postgresql+psycopg://u@h/n") == "postgresql+psycopg://u@h/n"


def test_readers_and_writers_share_one_engine() -> None:
    reader, writer = DIALECT.engines("postgresql://u@h/n")
    assert reader is writer


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nobody_waits_for_ever(database: Database) -> None:
    async with database.reading() as session:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            assert await session.scalar(text(f"SHOW {name}")) != "0"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_lock_on_the_records_is_held_until_the_commit(database: Database) -> None:
    async with database.writing() as first, database.writing() as second:
        await DIALECT.lock_records(first)
        await second.execute(text("SET LOCAL lock_timeout = '100ms'"))
        with pytest.raises(OperationalError):
            await DIALECT.lock_records(second)
        await second.rollback()
        await first.commit()
        await DIALECT.lock_records(second)
