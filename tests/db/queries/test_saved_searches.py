from factories import ADMIN, Factory

from registry.db.queries import saved_searches as queries
from registry.domain.actors import Role
from registry.usecases import accounts, saved_searches


async def test_searches_of_people_in_use_are_walked_in_batches_each_once(make: Factory) -> None:
    await make.institution()
    for name in ("amina", "baraka", "hawa"):
        async with make.work(await make.person(name, Role.PUBLISHER)) as work:
            await saved_searches.create(work, {"name": "x", "words": "nida"})
    async with make.work(ADMIN) as work:
        await accounts.disable(work, "hawa")
    async with make.database.reading() as session:
        first = await queries.in_use(session, None, 1)
        rest = await queries.in_use(session, first[0].id, 5)
        assert sorted(one.account.name for one in (*first, *rest)) == ["amina", "baraka"]
        assert await queries.in_use(session, rest[-1].id, 5) == []
