from factories import Factory
from sqlalchemy import select

from registry.db.models import SearchEntry
from registry.db.queries import search
from registry.domain.entries import FoundKind
from registry.domain.index_words import Texts
from registry.domain.ranking import kind_of
from registry.domain.search_entries import Findable


async def test_nothing_takes_the_place_of_what_a_source_had(make: Factory) -> None:
    await make.institutions("nida", "ega")
    async with make.database.writing() as session, session.begin():
        source = await session.scalar(select(SearchEntry.source).where(SearchEntry.name == "nida"))
        assert source is not None
        await search.replace(session, make.database.dialect, {source: []})
        assert await search.count(session) == 1
        assert await search.known(session, [source]) == []


async def test_what_things_have_in_common_is_kept_once(make: Factory) -> None:
    facets = {"sector": ["health"], "state": []}
    found = [Findable(FoundKind.API, f"x/{number}", "/x", Texts("x"), facets=facets) for number in range(3)]
    async with make.database.writing() as session, session.begin():
        await search.add(session, make.database.dialect, [(search.source_of("api", one.name), one) for one in found])
        rows = await search.of_sources(session, [search.source_of("api", "x/1")])
        assert [(row.name, kind_of(row.id)) for row in rows] == [("x/1", FoundKind.API)]
        words = make.database.dialect.words
        _, known = await words.held(session, 0, 1 << 60)
        assert len(known) == 3


async def test_what_is_older_than_a_serial_is_forgotten(make: Factory) -> None:
    await make.institutions("nida")
    async with make.database.writing() as session, session.begin():
        (serial,) = await make.database.dialect.words.serials(session, 1)
        assert await search.forget_older(session, make.database.dialect, serial) == 1
        assert await search.forget_older(session, make.database.dialect, serial) == 0
        assert await search.count(session) == 0
