import asyncio

import pytest
from factories import Factory
from sqlalchemy import insert

from registry.db.models import SearchTerm
from registry.usecases import vocabularies
from registry.usecases.vocabularies import vocabulary_of


async def _learn(make: Factory, *words: str) -> None:
    async with make.database.writing() as session, session.begin():
        await session.execute(insert(SearchTerm), [{"word": word, "weight": 1} for word in words])
        await make.database.dialect.words.serials(session, 1)


async def test_the_vocabulary_is_held_until_something_was_put_into_the_index(make: Factory) -> None:
    await _learn(make, "malipo")
    async with make.reading() as work:
        first = await vocabulary_of(work)
        assert await vocabulary_of(work) is first
    await _learn(make, "malisho")
    async with make.reading() as work:
        assert (await vocabulary_of(work)).beginning("mal", 9) == ["malipo", "malisho"]


async def test_a_large_vocabulary_is_read_anew_behind_the_answers(
    make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabularies, "SMALL", 1)
    monkeypatch.setattr(vocabularies, "PAUSE", -1.0)
    await _learn(make, "malipo", "malisho")
    async with make.reading() as work:
        before = await vocabulary_of(work)
    await _learn(make, "malizo")
    async with make.reading() as work:
        assert await vocabulary_of(work) is before
        async with asyncio.timeout(20):
            while (now := await vocabulary_of(work)) is before:  # noqa: ASYNC110 what is waited for tells nobody
                await asyncio.sleep(0.01)
    assert now.beginning("mal", 9) == ["malipo", "malizo", "malisho"]
