from datetime import UTC, datetime, timedelta

import pytest
from factories import PUBLISHER, STRANGER, Factory
from sqlalchemy import text, update

from registry.db.models import Revision
from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.errors import FieldsInvalid, NotFound
from registry.domain.lifecycle import Status
from registry.domain.past_errors import NotRecorded
from registry.usecases import past, systems
from registry.usecases.work import begin


async def _changed_later(make: Factory, days: int = 3) -> datetime:
    """Change a system some days from now, and return when."""
    later = datetime.now(UTC) + timedelta(days=days)
    async with begin(make.database, PUBLISHER, make.check, now=later) as work:
        await systems.change(work, "cig", {"gisp_reference": "G-1"}, 1)
    return later


async def test_an_entry_is_read_as_it_was_at_the_end_of_a_day(make: Factory) -> None:
    await make.catalogue()
    later = await _changed_later(make)
    async with make.reading(ANONYMOUS) as work:
        before = await past.system(work, "cig", (later - timedelta(days=1)).date().isoformat())
        after = await past.system(work, "cig", (later + timedelta(days=1)).date().isoformat())
        exactly = await past.system(work, "cig", later.isoformat())
    assert (before.revision, before.tree["gisp_reference"]) == (1, None)
    assert (after.revision, after.tree["gisp_reference"], after.since) == (2, "G-1", later)
    assert exactly.tree == after.tree


async def test_what_was_not_there_yet_is_not_found_and_what_was_not_kept_yet_is_told(make: Factory) -> None:
    await make.catalogue()
    async with make.reading() as work:
        with pytest.raises(NotFound) as refused:
            await past.system(work, "cig", "2020-01-01")
        assert refused.value.code == "not-found"
    drop = "TRIGGER revision_update" if make.database.dialect.name == "sqlite" else "TRIGGER revision_kept ON revision"
    async with make.database.writing() as session, session.begin():
        await session.execute(text(f"DROP {drop}"))
        later = datetime.now(UTC) + timedelta(days=9)
        await session.execute(update(Revision).values(at=later))
    async with make.reading() as work:
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
        with pytest.raises(NotRecorded) as told:
            await past.system(work, "cig", tomorrow)
    assert told.value.since == later.date().isoformat()


async def test_every_kind_of_entry_has_a_past(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    now = datetime.now(UTC).isoformat()
    async with make.reading(ANONYMOUS) as work:
        assert (await past.institution(work, "nida", now)).tree["key"] == "nida"
        assert (await past.interface(work, "cig/identities", now)).tree["system"] == "cig"
        version = await past.version(work, "cig/identities", "latest", now)
        assert (version.name, version.tree["status"]) == ("cig/identities@1.0.0", "published")


async def test_what_only_insiders_saw_then_only_they_see_now(make: Factory) -> None:
    await make.catalogue()
    await make.version()
    draft = datetime.now(UTC).isoformat()
    async with make.reading(PUBLISHER) as work:
        assert (await past.version(work, "cig/identities", "1.0.0", draft)).tree["status"] == "draft"
    for who in (ANONYMOUS, STRANGER):
        async with make.reading(who) as work:
            with pytest.raises(NotFound):
                await past.version(work, "cig/identities", "1.0.0", draft)


@pytest.mark.parametrize("who", [ANONYMOUS, PUBLISHER])
async def test_a_moment_that_is_none_is_refused(make: Factory, who: Actor) -> None:
    await make.catalogue()
    async with make.reading(who) as work:
        for written in ("", "yesterday", "2026-02-30"):
            with pytest.raises(FieldsInvalid):
                await past.system(work, "cig", written)
