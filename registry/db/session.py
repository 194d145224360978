"""Open the database, and close it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker

from registry.db import postgresql, sqlite
from registry.db.dialect import Dialect, Question, Quick, Rows
from registry.db.models import Change
from registry.db.queries import records

Sessions = async_sessionmaker[AsyncSession]


@dataclass(frozen=True, slots=True)
class Later:
    """Entries of the audit trail and of the change feed that get their numbers when many pieces of work end as one."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def forget(self) -> None:
        """Let go of what is to be undone anyway."""
        self.entries.clear()
        self.changes.clear()


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: sessions that read, sessions that write, quick questions, and what differs by kind."""

    reading: Sessions
    writing: Sessions
    quick: Quick
    dialect: Dialect
    later: Later | None = None
    """Where what is put on the record waits for its numbers; none where each piece of work numbers its own."""

    async def put_on_record(
        self, session: AsyncSession, entries: Sequence[dict[str, Any]], changes: Sequence[Change] = ()
    ) -> None:
        """Add to the audit trail and to the change feed, under a lock that is held until the transaction ends.

        What a reader of the feed sees is then always everything up to the highest number.
        """
        if self.later is not None:
            self.later.entries.extend(entries)
            self.later.changes.extend(changes)
        elif entries or changes:
            await self.dialect.lock_records(session)
            await records.append_audit(session, entries)
            await records.append_changes(session, changes)


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
    is not to last. Until then nobody else writes to SQLite; audit entries and changes get their numbers at the end.
    """
    async with database.writing.kw["bind"].connect() as connection, connection.begin() as transaction:
        within = async_sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        later = Later()
        yield Database(within, within, _Within(connection), database.dialect, later)
        async with within() as session, session.begin():
            await database.put_on_record(session, later.entries, later.changes)
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
