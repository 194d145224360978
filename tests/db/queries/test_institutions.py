import pytest
from factories import Factory

from registry.db.queries import institutions
from registry.domain.errors import NotFound


async def test_an_institution_comes_with_its_names_and_parents(make: Factory) -> None:
    await make.institution("ega")
    await make.institution("nida", parents=[{"institution": "ega"}])
    async with make.database.reading() as session:
        nida = await institutions.get(session, "nida")
    assert {name.language for name in nida.names} == {"sw", "en"}
    assert nida.parents[0].parent.key == "ega"


async def test_serial_numbers_go_on_from_the_highest(make: Factory) -> None:
    async with make.database.reading() as session:
        assert await institutions.next_serial(session) == 1
    await make.institutions("nida", "ega")
    async with make.database.reading() as session:
        assert await institutions.next_serial(session) == 3
        assert await institutions.count(session) == 2
        assert await institutions.find(session, "nowhere") is None
        with pytest.raises(NotFound):
            await institutions.get(session, "nowhere")
