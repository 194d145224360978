"""The database to grow on: PostgreSQL with `tsvector`."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from registry.db.dialect import Question, Quick, Rows
from registry.db.postgresql_words import WORDS
from registry.db.search_scans import Words

_TIMEOUTS = "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"
_LOCK = text("SELECT pg_advisory_xact_lock(5040001)")


class PostgresqlQuick:
    """Questions outside of a transaction: one way to the server and back each."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def rows(self, question: Question, **values: Any) -> Rows:
        """Return what is committed now, as plain rows; values stand for the parameters of the question."""
        async with self._engine.connect() as connection:
            return (await connection.execute(question, values)).all()

    async def close(self) -> None:
        """Do nothing: the connections belong to the engine."""


class Postgresql:
    """PostgreSQL, many writers at once."""

    name = "postgresql"
    words: Words = WORDS

    def engines(self, url: str) -> tuple[AsyncEngine, AsyncEngine]:
        """Return one engine twice: readers and writers do not wait for each other here."""
        engine = create_async_engine(
            self.synchronous_url(url),
            pool_size=8,
            max_overflow=4,
            pool_timeout=2,
            pool_pre_ping=True,
            connect_args={"options": _TIMEOUTS},
        )
        return engine, engine

    def quick(self, url: str, reader: AsyncEngine) -> Quick:
        """Return the engine that reads, without a transaction round each question."""
        del url
        return PostgresqlQuick(reader)

    def synchronous_url(self, url: str) -> str:
        """Return the URL under which the migrations open the database."""
        return "postgresql+psycopg" + url[url.index(":") :]

    async def lock_records(self, session: AsyncSession) -> None:
        """Let nobody else number an audit entry or a change until this transaction ends."""
        await session.execute(_LOCK)


DIALECT = Postgresql()
