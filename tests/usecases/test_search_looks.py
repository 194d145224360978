import pytest
from factories import ADMIN, Factory
from sqlalchemy import text

from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.lifecycle import Status
from registry.domain.questions import query_of
from registry.usecases import search_looks
from registry.usecases.search_asked import Asked
from registry.usecases.search_looks import Looking, Lookout

NAMED = {
    "sqlite": text("UPDATE search_words_row SET level = 'named:api:1' WHERE owner = 'nida'"),
    "postgresql": text("UPDATE search_words SET level = 'named:api:1' WHERE owner = 'nida'"),
}


async def _looked(
    make: Factory, words: str, who: Actor = ANONYMOUS, named: tuple[str, ...] = (), **filters: tuple[str, ...]
) -> Looking:
    async with make.reading(who) as work:
        return await Lookout(work, Asked(query_of(words), filters, named), 60).found()


async def test_fields_count_as_fields_of_what_holds_them(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    looking = await _looked(make, "first_name")
    assert looking.found[0].field == "firstName"
    assert looking.counts["kind"]["field"] == 1
    assert looking.total == sum(looking.counts["kind"].values())
    alone = await _looked(make, "first_name", kind=("field",))
    assert [one.field for one in alone.found] == ["firstName"]
    assert (alone.total, alone.counts["kind"]["field"]) == (1, 1)
    assert (await _looked(make, "first_name", kind=("field",), state=("retired",))).total == 0


async def test_fields_of_what_a_reader_may_not_see_are_not_found(make: Factory) -> None:
    await make.catalogue(visibility="government")
    await make.version(Status.PUBLISHED)
    for words in ("firstName", "first_name"):
        hidden = await _looked(make, words)
        assert (hidden.total, hidden.found, dict(hidden.counts["kind"])) == (0, [], {})
        assert (await _looked(make, words, ADMIN)).counts["kind"]["field"] == 1


async def test_entries_that_name_an_institution_are_found_by_it_alone(make: Factory) -> None:
    await make.catalogue()
    async with make.database.writing() as session, session.begin():
        await session.execute(NAMED[make.database.dialect.name])
    assert (await _looked(make, "identities")).total == 0
    assert (await _looked(make, "identities", named=("api:2",))).total == 0
    assert (await _looked(make, "identities", named=("api:1",))).total > 0


async def test_what_has_only_some_words_comes_behind_what_has_all(make: Factory) -> None:
    await make.institutions("nida", "ega")
    looking = await _looked(make, "nida zeppelin")
    assert not looking.every_word
    assert looking.total == 1
    assert (await _looked(make, "nida authority ega")).total == 2


async def test_an_answer_without_time_is_partial_and_no_fault(make: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    await make.institutions("nida")
    monkeypatch.setattr(search_looks, "LONGEST", 0)
    looking = await _looked(make, "nida")
    assert (looking.partial, looking.total) == (True, 0)
