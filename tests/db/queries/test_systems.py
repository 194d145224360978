from itertools import combinations

import pytest
from factories import Factory

from registry.db.queries import systems
from registry.domain.errors import NotFound
from registry.domain.heads import SystemHead


async def test_a_system_comes_with_its_institution_and_its_replacement(make: Factory) -> None:
    await make.institution()
    await make.system("fresh")
    await make.system("old", replaced_by="fresh")
    async with make.database.reading() as session:
        old = await systems.get(session, "old")
        assert old.replaced_by is not None
        assert (old.institution.key, old.replaced_by.key, old.institution.names[0].language) == ("nida", "fresh", "en")
        assert [one.key for one in await systems.replaced_by(session, old.replaced_by)] == ["old"]


async def test_systems_are_listed_in_the_order_of_their_keys_on_every_database(make: Factory) -> None:
    await make.institution()
    for key in ("b2", "a-b", "aa", "a1"):
        await make.system(key)
    async with make.database.reading() as session:
        listed = [one.key for one in await systems.list_page(session, after="", limit=9)]
        assert listed == ["a-b", "a1", "aa", "b2"]
        assert [one.key for one in await systems.list_page(session, after="a-b", limit=2)] == ["a1", "aa"]
        assert await systems.count(session) == 4
        assert await systems.next_serial(session) == 5
        with pytest.raises(NotFound):
            await systems.get(session, "c")


async def test_heads_say_what_the_list_says_under_every_choice_of_filters(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system("a")
    await make.system("b", state="retired")
    await make.system("c", institution="ega")
    await make.system("d", sector="health", state="planned")
    wanted = {
        "institutions": ["nida", "ega"],
        "sectors": ["identity"],
        "states": ["in-use", "planned"],
        "standings": ["registered"],
    }
    choices = [dict(some) for size in range(5) for some in combinations(wanted.items(), size)]
    async with make.database.reading() as session:
        for filters in choices:
            for after in ("", "b", "z"):
                rows = await systems.list_page(session, after=after, limit=2, **filters)
                heads, total = await systems.heads(make.database.quick, after=after, limit=2, **filters)
                assert heads == [SystemHead(row.key, row.serial, row.revision) for row in rows]
                assert total == await systems.count(session, **filters)
        assert {row.key for row in await systems.by_key(session, ["a", "d", "nothing"])} == {"a", "d"}
    assert (await systems.head(make.database.quick, "d")).key == "d"
    with pytest.raises(NotFound):
        await systems.head(make.database.quick, "nothing")
