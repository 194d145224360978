"""The index of words in SQLite: FTS5 that keeps neither texts nor positions, beside a narrow table."""

import asyncio
import json
import sqlite3
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.search_scans import LAST, Look, Readers, Row, Seen, Shown, seen_in
from registry.domain.index_words import Group, Matching

OPTIONS = "words, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0'"

_AGAIN = 0.02
_SERIALS = text("UPDATE search_words_serial SET last = last + :number RETURNING last")
_ADD = text("INSERT INTO search_words (rowid, words) VALUES (:id, :words)")
_BUILD = text("INSERT INTO search_words_next (rowid, words) VALUES (:id, :words)")
_ROW = text("INSERT INTO search_words_row (id, facets, level, owner) VALUES (:id, :facets, :level, :owner)")
_REMOVE = text("DELETE FROM search_words_row WHERE id IN (SELECT value FROM json_each(:ids))")
_LEARN = text("INSERT OR IGNORE INTO search_term (word, weight) SELECT value, 0 FROM json_each(:words)")
_THESE = "WHERE word IN (SELECT value FROM json_each(:words))"
_WEIGH = text(f"UPDATE search_term SET weight = max(weight + :by, 1) {_THESE}")  # noqa: S608 a constant
_UNLEARN = text(f"DELETE FROM search_term {_THESE}")  # noqa: S608 a constant
_FORGET = text("DELETE FROM search_term")
_LEARN_ANEW = text(
    "INSERT INTO search_term (word, weight) "
    "SELECT value, count(*) FROM search_learnt, json_each(search_learnt.words) GROUP BY value"
)
_MAKE = text(f"CREATE VIRTUAL TABLE search_words_next USING fts5({OPTIONS})")
_IN_ONE = text("INSERT INTO search_words_next (search_words_next) VALUES ('optimize')")
_DROP_NEXT, _DROP = text("DROP TABLE IF EXISTS search_words_next"), text("DROP TABLE search_words")
_RENAME = text("ALTER TABLE search_words_next RENAME TO search_words")
_HELD = text("SELECT rowid FROM search_words WHERE search_words MATCH 'a' AND rowid BETWEEN :low AND :high")
_KNOWN = text("SELECT id FROM search_words_row WHERE id BETWEEN :low AND :high")

# The words come first in each join: they are few, and they come in the order of their identities.
_MATCHED = (
    "SELECT w.rowid AS id, r.facets AS facets, r.owner AS owner "
    "FROM search_words AS w CROSS JOIN search_words_row AS r ON r.id = w.rowid "
    "WHERE search_words MATCH :matching{place} AND w.rowid BETWEEN :low{place} AND :high{place} "
    "AND (:everything OR r.level IN (SELECT value FROM json_each(:levels)) OR r.owner = :own) LIMIT :{most}{place}"
)


_CALLED = (
    "SELECT name FROM search_entry WHERE id IN (SELECT rowid FROM search_words "
    "WHERE search_words MATCH :matching AND rowid BETWEEN :low AND :high LIMIT :best)"
)
_SHOWN = f"SELECT {', '.join(Shown._fields)} FROM search_entry WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608 names of columns
_BEGINNING = (
    "SELECT word FROM (SELECT word FROM search_term WHERE word >= :letters AND word < :end ORDER BY word LIMIT 400) "
    "ORDER BY length(word), word LIMIT :most"
)


_KIND = "owner || '/' || coalesce((SELECT kind FROM institution WHERE key = owner), '')"


