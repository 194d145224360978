import pytest
from factories import PUBLISHER, Factory
from sqlalchemy import delete, select, update

from registry.db.models import SearchEntry
from registry.domain.errors import Forbidden
from registry.domain.lifecycle import Status
from registry.usecases.index_builds import build
from registry.usecases.index_checks import Verdict, verify_entries, verify_words
from registry.usecases.index_stages import STAGES


async def _verified(make: Factory) -> Verdict:
    verdict = Verdict()
    async with make.reading() as work:
        for stage in STAGES:
            assert await verify_entries(work, verdict, stage, "", 100) is None
        low: int | None = 0
        while low is not None:
            low = await verify_words(work, verdict, low, 3)
    return verdict


@pytest.fixture
async def built(make: Factory) -> Factory:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    done = False
    while not done:
        async with make.work() as work:
            done = (await build(work, 100)).done
    return make


async def test_an_index_that_is_as_the_entries_are_has_no_faults(built: Factory) -> None:
    verdict = await _verified(built)
    assert verdict.faults == []
    assert (verdict.entries, verdict.unused) == (5, 0)


async def test_what_is_missing_different_or_no_longer_so_is_told(built: Factory) -> None:
    async with built.database.writing() as session, session.begin():
        await session.execute(update(SearchEntry).where(SearchEntry.name == "cig").values(title_en="Another"))
        gone = await session.scalar(select(SearchEntry.id).where(SearchEntry.name == "nida"))
        await session.execute(delete(SearchEntry).where(SearchEntry.id == gone))
        lost = await session.scalar(select(SearchEntry.id).where(SearchEntry.name == "ega"))
        await built.database.dialect.words.remove(session, [lost or 0])
    faults = (await _verified(built)).faults
    assert "missing or different: system cig" in faults
    assert "no longer so: system cig" in faults
    assert "missing or different: institution nida" in faults
    assert f"nothing to show: {gone}" in faults
    assert "no words: ega" in faults
    assert len(faults) == 5


async def test_only_administrators_verify(make: Factory) -> None:
    async with make.reading(PUBLISHER) as work:
        with pytest.raises(Forbidden):
            await verify_entries(work, Verdict(), "rules", "", 1)
        with pytest.raises(Forbidden):
            await verify_words(work, Verdict(), 0, 1)
