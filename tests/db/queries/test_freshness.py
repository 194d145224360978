from factories import Factory

from registry.db.queries import freshness as queries
from registry.domain.lifecycle import Status


async def test_the_last_check_is_the_newest_of_what_a_reader_may_see(make: Factory) -> None:
    await make.catalogue()
    system = await make.system("empty")
    published = await make.version(Status.PUBLISHED)
    draft = await make.version(number="2.0.0")
    cig = published.interface.system
    assert cig is not None
    async with make.database.reading() as session:
        assert await queries.last_check(session, system, ("public",), None, None) is None
        assert await queries.last_check(session, cig, ("public",), None, None) == published.report.created_at
        assert await queries.last_check(session, cig, ("public",), "nida", None) == draft.report.created_at
        assert await queries.last_check(session, cig, ("public",), "ega", "cig/other") is None
