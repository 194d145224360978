from uuid import uuid4

from factories import Factory, exchanging

from registry.db.queries import fields
from registry.domain.lifecycle import Status


async def written(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="other")
    await make.version(Status.PUBLISHED, **exchanging("alpha", "beta", "gamma"))
    await make.version(Status.PUBLISHED, name="cig/other", **exchanging("alpha"))


async def test_fields_are_counted_up_to_a_limit_among_what_one_may_see(make: Factory) -> None:
    await written(make)
    async with make.database.reading() as session:
        assert await fields.counts(session, ["alpha", "beta", "delta"], ["public"], 9) == {
            "alpha": 2,
            "beta": 1,
            "delta": 0,
        }
        assert await fields.counts(session, ["alpha"], ["public"], 1) == {"alpha": 1}
        assert await fields.counts(session, ["alpha"], ["government", "private"], 9) == {"alpha": 0}
        assert await fields.counts(session, [], ["public"], 9) == {}


async def test_the_nearest_have_the_weightiest_part_in_common(make: Factory) -> None:
    await written(make)
    async with make.database.reading() as session:
        weights = {"alpha": 0.5, "beta": 1.0}
        both = await fields.nearest(session, weights, ["public"], uuid4(), 9)
        assert len(both) == 2
        assert await fields.nearest(session, weights, ["public"], None, 1) == both[:1]
        assert await fields.nearest(session, weights, ["government"], None, 9) == []
        assert await fields.nearest(session, {}, ["public"], None, 9) == []
        rows = await fields.shared(session, both, ["alpha", "beta"])
        assert sorted((row.folded, row.version == both[0]) for row in rows) == [
            ("alpha", False),
            ("alpha", True),
            ("beta", True),
        ]
