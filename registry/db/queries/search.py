"""Every question asked of the search index, and the writing of it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.dialect import Dialect
from registry.db.models import SearchEntry
from registry.domain.questions import Term
from registry.domain.words import stems_of, words_of

MOST_CANDIDATES = 5_000
"""How many matches are counted and filtered; beyond these, counts are estimates and say so."""

LONGEST_LINE = 200_000
"""How many characters of a title or a body are indexed; PostgreSQL keeps no more than a megabyte of words in a row."""

ENOUGH = 3
"""How many entries must match every word of a question for those that match only some to be left out."""

Indexed = tuple[SearchEntry, str, str]
"""An entry with the text of its title and the text of its body."""


class Match(NamedTuple):
    """What is needed of an entry to count and order it; there may be thousands."""

    id: int
    name: str
    kind: str
    institution: str
    sector: str
    state: str
    channels: list[str]
    relevance: float


_COLUMNS = [getattr(SearchEntry, name) for name in Match._fields[:-1]]


async def replace(session: AsyncSession, dialect: Dialect, source: str, entries: Sequence[Indexed]) -> None:
    """Put these entries in the place of whatever one source had in the index."""
    old = (await session.scalars(select(SearchEntry.id).where(SearchEntry.source == source))).all()
    if old:
        await dialect.forget_words(session, old)
        await session.execute(delete(SearchEntry).where(SearchEntry.source == source))
    session.add_all([entry for entry, _, _ in entries])
    await session.flush()
    for entry, title, body in entries:
        lines = " ".join(words_of(title)), " ".join(words_of(body)), stems_of(f"{title} {body}")
        await dialect.index_words(session, entry.id, *(line[:LONGEST_LINE] for line in lines))


async def matching(
    session: AsyncSession, dialect: Dialect, terms: Sequence[Term], visible: Sequence[str], own: str | None
) -> tuple[list[Match], bool]:
    """Return what matches every term, then, where that is little, what matches any; and whether anything has all."""
    may_see = _may_see(visible, own)
    strict = await _matches(session, dialect.matched(terms, every=True), may_see)
    if len(strict) >= ENOUGH or len(terms) == 1:
        return strict, bool(strict)
    found = {match.id for match in strict}
    loose = await _matches(session, dialect.matched(terms, every=False), may_see)
    return [*strict, *(match for match in loose if match.id not in found)], bool(strict)


async def _matches(session: AsyncSession, matched: Subquery, may_see: ColumnElement[bool]) -> list[Match]:
    relevance = (matched.c.relevance * SearchEntry.weight).label("relevance")
    query = select(*_COLUMNS, relevance).join_from(matched, SearchEntry, SearchEntry.id == matched.c.id)
    query = query.where(may_see).order_by(relevance.desc(), SearchEntry.id).limit(MOST_CANDIDATES)
    return [Match._make(row) for row in await session.execute(query)]


async def everything(
    session: AsyncSession, kinds: Sequence[str], visible: Sequence[str], own: str | None
) -> list[Match]:
    """Return the entries of some kinds, by weight and name, for a search without words."""
    query = select(*_COLUMNS, SearchEntry.weight).where(SearchEntry.kind.in_(kinds), _may_see(visible, own))
    query = query.order_by(SearchEntry.weight.desc(), SearchEntry.name, SearchEntry.id).limit(MOST_CANDIDATES)
    return [Match._make(row) for row in await session.execute(query)]


async def entries(session: AsyncSession, identities: Sequence[int]) -> dict[int, SearchEntry]:
    """Return whole entries by their identity."""
    found = await session.scalars(select(SearchEntry).where(SearchEntry.id.in_(identities)))
    return {entry.id: entry for entry in found}


async def count(session: AsyncSession) -> int:
    """Return how many entries the index holds."""
    return await session.scalar(select(func.count()).select_from(SearchEntry)) or 0


def _may_see(visible: Sequence[str], own: str | None) -> ColumnElement[bool]:
    shown = SearchEntry.visibility.in_(visible)
    return shown | (SearchEntry.institution == own) if own else shown
