import asyncio

from factories import PUBLISHER, Factory, document
from sqlalchemy import text

from registry.db.models import Version
from registry.db.queries import versions as queries
from registry.usecases import versions

NAME = "cig/identities"


async def locked(make: Factory) -> Version:
    async with make.database.writing() as session:
        return await queries.get(session, NAME, "1.0.0", lock=True)


async def until_one_waits(make: Factory) -> None:
    """Wait until PostgreSQL lets somebody wait for a lock; on SQLite nobody so much as begins before the other ends."""
    if make.database.dialect.name != "postgresql":
        return
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with asyncio.timeout(10), make.database.reading() as session:
        while not await session.scalar(asked):
            await session.rollback()


async def test_who_has_waited_for_a_lock_reads_the_version_and_its_report_as_they_are_then(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    async with make.work(PUBLISHER) as work:
        edited, _ = await versions.publish(work, NAME, document(title="Edited meanwhile"))
        await work.session.flush()
        waiting = asyncio.create_task(locked(make))
        await until_one_waits(make)
    found = await waiting
    assert found.digest == edited.digest
    assert found.report.document_digest == edited.digest
