"""The embedded database: SQLite with a write-ahead log and FTS5."""

from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from registry.db.dialect import Question, Quick, Rows
from registry.db.search_scans import Words
from registry.db.sqlite_words import WORDS

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
)


class SqliteQuick:
    """One connection that is held open and asked in the event loop.

    A row by its key takes less time than handing the question to a thread, and readers wait for nobody in a
    write-ahead log. Each question sees what is committed, by itself: there is no transaction around it.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"check_same_thread": False})
        self._connection: Connection | None = None

    async def rows(self, question: Question, **values: Any) -> Rows:
        """Return what is committed now, as plain rows; values stand for the parameters of the question."""
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.exec_driver_sql("PRAGMA query_only=ON")
            self._connection.exec_driver_sql("PRAGMA trusted_schema=OFF")
        try:
            return self._connection.execute(question, values).all()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the connection; the next question opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        self._engine.dispose()


class Sqlite:
    """SQLite, one writer at a time."""

    name = "sqlite"
    words: Words = WORDS

    def engines(self, url: str) -> tuple[AsyncEngine, AsyncEngine]:
        """Return an engine of several readers and one of a single writer, which others in this process queue for."""
        path = "sqlite+aiosqlite" + url[url.index(":") :]
        # Whoever gives a connection back may take it again before those who wait, so there are more than enough.
        reader = create_async_engine(path, pool_size=8, max_overflow=24, pool_timeout=5)
        writer = create_async_engine(path, pool_size=1, max_overflow=0, pool_timeout=5)
        _prepare(reader, "BEGIN")
        # A transaction that begins by reading and then writes cannot wait for another writer, so writers begin as such.
        _prepare(writer, "BEGIN IMMEDIATE")
        return reader, writer

    def quick(self, url: str, reader: AsyncEngine) -> Quick:
        """Return a connection that is asked in the event loop itself."""
        del reader
        return SqliteQuick(self.synchronous_url(url))

    def synchronous_url(self, url: str) -> str:
        """Return the URL under which the migrations open the database."""
        return "sqlite" + url[url.index(":") :]

    async def lock_records(self, session: AsyncSession) -> None:
        """Do nothing: the one writer is alone already."""


def _prepare(engine: AsyncEngine, begin: str) -> None:
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", on_connect)
    event.listen(engine.sync_engine, "begin", on_begin)


DIALECT = Sqlite()