class SqliteWords:
    """The index of words, whose rows stay until it is built anew; what has no narrow row is not found."""

    async def serials(self, session: AsyncSession, number: int) -> Sequence[int]:
        """Return numbers that nothing in the index has had."""
        last = await session.scalar(_SERIALS, {"number": number}) or number
        return range(last - number + 1, last + 1)

    async def add(self, session: AsyncSession, rows: Sequence[Row], *, building: bool) -> None:
        """Put things into the index, and into the one that is being built where there is one."""
        given = [row._asdict() for row in rows]
        for statement in (_ROW, _ADD, *([_BUILD] if building else [])):
            await session.execute(statement, given)

    async def remove(self, session: AsyncSession, identities: Sequence[int]) -> None:
        """Let things be found no more."""
        await session.execute(_REMOVE, {"ids": json.dumps(list(identities))})

    async def learn(self, session: AsyncSession, words: Sequence[str]) -> None:
        """Keep the words of titles, each once."""
        await session.execute(_LEARN, {"words": json.dumps(list(words))})

    async def weigh(self, session: AsyncSession, words: Sequence[str], by: int) -> None:
        """Let words weigh more or less."""
        await session.execute(_WEIGH, {"words": json.dumps(list(words)), "by": by})

    async def unlearn(self, session: AsyncSession, words: Sequence[str]) -> None:
        """Forget words that nothing has any more."""
        await session.execute(_UNLEARN, {"words": json.dumps(list(words))})

    async def learn_anew(self, session: AsyncSession) -> None:
        """Keep exactly the words that were learnt of the entries, with their weights."""
        for statement in (_FORGET, _LEARN_ANEW):
            await session.execute(statement)

    async def scan(
        self, session: AsyncSession, looks: Sequence[Look], readers: Readers, milliseconds: int
    ) -> Sequence[Seen] | None:
        """Take some looks at once, for no longer than a time; return nothing where that was not enough."""
        given: dict[str, Any] = {"levels": json.dumps(list(readers.levels)), "own": readers.own}
        given["everything"] = readers.everything
        for place, look in enumerate(looks):
            given |= {f"{name}{place}": value for name, value in look._asdict().items()}
            given[f"matching{place}"] = _expression(look.matching)
        statement = _statement(tuple((look.best > 0, look.counted > 0) for look in looks))
        raw = await _raw(session)
        watch = asyncio.create_task(_watched(raw, milliseconds / 1000))
        try:
            rows = await raw.execute_fetchall(statement, given)
        except sqlite3.OperationalError as problem:
            if "interrupted" not in str(problem):
                raise
            await session.rollback()
            return None
        finally:
            watch.cancel()
        return seen_in(rows, looks)

    async def matching(self, session: AsyncSession, look: Look, readers: Readers) -> Sequence[int]:
        """Return the identities of some things of a look, for as long as it takes."""
        given = look._asdict() | readers._asdict()
        given |= {"matching": _expression(look.matching), "levels": json.dumps(list(readers.levels))}
        return (await session.scalars(text(_MATCHED.format(place="", most="best")), given)).all()

    async def called(self, session: AsyncSession, look: Look) -> Sequence[str]:
        """Return the names of the best things of a look, whoever may see them."""
        given = {"low": look.low, "high": look.high, "best": look.best, "matching": _expression(look.matching)}
        return [row[0] for row in await (await _raw(session)).execute_fetchall(_CALLED, given)]

    async def shown(self, session: AsyncSession, identities: Collection[int]) -> Sequence[Shown]:
        """Return what is shown of some things."""
        given = {"ids": json.dumps(list(identities))}
        return [Shown._make(row) for row in await (await _raw(session)).execute_fetchall(_SHOWN, given)]

    async def beginning(self, session: AsyncSession, letters: str, most: int) -> Sequence[str]:
        """Return the shortest words of titles that begin with some letters."""
        given = {"letters": letters, "end": letters + LAST, "most": most}
        return [row[0] for row in await (await _raw(session)).execute_fetchall(_BEGINNING, given)]

    async def begin_build(self, session: AsyncSession) -> None:
        """Make room for an index beside the one that is asked."""
        for statement in (_DROP_NEXT, _MAKE):
            await session.execute(statement)

    async def end_build(self, session: AsyncSession) -> None:
        """Let the index that was built be the one that is asked, in one piece: nothing is merged to read it."""
        for statement in (_IN_ONE, _DROP, _RENAME):
            await session.execute(statement)

    async def held(self, session: AsyncSession, low: int, high: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the identities from one to another that have words, and those that can be found."""
        given = {"low": low, "high": high}
        held, known = (await session.scalars(_HELD, given)).all(), (await session.scalars(_KNOWN, given)).all()
        return held, known


async def _raw(session: AsyncSession) -> Any:
    # A question that goes through the layers above is handed from thread to thread four times.
    return (await (await session.connection()).get_raw_connection()).driver_connection


async def _watched(raw: Any, seconds: float) -> None:
    # Interrupting what has not begun yet has no effect, so that once may not be enough.
    await asyncio.sleep(seconds)
    while True:
        await raw.interrupt()
        await asyncio.sleep(_AGAIN)


def _owners(place: int) -> str:
    return f"SELECT owner, count(*) AS n FROM c{place} WHERE owner <> '' GROUP BY owner"  # noqa: S608 a number alone


@cache
def _statement(wanted: tuple[tuple[bool, bool], ...]) -> str:
    tables, parts = [], []
    for place, (best, counted) in enumerate(wanted):
        if counted:
            tables.append(f"c{place} AS MATERIALIZED ({_MATCHED.format(place=place, most='counted')})")
            parts += [
                f"SELECT {place}, id >> 44, facets, '', count(*) FROM c{place} GROUP BY 2, 3",  # noqa: S608 numbers alone
                f"SELECT {place}, 0, 0, {_KIND}, n FROM ({_owners(place)}) AS o{place}",  # noqa: S608 numbers alone
            ]
        if best:
            of_them = f"SELECT id, facets, owner FROM c{place} ORDER BY id LIMIT :best{place}"  # noqa: S608 numbers alone
            of_them = of_them if counted else _MATCHED.format(place=place, most="best")
            parts.append(f"SELECT {place}, id, facets, owner, 0 FROM ({of_them})")  # noqa: S608 numbers alone
    before = f"WITH {', '.join(tables)} " if tables else ""
    return before + " UNION ALL ".join(parts)


def _expression(matching: Matching) -> str:
    ways = " OR ".join(_all_of(way) for way in matching.ways)
    wanted = " AND ".join([f"({ways})", *(_any_of(group) for group in matching.required)])
    return f"({wanted}) NOT {_any_of(matching.excluded)}" if matching.excluded else wanted


def _all_of(way: tuple[Group, ...]) -> str:
    return f"({' AND '.join(_any_of(group) for group in way)})"


def _any_of(group: Group) -> str:
    # Words of the index are letters and digits alone; quoting keeps out what FTS5 would read as its own.
    quoted = [f'"{word}"' for word in group]
    return f"({' OR '.join(quoted)})"


WORDS = SqliteWords()
