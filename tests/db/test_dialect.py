from datetime import UTC, datetime

import pytest
from factories import Factory
from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.exc import DatabaseError

from registry.db.models import SearchEntry
from registry.db.session import Database
from registry.domain.questions import query_of
from registry.domain.synonyms import synonyms_of
from registry.domain.words import stems_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)


SYNONYMS = synonyms_of([["malipo", "payment"]])


def entry(name: str) -> SearchEntry:
    words = dict.fromkeys(("title_sw", "title_en", "summary_sw", "summary_en", "sector", "state", "path"), "")
    return SearchEntry(
        source=name, kind="system", name=name, institution="nida", institution_kind="agency", channels=[],
        visibility="public", weight=1.0, updated_at=NOW, **words,
    )  # fmt: skip


async def _matched(database: Database, query: str, *, every: bool = True) -> list[str]:
    async with database.reading() as session:
        found = database.dialect.matched(query_of(query, SYNONYMS).terms, every=every)
        rows = select(SearchEntry.name).join(found, found.c.id == SearchEntry.id).order_by(found.c.relevance.desc())
        return list(await session.scalars(rows))


async def _indexed(database: Database, **texts: tuple[str, str]) -> dict[str, int]:
    numbers = {}
    async with database.writing() as session, session.begin():
        for name, (title, body) in texts.items():
            row = entry(name)
            session.add(row)
            await session.flush()
            await database.dialect.index_words(session, row.id, title, body, stems_of(f"{title} {body}"))
            numbers[name] = row.id
    return numbers


async def test_every_database_finds_by_word_by_beginning_and_by_stem(make: Factory) -> None:
    await _indexed(
        make.database, one=("malipo", "ya serikali"), two=("kodi", "na malipo"), three=("usajili", "wa raia")
    )
    assert await _matched(make.database, "malipo") == ["one", "two"]
    assert await _matched(make.database, "mali") == ["one", "two"]
    assert await _matched(make.database, "payments") == ["one", "two"]
    assert await _matched(make.database, "kodi malipo") == ["two"]
    assert set(await _matched(make.database, "kodi usajili", every=False)) == {"two", "three"}
    assert await _matched(make.database, "kodi usajili") == []


async def test_forgotten_words_find_nothing(make: Factory) -> None:
    numbers = await _indexed(make.database, one=("malipo", ""), two=("malipo", ""))
    async with make.database.writing() as session, session.begin():
        await make.database.dialect.forget_words(session, [numbers["one"]])
        await make.database.dialect.forget_words(session, [])
    assert await _matched(make.database, "malipo") == ["two"]


async def test_the_records_can_be_locked_twice_in_one_transaction(make: Factory) -> None:
    async with make.database.writing() as session, session.begin():
        await make.database.dialect.lock_records(session)
        await make.database.dialect.lock_records(session)


async def test_a_quick_question_sees_what_is_committed_and_nothing_else(make: Factory) -> None:
    question = select(SearchEntry.name).where(SearchEntry.kind == bindparam("kind")).order_by(SearchEntry.name)
    quick = make.database.quick
    async with make.database.writing() as session:
        session.add(entry("one"))
        await session.flush()
        assert await quick.rows(question, kind="system") == []
        await session.commit()
    assert [row.name for row in await quick.rows(question, kind="system")] == ["one"]
    async with make.database.writing() as session, session.begin():
        session.add(entry("two"))
    assert [row.name for row in await quick.rows(question, kind="system")] == ["one", "two"]


async def test_a_quick_question_that_fails_does_not_spoil_the_next(make: Factory) -> None:
    with pytest.raises(DatabaseError):
        await make.database.quick.rows(select(literal_column("no_such_column")).select_from(SearchEntry))
    assert await make.database.quick.rows(select(SearchEntry.name)) == []
