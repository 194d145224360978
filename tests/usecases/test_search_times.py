from factories import Factory

from registry.domain.actors import ANONYMOUS
from registry.domain.lifecycle import Status
from registry.domain.profiles import ProfileState
from registry.usecases import search
from registry.usecases.search_times import dated


async def test_everything_that_is_found_has_a_time_its_parts_that_of_the_whole(make: Factory) -> None:
    await make.catalogue()
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.component()
    await make.standard()
    await make.concept(personal_data="none")
    await make.version(Status.PUBLISHED)
    kinds = set()
    async with make.reading(ANONYMOUS) as work:
        for words in ("identity", "cig", "nida", "firstName", "operation", "nin", "ega", "person"):
            hits = (await search.find(work, search.Question(words, limit=200))).hits
            told = await dated(work, hits)
            assert [hit for hit, _ in told] == list(hits), words
            kinds |= {hit.kind.value for hit in hits}
    assert kinds >= {"institution", "system", "api", "operation", "field", "rule", "concept"}
