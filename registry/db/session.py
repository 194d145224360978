"""Open the database, and close it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from registry.db import postgresql, sqlite
from registry.db.dialect import Dialect, Quick

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
