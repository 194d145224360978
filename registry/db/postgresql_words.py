"""The index of words in PostgreSQL: `tsvector` without positions, in parts of falling rank that are read in order."""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.search_scans import LAST, Look, Readers, Row, Seen, Shown, seen_in
from registry.domain.index_words import Group, Matching

PATIENCE = "200ms"
"""How long somebody waits who learns a word that somebody else has just learnt."""
MOST_SORTED = 2_000
"""From how many of a range the best are taken where nothing is counted."""

_SERIALS = text("SELECT nextval('search_words_serial') FROM generate_series(1, :number)")
_ADD = text(
    "INSERT INTO search_words (id, facets, level, owner, words) "
    "SELECT id, facets, level, owner, array_to_tsvector(string_to_array(words, ' ')) "
    "FROM json_to_recordset(CAST(:rows AS json)) "
    "AS given (id bigint, facets bigint, level text, owner text, words text)"
)
_REMOVE = text("DELETE FROM search_words WHERE id = ANY(:ids)")
_MISSING = text(
    "SELECT word FROM unnest(CAST(:words AS text[])) AS given (word) "
    "WHERE NOT EXISTS (SELECT FROM search_term WHERE search_term.word = given.word) ORDER BY word"
)
_LEARN = text("INSERT INTO search_term (word, weight) SELECT unnest(CAST(:words AS text[])), 0 ON CONFLICT DO NOTHING")
_PATIENCE = text("SELECT current_setting('lock_timeout'), set_config('lock_timeout', :limit, true)")
_AT_HAND = "word IN (SELECT word FROM search_term WHERE word = ANY(:words) ORDER BY word FOR UPDATE SKIP LOCKED)"
_WEIGH = text(f"UPDATE search_term SET weight = greatest(weight + :by, 1) WHERE {_AT_HAND}")  # noqa: S608 a constant
_UNLEARN = text(f"DELETE FROM search_term WHERE {_AT_HAND}")  # noqa: S608 a constant
_FORGET = text("DELETE FROM search_term")
_LEARN_ANEW = text(
    "INSERT INTO search_term (word, weight) SELECT word, count(*) "
    "FROM search_learnt, json_array_elements_text(words) AS learnt (word) GROUP BY word "
    "ON CONFLICT (word) DO UPDATE SET weight = excluded.weight"
)
# What a question costs depends on its words, so a plan that was made for another is of no use.
_LIMIT = text(
    "SELECT set_config('statement_timeout', :limit, true), set_config('plan_cache_mode', 'force_custom_plan', true), "
    "set_config('jit', 'off', true)"
)
_ANALYZE = text("ANALYZE search_words")
_HELD = text("SELECT id, words @@ CAST('a' AS tsquery) FROM search_words WHERE id BETWEEN :low AND :high")

_MATCHED = (
    "SELECT id, facets, owner FROM search_words "
    "WHERE words @@ CAST(:matching{place} AS tsquery) AND id BETWEEN :low{place} AND :high{place} "
    "AND (CAST(:everything AS boolean) OR level = ANY(:levels) OR owner = :own) LIMIT {most}"
)


_CALLED = text(
    "SELECT name FROM search_entry WHERE id IN (SELECT id FROM search_words "
    "WHERE words @@ CAST(:matching AS tsquery) AND id BETWEEN :low AND :high LIMIT :best)"
)
_SHOWN = text(f"SELECT {', '.join(Shown._fields)} FROM search_entry WHERE id = ANY(:ids)")  # noqa: S608 names of columns
_BEGINNING = text(
    "SELECT word FROM (SELECT word FROM search_term WHERE word >= :letters AND word < :end ORDER BY word LIMIT 400) "
    "AS near ORDER BY length(word), word LIMIT :most"
)


_KIND = "owner || '/' || coalesce((SELECT kind FROM institution WHERE key = owner), '')"


