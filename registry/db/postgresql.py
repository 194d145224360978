"""The database to grow on: PostgreSQL with `tsvector`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Float, Integer, Subquery, bindparam, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from registry.db.dialect import Question, Quick, Rows
from registry.domain.questions import Term

_TIMEOUTS = "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"
_LOCK = text("SELECT pg_advisory_xact_lock(5040001)")
_FORGET = text("DELETE FROM search_words WHERE id IN :entries").bindparams(bindparam("entries", expanding=True))
_INDEX = text(
    "INSERT INTO search_words (id, words) VALUES (:entry, "
    "setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :body), 'B') || "
    "setweight(to_tsvector('simple', :stems), 'D'))"
)
# The same proportions as in SQLite: a title word counts ten times, a stem a fifth.
_MATCHED = text(
    "SELECT id, ts_rank(CAST('{0.02, 0.1, 0.2, 1.0}' AS real[]), words, to_tsquery('simple', :expression), 1) "
    "AS relevance FROM search_words WHERE words @@ to_tsquery('simple', :expression)"
).columns(id=Integer, relevance=Float)


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

    async def index_words(self, session: AsyncSession, entry: int, title: str, body: str, stems: str) -> None:
        """Store the words of a search entry."""
        await session.execute(_INDEX, {"entry": entry, "title": title, "body": body, "stems": stems})

    async def forget_words(self, session: AsyncSession, entries: Sequence[int]) -> None:
        """Remove the words of these search entries."""
        await session.execute(_FORGET, {"entries": list(entries)})

    def matched(self, terms: Sequence[Term], *, every: bool) -> Subquery:
        """Return the question for what matches every term, or any: `id` of the entry, `relevance` that grows."""
        expression = (" & " if every else " | ").join(_alternatives(term) for term in terms)
        return _MATCHED.bindparams(expression=expression).subquery()


def _alternatives(term: Term) -> str:
    # Words hold letters and digits only, so none can be read as an operator.
    typed = f"{term.typed}:*" if term.open else term.typed
    return "(" + " | ".join([typed, *term.words, *term.stems]) + ")"


DIALECT = Postgresql()
