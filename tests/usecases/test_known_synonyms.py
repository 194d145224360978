from factories import EDITOR, Factory
from reference_data import SYNONYM

from registry.domain.questions import query_of
from registry.usecases import synonyms
from registry.usecases.known_synonyms import KnownSynonyms


async def test_every_process_sees_a_change_at_once(make: Factory) -> None:
    one, other = KnownSynonyms(), KnownSynonyms()

    async def words(known: KnownSynonyms) -> tuple[str, ...]:
        async with make.database.reading() as session:
            return (await known.now(session)).of("lipa").words

    assert await words(one) == await words(other) == ()
    await make.synonym()
    assert await words(one) == await words(other) == ("makusanyo", "payment")
    await make.synonym(names={"sw": ["malipo"], "en": ["fee"]})
    assert await words(one) == await words(other) == ("fee",)
    async with make.work(EDITOR) as work:
        await synonyms.remove(work, SYNONYM["key"])
    assert await words(one) == await words(other) == ()


async def test_what_has_not_changed_is_kept(make: Factory) -> None:
    await make.synonym()
    known = KnownSynonyms()
    async with make.database.reading() as session:
        assert await known.now(session) is await known.now(session)


async def test_what_concepts_are_called_means_the_same_by_itself(make: Factory) -> None:
    await make.concept()
    async with make.reading() as work:
        query = query_of("verify national id number", await synonyms.known(work))
    ways = [" ".join(term.typed for term in way) for way in query.ways]
    assert "verify namba utambulisho taifa" in ways
    assert "verify namba nida" in ways
