"""The words and the names that are offered to whoever types: of what everybody may see, and of nothing else."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import delete, exists, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.dialect import Dialect
from registry.db.models import SearchEntry, SearchLearnt, SearchName, SearchTerm
from registry.db.search_scans import LAST, Look, Readers, Shown
from registry.domain import index_words
from registry.domain.entries import FoundKind, Visibility
from registry.domain.index_words import Matching
from registry.domain.questions import Query, Term
from registry.domain.ranking import span_of
from registry.domain.search_entries import Findable
from registry.domain.spelling import words_in
from registry.domain.words import words_of

NAMED = (FoundKind.INSTITUTION, FoundKind.SYSTEM, FoundKind.API, FoundKind.CONCEPT, FoundKind.OPERATION)
"""The kinds that are offered by their names."""
MOST_NAMES, LONGEST_NAME = 6, 60
MOST_READ = 400
"""How many names that begin alike are looked at."""
_LOOKED_AT = 20
_CALL = text("INSERT INTO search_name (id, name) VALUES (:id, :name)")
_EVERYBODY = Readers((Visibility.PUBLIC.value,), "")
_SERIAL = {
    "sqlite": text("SELECT last FROM search_words_serial"),
    "postgresql": text("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM search_words_serial"),
}


def names_of(one: Findable) -> list[str]:
    """Return the names by which something is offered, as their words alone; none where not everybody may see it."""
    if one.level != Visibility.PUBLIC or one.kind not in NAMED:
        return []
    names = one.texts.exact[:1] if one.kind is FoundKind.OPERATION else (*one.texts.exact, *one.title.values())
    return list(dict.fromkeys(filter(None, (plain(name) for name in names))))[:MOST_NAMES]


def plain(name: str) -> str:
    """Return the words of a name alone."""
    return " ".join(words_of(name[:400]))[:LONGEST_NAME]


async def call(session: AsyncSession, names: Sequence[Mapping[str, Any]]) -> None:
    """Let things be offered by names."""
    if names:
        await session.execute(_CALL, names)


async def call_no_more(session: AsyncSession, identities: Collection[int]) -> None:
    """Let things be offered no more."""
    await session.execute(delete(SearchName).where(SearchName.id.in_(identities)))


async def learn(session: AsyncSession, dialect: Dialect, found: Mapping[int, Sequence[Findable]]) -> None:
    """Learn the words in the titles of what everybody may see, and unlearn those that nothing public has any more."""
    now = {source: sorted(_words_of(some)) for source, some in found.items() if not _is_field(some)}
    there = SearchLearnt.source.in_(list(now))
    rows = await session.execute(select(SearchLearnt.source, SearchLearnt.words).where(there))
    before: dict[int, list[str]] = {row[0]: row[1] for row in rows}
    changed = {source: words for source, words in now.items() if words != before.get(source, [])}
    if changed:
        await session.execute(delete(SearchLearnt).where(SearchLearnt.source.in_(list(changed))))
    if kept := [{"source": source, "words": words} for source, words in changed.items() if words]:
        await session.execute(insert(SearchLearnt), kept)
    new, old = set(chain(*now.values())), set(chain(*before.values()))
    if new:
        await dialect.words.learn(session, sorted(new))
    for words, by in ((new - old, 1), (old - new, -1)):
        if words:
            await dialect.words.weigh(session, sorted(words), by)
    await _unlearn(session, dialect, sorted(old - new))


async def learn_anew(session: AsyncSession, dialect: Dialect) -> None:
    """Forget what was learnt of entries that are gone, and count all words anew."""
    await session.execute(delete(SearchLearnt).where(~exists().where(SearchEntry.source == SearchLearnt.source)))
    await dialect.words.learn_anew(session)


async def serial(session: AsyncSession, dialect: Dialect) -> int:
    """Return a number that is another one whenever something was put into the index."""
    return await session.scalar(_SERIAL[dialect.name]) or 0


async def after(session: AsyncSession, word: str, limit: int) -> Sequence[tuple[str, int]]:
    """Return the words that follow one in their order, with their weights."""
    query = select(SearchTerm.word, SearchTerm.weight).where(SearchTerm.word > word).order_by(SearchTerm.word)
    return [(row[0], row[1]) for row in await session.execute(query.limit(limit))]


async def known(session: AsyncSession, words: Collection[str]) -> set[str]:
    """Return those of some words that are known."""
    if not words:
        return set()
    return set(await session.scalars(select(SearchTerm.word).where(SearchTerm.word.in_(words))))


async def named(session: AsyncSession, dialect: Dialect, letters: str, most: int) -> Sequence[Shown]:
    """Return the things with a name that begins with some letters, the best of each kind first."""
    near = select(SearchName.id, SearchName.name).where(SearchName.name >= letters, SearchName.name < letters + LAST)
    rows = (await session.execute(near.order_by(SearchName.name, SearchName.id).limit(MOST_READ))).all()
    ranked = sorted(rows, key=lambda row: (row[1] != letters, row[0]))
    best = list(dict.fromkeys(row[0] for row in ranked))[:most]
    entries = {one.id: one for one in await dialect.words.shown(session, best)} if best else {}
    return [entries[identity] for identity in best if identity in entries]


def _is_field(some: Sequence[Findable]) -> bool:
    return any(one.kind is FoundKind.FIELD for one in some)


def _words_of(some: Sequence[Findable]) -> set[str]:
    return words_in(one.texts.title for one in some if one.level == Visibility.PUBLIC)


async def _unlearn(session: AsyncSession, dialect: Dialect, words: Sequence[str]) -> None:
    """Forget those of some words that stand in the title of nothing public, as far as can be seen at once."""
    gone = [word for word in words if not await _is_in_use(session, dialect, word)]
    if gone:
        await dialect.words.unlearn(session, gone)


async def _is_in_use(session: AsyncSession, dialect: Dialect, word: str) -> bool:
    groups = index_words.groups_of(Query(word, (Term(word),)), "t", {})
    look = Look(Matching((groups,)), span_of(*FoundKind)[0], span_of(FoundKind.FIELD)[0] - 1, _LOOKED_AT)
    found = await dialect.words.matching(session, look, _EVERYBODY)
    sources = select(SearchEntry.source).where(SearchEntry.id.in_(found))
    rows = await session.scalars(select(SearchLearnt.words).where(SearchLearnt.source.in_(sources)))
    return any(word in learnt for learnt in rows)
