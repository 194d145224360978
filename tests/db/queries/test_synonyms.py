import pytest
from factories import EDITOR, Factory
from reference_data import SYNONYM

from registry.db.queries import synonyms as queries
from registry.domain.errors import NotFound
from registry.usecases import synonyms


async def test_groups_are_found_and_listed_in_the_order_of_their_keys(make: Factory) -> None:
    for key in ("b", "a-1", "a"):
        await make.synonym(key=key, kind="acronym" if key == "b" else "synonym")
    async with make.database.reading() as session:
        assert [row.key for row in await queries.list_page(session, after="", limit=None)] == ["a", "a-1", "b"]
        assert [row.key for row in await queries.list_page(session, after="a", limit=1)] == ["a-1"]
        assert await queries.count(session, ["acronym"]) == 1
        assert await queries.find(session, "nothing") is None
        with pytest.raises(NotFound):
            await queries.get(session, "nothing")


async def test_the_state_is_another_after_every_change_of_a_group_or_a_concept(make: Factory) -> None:
    states = []

    async def look() -> None:
        async with make.database.reading() as session:
            states.append(await queries.state(session))

    await look()
    await make.synonym()
    await look()
    await make.synonym(note={"en": "Seen"})
    await look()
    await make.concept()
    await look()
    async with make.work(EDITOR) as work:
        await synonyms.remove(work, SYNONYM["key"])
    await look()
    assert len(set(states)) == len(states)


async def test_the_groups_come_before_what_concepts_are_called(make: Factory) -> None:
    await make.concept()
    await make.synonym()
    async with make.database.reading() as session:
        first, labels = await queries.names(session)
    assert first == ["malipo", "makusanyo", "payment"]
    assert {"National identification number", "namba ya NIDA", "national ID number"} <= set(labels)