class PostgresqlWords:
    """The index of words, one row for each thing."""

    async def serials(self, session: AsyncSession, number: int) -> Sequence[int]:
        """Return numbers that nothing in the index has had."""
        return (await session.scalars(_SERIALS, {"number": number})).all()

    async def add(self, session: AsyncSession, rows: Sequence[Row], *, building: bool) -> None:
        """Put things into the index."""
        del building
        await session.execute(_ADD, {"rows": json.dumps([row._asdict() for row in rows])})

    async def remove(self, session: AsyncSession, identities: Sequence[int]) -> None:
        """Let things be found no more."""
        await session.execute(_REMOVE, {"ids": list(identities)})

    async def learn(self, session: AsyncSession, words: Sequence[str]) -> None:
        """Keep the words of titles, each once.

        Two who learn new words crosswise would wait for each other: after a moment one does without its new words,
        which are learnt when its entry is written again or the index is built.
        """
        missing = (await session.scalars(_MISSING, {"words": list(words)})).all()
        if not missing:
            return
        before = (await session.execute(_PATIENCE, {"limit": PATIENCE})).scalar_one()
        try:
            async with session.begin_nested():
                await session.execute(_LEARN, {"words": missing})
        except OperationalError as problem:
            if getattr(problem.orig, "sqlstate", None) != "55P03":
                raise
        await session.execute(_PATIENCE, {"limit": before})

    async def weigh(self, session: AsyncSession, words: Sequence[str], by: int) -> None:
        """Let words weigh more or less; those that somebody else weighs at the moment are left."""
        await session.execute(_WEIGH, {"words": list(words), "by": by})

    async def unlearn(self, session: AsyncSession, words: Sequence[str]) -> None:
        """Forget words that nothing has any more; those that somebody else weighs at the moment are in use."""
        await session.execute(_UNLEARN, {"words": list(words)})

    async def learn_anew(self, session: AsyncSession) -> None:
        """Keep exactly the words that were learnt of the entries, with their weights."""
        for statement in (_FORGET, _LEARN_ANEW):
            await session.execute(statement)

    async def scan(
        self, session: AsyncSession, looks: Sequence[Look], readers: Readers, milliseconds: int
    ) -> Sequence[Seen] | None:
        """Take some looks at once, for no longer than a time; return nothing where that was not enough."""
        given: dict[str, Any] = {"levels": list(readers.levels), "own": readers.own}
        given["everything"] = readers.everything
        for place, look in enumerate(looks):
            given |= {f"{name}{place}": value for name, value in look._asdict().items()}
            given[f"matching{place}"] = _expression(look.matching)
        statement = _statement(tuple((look.best > 0, look.counted > 0) for look in looks))
        await session.execute(_LIMIT, {"limit": str(milliseconds)})
        try:
            rows = (await session.execute(statement, given)).all()
        except OperationalError as problem:
            if getattr(problem.orig, "sqlstate", None) != "57014":
                raise
            await session.rollback()
            return None
        return seen_in(rows, looks)

    async def matching(self, session: AsyncSession, look: Look, readers: Readers) -> Sequence[int]:
        """Return the identities of some things of a look, for as long as it takes."""
        given = look._asdict() | readers._asdict()
        given |= {"matching": _expression(look.matching), "levels": list(readers.levels)}
        return (await session.scalars(text(_MATCHED.format(place="", most=":best")), given)).all()

    async def called(self, session: AsyncSession, look: Look) -> Sequence[str]:
        """Return the names of the best things of a look, whoever may see them."""
        given = {"low": look.low, "high": look.high, "best": look.best, "matching": _expression(look.matching)}
        return (await session.scalars(_CALLED, given)).all()

    async def shown(self, session: AsyncSession, identities: Collection[int]) -> Sequence[Shown]:
        """Return what is shown of some things."""
        return [Shown._make(row) for row in await session.execute(_SHOWN, {"ids": list(identities)})]

    async def beginning(self, session: AsyncSession, letters: str, most: int) -> Sequence[str]:
        """Return the shortest words of titles that begin with some letters."""
        given = {"letters": letters, "end": letters + LAST, "most": most}
        return (await session.scalars(_BEGINNING, given)).all()

    async def begin_build(self, session: AsyncSession) -> None:
        """Do nothing: rows are replaced where they are."""

    async def end_build(self, session: AsyncSession) -> None:
        """Let the planner know what is in the index now."""
        await session.execute(_ANALYZE)

    async def held(self, session: AsyncSession, low: int, high: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the identities from one to another that have words, and those that can be found."""
        rows = (await session.execute(_HELD, {"low": low, "high": high})).all()
        return [row[0] for row in rows if row[1]], [row[0] for row in rows]


def _owners(place: int) -> str:
    return f"SELECT owner, count(*) AS n FROM c{place} WHERE owner <> '' GROUP BY owner"  # noqa: S608 a number alone


@cache
def _statement(wanted: tuple[tuple[bool, bool], ...]) -> TextClause:
    tables, parts = [], []
    for place, (best, counted) in enumerate(wanted):
        # What is best is the best of several thousand: the parts of the index are in order, not what is in them.
        most = f":counted{place}" if counted else str(MOST_SORTED)
        tables.append(f"c{place} AS MATERIALIZED ({_MATCHED.format(place=place, most=most)})")
        if counted:
            parts += [
                f"SELECT {place}, id >> 44, facets, '', count(*) FROM c{place} GROUP BY 2, 3",  # noqa: S608 numbers alone
                f"SELECT {place}, 0, 0, {_KIND}, n FROM ({_owners(place)}) AS o{place}",  # noqa: S608 numbers alone
            ]
        if best:
            parts.append(f"(SELECT {place}, id, facets, owner, 0 FROM c{place} ORDER BY id LIMIT :best{place})")  # noqa: S608 numbers alone
    return text(f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)}")


def _expression(matching: Matching) -> str:
    # Words of the index are letters and digits alone, so none can be read as an operator.
    ways = " | ".join(f"({' & '.join(_any_of(group) for group in way)})" for way in matching.ways)
    wanted = " & ".join([f"({ways})", *(_any_of(group) for group in matching.required)])
    return f"{wanted} & !{_any_of(matching.excluded)}" if matching.excluded else wanted


def _any_of(group: Group) -> str:
    return f"({' | '.join(group)})"


WORDS = PostgresqlWords()
