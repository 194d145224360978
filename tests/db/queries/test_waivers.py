from datetime import timedelta

import pytest
from factories import INSECURE, PUBLISHER, Factory
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from registry.db.models import Waiver
from registry.db.queries import waivers as queries
from registry.domain.errors import NotFound
from registry.domain.waivers import today
from registry.usecases import versions, waivers


async def _asked(make: Factory) -> Waiver:
    await make.catalogue()
    version = await make.version(servers=INSECURE)
    async with make.work(PUBLISHER) as work:
        tree = await versions.report_of(work, version)
        finding = next(one for one in tree["findings"] if one["severity"] == "error")
        told = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "reason": "June"}
        return await waivers.ask(work, {"version": version.reference, "ends_on": today().isoformat(), **told})


async def test_a_waiver_is_found_by_its_whole_number_alone(make: Factory) -> None:
    waiver = await _asked(make)
    async with make.reading() as work:
        assert (await queries.get(work.session, waiver.key)).id == waiver.id
        assert await queries.next_serial(work.session) == 2
        for number in (waiver.key[:-2], f"{waiver.key}0", waiver.key.lower(), "WVR--1", ""):
            with pytest.raises(NotFound):
                await queries.get(work.session, number)


@pytest.mark.parametrize(
    "values", [{"state": "granted"}, {"decided_by": "amina"}, {"decided_by": "rehema", "decided_at": None}]
)
async def test_the_database_refuses_a_decision_without_or_by_the_wrong_judge(
    make: Factory, values: dict[str, str | None]
) -> None:
    waiver = await _asked(make)
    async with make.database.writing() as session:
        with pytest.raises(IntegrityError):
            await session.execute(update(Waiver).where(Waiver.id == waiver.id).values(**values))


async def test_nothing_is_overdue_before_a_waiver_is_granted(make: Factory) -> None:
    await _asked(make)
    async with make.database.writing() as session:
        assert list(await queries.overdue(session, today() + timedelta(days=500))) == []
