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


async def test_a_reader_is_shown_what_is_public_and_their_own(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="hidden", visibility="government")
    async with make.database.reading() as session:
        for own, everything, expected in (
            (None, False, ["cig/identities"]),
            ("ega", False, ["cig/identities"]),
            ("nida", False, ["cig/hidden", "cig/identities"]),
            (None, True, ["cig/hidden", "cig/identities"]),
        ):
            seen = await interfaces.list_page(session, EntryKind.API, after="", limit=9, own=own, everything=everything)
            assert [one.name for one in seen] == expected
            assert await interfaces.count(session, EntryKind.API, own=own, everything=everything) == len(expected)
