"""What differs between SQLite and PostgreSQL, behind one small interface."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Row, Select, Subquery
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from registry.domain.questions import Term

Question = Select[*tuple[Any, ...]]
Rows = Sequence[Row[*tuple[Any, ...]]]


class Quick(Protocol):
    """The shortest way to an answer: for questions on the way of every request, which use an index and find little."""

    async def rows(self, question: Question, **values: Any) -> Rows:
        """Return what is committed now, as plain rows; values stand for the parameters of the question."""
        ...

    async def close(self) -> None:
        """Let go of what it holds."""
        ...


class Dialect(Protocol):
    """One kind of database."""

    name: str

    def engines(self, url: str) -> tuple[AsyncEngine, AsyncEngine]:
        """Return the engine that reads and the engine that writes."""
        ...

    def quick(self, url: str, reader: AsyncEngine) -> Quick:
        """Return the shortest way to an answer."""
        ...

    def synchronous_url(self, url: str) -> str:
        """Return the URL under which the migrations open the database."""
        ...

    async def lock_records(self, session: AsyncSession) -> None:
        """Let nobody else number an audit entry or a change until this transaction ends."""
        ...

    async def index_words(self, session: AsyncSession, entry: int, title: str, body: str, stems: str) -> None:
        """Store the words of a search entry."""
        ...

    async def forget_words(self, session: AsyncSession, entries: Sequence[int]) -> None:
        """Remove the words of these search entries."""
        ...

    def matched(self, terms: Sequence[Term], *, every: bool) -> Subquery:
        """Return the question for what matches every term, or any: `id` of the entry, `relevance` that grows."""
        ...
