"""Open the database, and close it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker

from registry.db import postgresql, sqlite
from registry.db.dialect import Dialect, Question, Quick, Rows

Sessions = async_sessionmaker[AsyncSession]


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: sessions that read, sessions that write, quick questions, and what differs by kind."""

    reading: Sessions
    writing: Sessions
    quick: Quick
    dialect: Dialect


def dialect_of(url: str) -> Dialect:
    """Return the kind of database that a URL names; raise `ValueError` for one that is neither."""
    for dialect in (sqlite.DIALECT, postgresql.DIALECT):
        if url.split(":", 1)[0].split("+", 1)[0] == dialect.name:
            return dialect
    message = "the database URL must begin with sqlite:// or postgresql://"
    raise ValueError(message)


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[Database]:
    """Open the database at a URL for as long as the block runs."""
    dialect = dialect_of(url)
    reader, writer = dialect.engines(url)
    quick = dialect.quick(url, reader)
    try:
        yield Database(
            async_sessionmaker(reader, expire_on_commit=False),
            async_sessionmaker(writer, expire_on_commit=False),
            quick,
            dialect,
        )
    finally:
        await quick.close()
        await writer.dispose()
        await reader.dispose()


@asynccontextmanager
async def as_one(database: Database, *, lasting: bool = True) -> AsyncIterator[Database]:
    """Give a database whose sessions all work in one transaction, each between savepoints of its own.

    What the sessions did is kept together when the block ends well, and undone together when it does not, or when it
    is not to last. The one writer of SQLite, and the records once somebody has numbered any, are taken until then.
    """
    async with database.writing.kw["bind"].connect() as connection, connection.begin() as transaction:
        within = async_sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        yield Database(within, within, _Within(connection), database.dialect)
        if not lasting:
            await transaction.rollback()


class _Within:
    """Quick questions asked in a transaction that is under way."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def rows(self, question: Question, **values: Any) -> Rows:
        """Return what the transaction sees, as plain rows; values stand for the parameters of the question."""
        return (await self._connection.execute(question, values)).all()

    async def close(self) -> None:
        """Do nothing: the connection belongs to the transaction."""
