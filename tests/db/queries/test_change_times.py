from factories import Factory

from registry.db.queries.change_times import changed_at
from registry.domain.entries import FoundKind


async def test_parts_change_with_their_whole_and_what_is_not_there_has_no_time(make: Factory) -> None:
    await make.catalogue()
    api, operation = (FoundKind.API, "cig/identities"), (FoundKind.OPERATION, "cig/identities getIdentity")
    nothing = [(FoundKind.SYSTEM, "none"), (FoundKind.RULE, "x"), (FoundKind.FIELD, "' OR 1=1")]
    async with make.database.reading() as session:
        times = await changed_at(session, [api, operation, (FoundKind.INSTITUTION, "nida"), *nothing])
        assert await changed_at(session, []) == {}
    assert set(times) == {api, operation, (FoundKind.INSTITUTION, "nida")}
    assert times[api] == times[operation]
