import pytest
from factories import Factory

from registry.db.queries import standards
from registry.domain.errors import NotFound


async def test_a_standard_comes_with_its_component(make: Factory) -> None:
    await make.component()
    await make.standard()
    async with make.database.reading() as session:
        found = await standards.get(session, "ega-ita-001")
        assert found.component is not None
        assert found.component.code == "ITA"
        assert await standards.find(session, "nothing") is None
        with pytest.raises(NotFound):
            await standards.get(session, "nothing")


async def test_standards_are_listed_in_the_order_of_their_keys_on_every_database(make: Factory) -> None:
    for key in ("rfc-9110", "openapi-3.1", "openapi-3", "a1"):
        await make.standard(key=key, component=None)
    async with make.database.reading() as session:
        listed = await standards.list_page(session, after="", limit=None)
        assert [one.key for one in listed] == ["a1", "openapi-3", "openapi-3.1", "rfc-9110"]
        assert [one.key for one in await standards.list_page(session, after="openapi-3", limit=1)] == ["openapi-3.1"]
        assert await standards.count(session, kinds=["standard"]) == 4
        assert await standards.count(session, components=["nothing"]) == 0


async def test_the_last_position_is_nought_where_there_is_no_component(make: Factory) -> None:
    async with make.database.reading() as session:
        assert await standards.last_position(session) == 0
        assert await standards.find_component(session, "integration-architecture") is None
    await make.component()
    async with make.database.reading() as session:
        assert await standards.last_position(session) == 1
