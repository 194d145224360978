import pytest
from factories import Factory
from reference_data import CONCEPT, concept

from registry.db.queries import concepts
from registry.db.queries.concepts import Named
from registry.domain.errors import NotFound


async def test_a_concept_and_its_schemas_are_found_by_key_and_version(make: Factory) -> None:
    await make.concept()
    await make.concept(version="1.1.0", schema={"type": "string"}, pattern=None)
    async with make.database.reading() as session:
        found = await concepts.get(session, "nin")
        assert [one.version for one in await concepts.schemas_of(session, [found])] == ["1.0.0", "1.1.0"]
        assert (await concepts.get_schema(session, "nin", "1.0.0")).concept_id == found.id
        assert await concepts.find_schema(session, "nin", "9.0.0") is None
        assert await concepts.find(session, "tin") is None
        for asked in (concepts.get(session, "tin"), concepts.get_schema(session, "tin", "1.0.0")):
            with pytest.raises(NotFound):
                await asked


async def test_what_the_others_are_called_leaves_one_out(make: Factory) -> None:
    await make.concept()
    await make.concept(**concept("tin", ambiguous=["tin"], related=["nin"]))
    async with make.database.reading() as session:
        assert await concepts.named_otherwise(session, "tin") == [
            Named("nin", CONCEPT["names"], CONCEPT["synonyms"], CONCEPT["field_names"], [])
        ]
        assert await concepts.known(session, ["tin", "nin", "other"]) == {"nin", "tin"}
        assert [one.key for one in await concepts.pointing_to(session, "nin")] == ["tin"]
        assert await concepts.pointing_to(session, "tin") == []


async def test_concepts_are_listed_in_the_order_of_their_keys_on_every_database(make: Factory) -> None:
    for key in ("b2", "a-b", "aa", "a1"):
        await make.concept(**concept(key))
    async with make.database.reading() as session:
        listed = await concepts.list_page(session, after="a-b", limit=2)
        assert [one.key for one in listed] == ["a1", "aa"]
        assert await concepts.count(session, types=["string"], certainties=["reported"]) == 4
