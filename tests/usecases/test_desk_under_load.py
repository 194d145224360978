import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from factories import Factory, actor, document, trail
from reviewing import NAME, decisions_of

from registry.domain.actors import Actor, Role
from registry.domain.errors import Conflict, IllegalTransition, NotYourReview, Outdated, OwnWork, Unavailable
from registry.domain.lifecycle import Action, Status
from registry.domain.review_errors import DecidedBefore, DecisionOutdated
from registry.usecases import audit, desk, holidays, interfaces, requests, transitions, versions
from registry.usecases.desk import Filters
from registry.usecases.grounds import grounds_of
from registry.usecases.requests import Move
from registry.usecases.work import Work, begin

NUMBERS = [f"{number}.0.0" for number in range(1, 11)]
TITLES = ("Identity verification", "Identity check", "Identities")
REVIEWERS = [actor(Role.REVIEWER, name=f"reviewer-{number}", institution="ega") for number in range(20)]
PUBLISHERS = [actor(Role.PUBLISHER, name=f"publisher-{number}") for number in range(100)]
HOLIDAYS = ("2026-12-09", "2026-12-25", "2026-12-26", "2027-01-01", "2027-01-12", "2027-04-07")
FIRST = datetime(2026, 12, 18, 19, tzinfo=UTC)
"""A Friday evening; an hour or two later it is a Saturday here."""
TOLD = (Outdated, Conflict, IllegalTransition, NotYourReview, OwnWork, DecidedBefore, Unavailable)
"""What somebody may be told who came second, or too many at a time."""


@dataclass(slots=True)
class Crowd:
    """Many people at one desk: what each of them was told, and on what each decision was taken."""

    make: Factory
    random: Random
    refused: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    taken: list[tuple[str, str, str, str | None, str]] = field(default_factory=list)
    """Review, reviewer, verdict, and the digests of the document and of the entry that were read."""

    @asynccontextmanager
    async def work(self, who: Actor) -> AsyncIterator[Work]:
        """Work at some time of the three weeks round the turn of the year: the clocks of people differ."""
        now = FIRST + timedelta(hours=self.random.randrange(24 * 21))
        async with begin(self.make.database, who, self.make.check, now=now) as work:
            yield work

    async def tries(self, name: str, attempt: Callable[[], Awaitable[object]]) -> None:
        """Try something, again and again where the desk is too busy; note whether it was done."""
        for _ in range(20):
            try:
                await attempt()
            except Unavailable:
                await asyncio.sleep(self.random.random() / 20)
                continue
            except TOLD as error:
                self.refused[f"{name} {type(error).__name__}"] += 1
            else:
                self.done[name] += 1
            return

    async def publishes(self, who: Actor) -> None:
        """Do one of the things that owners do to their entry while it is at the desk."""
        await asyncio.sleep(self.random.random())
        number = self.random.choice(NUMBERS)
        steps: dict[str, Callable[[], Awaitable[object]]] = {
            "edit": lambda: self._edits(who, number),
            "submit": lambda: self._goes(who, number, Action.SUBMIT),
            "withdraw": lambda: self._goes(who, number, Action.WITHDRAW),
            "describe": lambda: self._describes(who),
        }
        name = self.random.choice(["edit", "edit", *["submit"] * 8, "withdraw", "describe"])
        await self.tries(name, steps[name])

    async def reviews(self, who: Actor) -> None:
        """Look at the desk now and then as long as publishers come."""
        for _ in range(4):
            await asyncio.sleep(self.random.random() / 2)
            with suppress(Unavailable):
                await self._reviews_once(who)

    async def _reviews_once(self, who: Actor) -> None:
        """Take what is next in the queue, read it, and decide on what was read."""
        async with self.make.reading(who) as work:
            waiting = (await desk.list_page(work, Filters(reviewer="nobody"), after="", limit=9)).items
        for review in self.random.sample(list(waiting), min(3, len(waiting))):
            await self.tries("take", partial(self._takes, who, review.number, review.revision))
        async with self.make.reading(who) as work:
            mine = (await desk.list_page(work, Filters(reviewer="me"), after="", limit=9)).items
        for review in mine:
            await self.tries("decide", partial(self._decides, who, review.number))

    async def _edits(self, who: Actor, number: str) -> None:
        async with self.work(who) as work:
            await versions.publish(work, NAME, document(number, self.random.choice(TITLES)))

    async def _goes(self, who: Actor, number: str, action: Action) -> None:
        async with self.work(who) as work:
            await transitions.advance(work, NAME, number, transitions.Order(action))

    async def _describes(self, who: Actor) -> None:
        async with self.work(who) as work:
            row = await interfaces.get(work, NAME)
            text = f"It is {self.random.random()}."
            await interfaces.change(work, NAME, {"description": {"en": text, "sw": text}}, row.revision)

    async def _takes(self, who: Actor, number: str, seen: int) -> None:
        async with self.work(who) as work:
            await requests.advance(work, number, Move(Action.TAKE, seen))

    async def _decides(self, who: Actor, number: str) -> None:
        async with self.make.reading(who) as work:
            row = await requests.get(work, number)
            basis = (await grounds_of(work, row)).basis
        read = {name: getattr(basis, name) for name in ("entry", "document", "profile", "findings")}
        await asyncio.sleep(self.random.random() / 50)  # somebody reads, and others go on
        verdict = self.random.choice(["approve", "reject", "request_changes", "request_changes"])
        async with self.work(who) as work:
            await requests.decide(work, number, {"verdict": verdict, "remark": "because", **read}, row.revision)
        self.taken.append((number, who.name, verdict, basis.document, basis.entry))


