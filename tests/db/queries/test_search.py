from factories import Factory
from sqlalchemy import select

from registry.db.models import SearchEntry
from registry.db.queries import search
from registry.domain.questions import query_of


async def test_nothing_takes_the_place_of_what_a_source_had(make: Factory) -> None:
    await make.institutions("nida", "ega")
    async with make.database.writing() as session, session.begin():
        source = await session.scalar(select(SearchEntry.source).where(SearchEntry.name == "nida"))
        assert source is not None
        await search.replace(session, make.database.dialect, source, [])
        assert await search.count(session) == 1
    async with make.database.reading() as session:
        found, every = await search.matching(
            session, make.database.dialect, query_of("authority").terms, ["public"], None
        )
        assert ([match.name for match in found], every) == (["ega"], True)


async def test_levels_limit_what_is_matched_unless_it_is_ones_own(make: Factory) -> None:
    await make.catalogue(visibility="government")
    async with make.database.reading() as session:
        for visible, own, expected in (
            (["public"], None, []),
            (["public"], "ega", []),
            (["public"], "nida", ["cig/identities"]),
            (["public", "government"], None, ["cig/identities"]),
        ):
            listed = await search.everything(session, ["api"], visible, own)
            found, _ = await search.matching(
                session, make.database.dialect, query_of("cig identities").terms, visible, own
            )
            assert [match.name for match in listed] == expected
            assert [match.name for match in found if match.kind == "api"] == expected
            whole = await search.entries(session, [match.id for match in listed])
            assert [entry.name for entry in whole.values()] == expected
