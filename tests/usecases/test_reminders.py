from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from factories import ADMIN, COMPLETE, REVIEWER, Factory, trail
from noticing import letters_of, told
from reviewing import asked

from registry.domain.actors import Actor, Role
from registry.domain.notices import MailChoice, NoticeKind
from registry.domain.waivers import WaiverAction, WaiverState
from registry.usecases import notices, reminders, waivers
from registry.usecases.work import Work, begin

WEEK = timedelta(days=7)


@asynccontextmanager
async def later(make: Factory, by: timedelta, who: Actor = ADMIN) -> AsyncIterator[Work]:
    async with begin(make.database, who, make.check, now=datetime.now(UTC) + by) as work:
        yield work


async def reminded(make: Factory, by: timedelta) -> int:
    async with later(make, by) as work:
        return await reminders.remind(work)


@pytest.fixture
async def amina(make: Factory) -> Actor:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    await make.api()
    await make.person("rehema", Role.REVIEWER, institution="ega")
    return await make.person("amina", Role.PUBLISHER)


async def test_reviewers_are_reminded_before_the_time_is_over_and_once_after(make: Factory, amina: Actor) -> None:
    del amina
    review = await asked(make)
    assert review.due_on is not None
    days = review.due_on - datetime.now(UTC).date()
    assert await reminded(make, days - WEEK) == 0
    assert [await reminded(make, days - timedelta(days=1)) for _ in range(2)] == [1, 0]
    assert [await reminded(make, days + timedelta(days=number)) for number in (1, 2)] == [1, 0]
    assert [row for row in await told(make) if row[1] != "review-opened"] == [
        ("rehema", "review-due", "cig"),
        ("rehema", "review-overdue", "cig"),
    ]


async def test_a_waiver_that_ends_is_told_before_and_after_to_both_sides(make: Factory, amina: Actor) -> None:
    asked_for = await make.waiver()
    async with make.work(REVIEWER) as work:
        granted = await waivers.decide(work, asked_for.key, WaiverAction.GRANT)
    assert granted.state is WaiverState.GRANTED
    assert [await reminded(make, timedelta()) for _ in range(2)] == [1, 0]
    async with later(make, timedelta(days=2)) as work:
        await waivers.end_overdue(work)
    assert [kind for _, kind, _ in await told(make, amina)] == ["waiver-granted", "waiver-ending", "waiver-ended"]
    assert [kind for name, kind, _ in await told(make) if name == "rehema"] == ["waiver-asked", "waiver-ended"]


async def test_owners_are_asked_once_a_year_to_confirm_their_contacts(make: Factory, amina: Actor) -> None:
    assert await reminded(make, timedelta(days=300)) == 0
    assert [await reminded(make, timedelta(days=days)) for days in (340, 360, 400)] == [1, 0, 0]
    assert await told(make, amina) == [("amina", "contacts-to-confirm", "cig")]


async def test_reminding_of_nothing_leaves_no_trace(make: Factory, amina: Actor) -> None:
    del amina
    before = await trail(make.database)
    assert await reminded(make, timedelta()) == 0
    async with make.work() as work:
        assert await reminders.write_digests(work) == 0
    assert await trail(make.database) == before


async def test_a_digest_is_one_letter_with_everything_that_waits(
    make: Factory, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_MAIL", "file:/nowhere")
    async with make.work(amina) as work:
        await notices.choose(work, {"mail": MailChoice.DAILY.value})
    for _ in range(3):
        async with make.work() as work:
            work.attempt("test:tell", "account", "amina")
            people = await notices.owners_of(work, "nida")
            await notices.tell(work, people, NoticeKind.REVIEW_TAKEN, "cig", "/", number="1")
            work.record()
    assert await letters_of(make) == []
    written = []
    for days in range(8):
        async with later(make, timedelta(days=days)) as work:
            written.append(await reminders.write_digests(work))
    assert sorted(written) == [*[0] * 7, 1]
    assert len(await letters_of(make)) == 1
