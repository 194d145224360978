import pytest
from factories import Factory

from registry.db.queries import interfaces
from registry.domain.entries import EntryKind
from registry.domain.errors import NotFound


async def test_what_is_missing_is_named_as_the_api_or_the_schema_that_it_would_be(make: Factory) -> None:
    async with make.database.reading() as session:
        for name, kind in (("cig/identities", "api"), ("person", "schema")):
            with pytest.raises(NotFound) as missing:
                await interfaces.get(session, name)
            assert missing.value.values() == {"kind": kind, "name": name}


async def test_a_reader_is_shown_what_is_public_their_own_and_what_they_are_named_for(make: Factory) -> None:
    await make.catalogue()
    await make.institution("tra")
    await make.api(key="hidden", visibility="government")
    named = await make.api(key="named", visibility="named", readers=["tra"])
    await make.api(key="tra", visibility="ega", readers=["tra"])
    government = ("public", "government")
    async with make.database.reading() as session:
        for own, levels, expected in (
            (None, ("public",), ["identities"]),
            ("ega", ("public",), ["identities"]),
            ("ega", government, ["hidden", "identities"]),
            ("tra", government, ["hidden", "identities", "named"]),
            ("nida", government, ["hidden", "identities", "named", "tra"]),
            (None, (*government, "named", "ega"), ["hidden", "identities", "named", "tra"]),
        ):
            seen = await interfaces.list_page(session, EntryKind.API, after="", limit=9, own=own, levels=levels)
            assert [one.key for one in seen] == expected
            assert await interfaces.count(session, EntryKind.API, own=own, levels=levels) == len(expected)
        assert await interfaces.named_to(session, "tra") == [f"api:{named.id}"]
        assert await interfaces.named_to(session, "ega") == []