async def opened(make: Factory) -> None:
    await make.catalogue()
    async with make.work() as work:
        named = [{"day": day, "names": {"sw": "Sikukuu", "en": "Holiday"}, "confirmed": True} for day in HOLIDAYS]
        await holidays.put(work, {"holidays": named})
    for number in NUMBERS:
        await make.version(number=number)


def twentieth(since: date, left: int) -> date:
    """Return the last of so many working days after a day, counted on the fingers."""
    days = [since + timedelta(days=step) for step in range(1, 120)]
    return [day for day in days if day.weekday() < 5 and day.isoformat() not in HOLIDAYS][left - 1]


async def at_work(crowd: Crowd, rounds: int) -> None:
    for _ in range(rounds):
        await asyncio.gather(*(crowd.publishes(who) for who in PUBLISHERS), *(crowd.reviews(who) for who in REVIEWERS))


async def all_requests(make: Factory) -> list[Any]:
    async with make.reading() as work:
        states = tuple(sorted(Status))
        return list((await desk.list_page(work, Filters(states=states), after="", limit=500)).items)


@pytest.mark.parametrize("rounds", [1, pytest.param(12, marks=pytest.mark.slow)])
async def test_twenty_reviewers_and_a_hundred_publishers_lose_double_and_mistake_no_decision(
    make: Factory, rounds: int
) -> None:
    await opened(make)
    crowd = Crowd(make, Random(rounds))
    await at_work(crowd, rounds)
    rows = await all_requests(make)
    kept = [(row, one) for row in rows for one in await decisions_of(make, row)]
    assert crowd.taken
    assert Counter(crowd.taken) == Counter(
        (row.number, one.reviewer, str(one.verdict), one.document_digest, one.entry_digest) for row, one in kept
    )
    assert max(Counter((row.number, one.round) for row, one in kept if one.final).values()) == 1
    _require_what_was_decided(rows, kept)
    _require_due_dates(rows)
    await _require_trail(make, crowd)


def _require_what_was_decided(rows: list[Any], kept: list[tuple[Any, Any]]) -> None:
    """Require that what is approved or rejected is what the last decision on it was about, and stands as it says."""
    last = {row.number: one for row, one in sorted(kept, key=lambda pair: pair[1].round)}
    ended = {Action.APPROVE: Status.APPROVED, Action.REJECT: Status.REJECTED}
    for row in rows:
        assert len([one for one in rows if one.version_id == row.version_id and one.closed_at is None]) <= 1
        if row.state in ended.values():
            assert ended[last[row.number].verdict] is row.state
            assert last[row.number].document_digest == row.version.digest
            assert row.version.status is row.state


def _require_due_dates(rows: list[Any]) -> None:
    for row in rows:
        if row.running_since is None or row.closed_at is not None:
            assert row.closed_at is not None or row.due_on is None
        else:
            assert row.due_on == twentieth(row.running_since, row.allowed_days - row.used_days)


async def _require_trail(make: Factory, crowd: Crowd) -> None:
    async with make.reading() as work:
        assert await audit.first_broken(work) is None
    done = Counter(event for _, event, outcome, _ in await trail(make.database) if outcome == "allowed")
    verdicts = Counter(f"version:{verdict}" for _, _, verdict, _, _ in crowd.taken)
    assert {event: done[event] for event in verdicts} == dict(verdicts), done
    assert sum(crowd.done.values()) > len(PUBLISHERS) / 10, (crowd.done, crowd.refused)


async def test_of_a_crowd_that_decides_on_one_request_those_are_told_who_read_something_else(make: Factory) -> None:
    await opened(make)
    await make.version(Status.SUBMITTED, "9.0.0")
    crowd = Crowd(make, Random(3))
    (row,) = [one for one in await all_requests(make) if one.subject.endswith("9.0.0")]
    await crowd.tries("take", lambda: crowd._takes(REVIEWERS[0], row.number, row.revision))
    await asyncio.gather(
        *(crowd.tries("decide", lambda: crowd._decides(REVIEWERS[0], row.number)) for _ in range(10)),
        *(crowd.tries("describe", partial(crowd._describes, who)) for who in PUBLISHERS[:20]),
    )
    assert len(crowd.taken) <= crowd.done["decide"] == 1 or crowd.refused[f"decide {DecisionOutdated.__name__}"]
    made = [(one.document_digest, one.entry_digest) for one in await decisions_of(make, row)]
    assert made == [(document_, entry) for *_, document_, entry in crowd.taken]
