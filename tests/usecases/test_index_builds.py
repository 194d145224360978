import pytest
from factories import ADMIN, PUBLISHER, Factory
from sqlalchemy import delete, select, update

from registry.db.models import SearchEntry
from registry.db.queries import search as queries
from registry.domain.errors import Forbidden
from registry.domain.lifecycle import Action, Status
from registry.usecases import search, systems
from registry.usecases.index_builds import ORDER, build
from registry.usecases.search import Question


async def _built(make: Factory, limit: int = 2) -> list[str]:
    stages, done = [], False
    while not done:
        async with make.work() as work:
            step = await build(work, limit)
        stages.append(step.stage)
        done = step.done
    return stages


async def _found(make: Factory, words: str) -> list[str]:
    async with make.reading(ADMIN) as work:
        return [hit.name for hit in (await search.find(work, Question(words, limit=50))).hits]


async def _identities(make: Factory) -> tuple[set[int], set[int]]:
    async with make.reading() as work:
        held, _ = await make.database.dialect.words.held(work.session, 0, 1 << 60)
        return set(await work.session.scalars(select(SearchEntry.id))), set(held)


async def test_a_new_index_finds_what_the_old_one_found_and_leaves_out_what_is_gone(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.PUBLISHED)
    await make.advance(version, Action.DEPRECATE)
    await _built(make)
    before = {words: await _found(make, words) for words in ("", "identity", "nin", "getIdentity", "first name")}
    stages = await _built(make)
    assert list(dict.fromkeys(stages)) == list(ORDER)
    assert {words: await _found(make, words) for words in before} == before
    entries, held = await _identities(make)
    assert entries == held


async def test_an_index_that_was_lost_is_made_from_the_entries(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    await _built(make)
    before = await _found(make, "identity")
    async with make.database.writing() as session, session.begin():
        lost = (await session.scalars(select(SearchEntry.id))).all()
        await make.database.dialect.words.remove(session, lost)
        await session.execute(delete(SearchEntry))
    assert await _found(make, "identity") == []
    await _built(make, 100)
    assert await _found(make, "identity") == before


async def test_readers_find_everything_and_writers_go_on_while_an_index_is_built(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    names = ("Unicorn", "Griffin", "Phoenix")
    done, steps = False, 0
    while not done:
        if steps < len(names):
            async with make.work(PUBLISHER) as work:
                system = await systems.get(work, "cig")
                named = [{"kind": "name", "language": "en", "text": names[steps]}]
                await systems.change(work, "cig", {"names": named}, system.revision)
        assert "cig" in await _found(make, names[min(steps, 2)])
        assert "cig/identities" in await _found(make, "identity")
        async with make.work() as work:
            done = (await build(work, 1)).done
        steps += 1
    assert "cig" in await _found(make, "phoenix")
    assert await _found(make, "unicorn") == []
    entries, held = await _identities(make)
    assert entries <= held


async def test_what_no_entry_has_any_more_is_not_found_after_a_build(make: Factory) -> None:
    await make.catalogue()
    async with make.database.writing() as session, session.begin():
        source = await session.scalar(select(SearchEntry.source).where(SearchEntry.name == "cig"))
        await session.execute(
            update(SearchEntry).where(SearchEntry.source == source).values(source=queries.source_of("system", "gone"))
        )
    await _built(make)
    assert (await _found(make, "cig")).count("cig") == 1


async def test_only_administrators_build(make: Factory) -> None:
    with pytest.raises(Forbidden):
        async with make.work(PUBLISHER) as work:
            await build(work, 1)
