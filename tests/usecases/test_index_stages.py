from factories import Factory

from registry.domain.lifecycle import Status
from registry.usecases.index_stages import STAGES


async def test_every_stage_is_walked_in_parts_that_meet_each_entry_once(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    await make.institutions("tra", "brela")
    sizes = {}
    for name, stage in STAGES.items():
        after: str | None = ""
        sources: list[int] = []
        while after is not None:
            async with make.reading() as work:
                batch = await stage(work, after, 1)
            sources += batch.sources
            after = batch.last
        assert len(sources) == len(set(sources))
        sizes[name] = len(sources)
    assert sizes == {"institutions": 4, "systems": 1, "interfaces": 1, "concepts": 0, "standards": 0, "rules": 1}


async def test_the_fields_of_an_entry_come_with_it(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    async with make.reading() as work:
        batch = await STAGES["interfaces"](work, "", 10)
    assert "firstName" in batch.names
    assert batch.last is None
