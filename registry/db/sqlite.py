"""The embedded database: SQLite with a write-ahead log and FTS5."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Float, Integer, Subquery, bindparam, create_engine, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from registry.db.dialect import Question, Quick, Rows
from registry.domain.questions import Term

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
)

_FORGET = text("DELETE FROM search_words WHERE rowid IN :entries").bindparams(bindparam("entries", expanding=True))
_INDEX = text("INSERT INTO search_words (rowid, title, body, stems) VALUES (:entry, :title, :body, :stems)")
# A word in the title counts ten times, a stem a fifth.
_MATCHED = text(
    "SELECT rowid AS id, -bm25(search_words, 10.0, 2.0, 0.2) AS relevance "
    "FROM search_words WHERE search_words MATCH :expression"
).columns(id=Integer, relevance=Float)


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

    def engines(self, url: str) -> tuple[AsyncEngine, AsyncEngine]:
        """Return an engine of several readers and one of a single writer, which others in this process queue for."""
        path = "sqlite+aiosqlite" + url[url.index(":") :]
        reader = create_async_engine(path, pool_size=4, max_overflow=4, pool_timeout=5)
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

    async def index_words(self, session: AsyncSession, entry: int, title: str, body: str, stems: str) -> None:
        """Store the words of a search entry."""
        await session.execute(_INDEX, {"entry": entry, "title": title, "body": body, "stems": stems})

    async def forget_words(self, session: AsyncSession, entries: Sequence[int]) -> None:
        """Remove the words of these search entries."""
        await session.execute(_FORGET, {"entries": list(entries)})

    def matched(self, terms: Sequence[Term], *, every: bool) -> Subquery:
        """Return the question for what matches every term, or any: `id` of the entry, `relevance` that grows."""
        expression = (" AND " if every else " OR ").join(_alternatives(term) for term in terms)
        return _MATCHED.bindparams(expression=expression).subquery()


def _alternatives(term: Term) -> str:
    # Words hold letters and digits only; quoting them keeps FTS5's own operators out.
    exact = [f'"{word}"' for word in (*term.words, *term.stems)]
    return "(" + " OR ".join([f'"{term.typed}" *' if term.open else f'"{term.typed}"', *exact]) + ")"


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
