from factories import Factory

from registry.db.queries import service_requests as queries
from registry.domain.actors import Role
from registry.usecases import service_requests


async def test_a_request_to_nobody_belongs_to_no_institution(make: Factory) -> None:
    await make.institution()
    asker = await make.person("amina", Role.PUBLISHER)
    async with make.work(asker) as work:
        await service_requests.ask(work, {"need": "Verify a licence"})
    async with make.database.reading() as session:
        for institution in (None, "nida", "none"):
            assert await queries.count(session, None, institution, every=False) == 0
        assert await queries.count(session, asker.user_id, None, every=False) == 1
        assert await queries.count(session, None, None, every=True) == 1
