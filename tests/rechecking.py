"""A catalogue to be checked again, and a process that does it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from factories import ADMIN, EDITOR, Factory
from sqlalchemy import select

from registry.db.models import Change, Recheck, RecheckResult
from registry.domain.lifecycle import Status
from registry.domain.profiles import ProfileState
from registry.domain.rechecks import Chosen
from registry.usecases import rechecks
from registry.usecases.rechecking import Runner

SILENT = {"/p": {"get": {"operationId": "a", "responses": {"200": {"description": "ok"}}}}}
"""Paths that pass the rules of Somana with warnings, and fail the ruleset of the tests: no operation has a summary."""


async def catalogue_to_check(make: Factory, count: int = 3) -> None:
    """Publish a version that every profile lets pass, and others that fail the ruleset of the tests."""
    await make.catalogue()
    await make.version(Status.PUBLISHED, "1.0.0")
    for number in range(1, count):
        await make.version(Status.PUBLISHED, f"{number + 1}.0.0", paths=SILENT)


async def trial(make: Factory, version: str = "1.0.0") -> Recheck:
    async with make.work(EDITOR) as work:
        return (await rechecks.start_trial(work, "tz-interop", version))[0]


async def activated(make: Factory, version: str = "1.0.0", **order: Any) -> None:
    await make.profile(ProfileState.ACTIVE, version=version, default=True, **order)


def runner(make: Factory, later: timedelta = timedelta()) -> Runner:
    """Return a process whose clock is later than that of the others."""
    return Runner(make.database, make.check, clock=lambda: datetime.now(UTC) + later)


async def all_rechecks(make: Factory) -> list[Recheck]:
    async with make.reading(ADMIN) as work:
        return sorted(await rechecks.list_all(work), key=lambda one: one.created_at)


async def results_of(make: Factory, recheck: Recheck) -> list[tuple[str, str, dict[str, Any], list[Any]]]:
    """Return what came of each version, without when."""
    async with make.reading() as work:
        page = await rechecks.results(work, recheck, Chosen(), limit=1000)
        return [(one.version.number, one.effect.value, one.after, [*one.appeared, *one.raised]) for one in page.items]


async def count_results(make: Factory) -> int:
    async with make.database.reading() as session:
        return len((await session.scalars(select(RecheckResult))).all())


async def told(make: Factory, change: str) -> list[str | None]:
    """Return the versions that the feed has told of under this type of change."""
    async with make.database.reading() as session:
        rows = await session.scalars(select(Change).where(Change.type == change).order_by(Change.seq))
        return [row.version for row in rows]
