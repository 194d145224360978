from datetime import UTC, datetime

from factories import Factory

from registry.db.queries import board as queries
from registry.db.queries.board import Wanted
from registry.domain.board import Figure
from registry.domain.calendar import local_day
from registry.domain.lifecycle import Status

TODAY = local_day(datetime.now(UTC))


async def test_a_list_goes_on_behind_a_name_and_a_number(make: Factory) -> None:
    await make.catalogue()
    for number in ("1.0.0", "1.0.1", "2.0.0"):
        await make.version(Status.PUBLISHED, number)
    await make.api(key="more")
    await make.version(Status.PUBLISHED, "1.0.0", "cig/more", title="More")
    wanted = Wanted(Figure.PASSING, TODAY, ("public",), None)
    async with make.database.reading() as session:
        found = await queries.entries(session, wanted, after="cig/identities@1.0.0", limit=2)
        last = await queries.entries(session, wanted, after="cig/identities@2.0.0", limit=2)
    assert [(entry.name, entry.number) for entry in found] == [("cig/identities", "1.0.1"), ("cig/identities", "2.0.0")]
    assert [(entry.name, entry.number, entry.institution) for entry in last] == [("cig/more", "1.0.0", "nida")]
