import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from factories import Factory
from noticing import Carried, letters_of, postman

from registry.db.models import Letter, User
from registry.domain.actors import Actor, Role
from registry.domain.notices import LEASE, PAUSES, NoticeKind
from registry.mail import Undelivered
from registry.usecases import accounts, notices
from registry.usecases.posting import Postman


@pytest.fixture
async def amina(make: Factory, monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setenv("REGISTRY_MAIL", "file:/nowhere")
    await make.institution()
    return await make.person("amina", Role.PUBLISHER)


async def _write(make: Factory, count: int = 1) -> None:
    async with make.work() as work:
        work.attempt("test:tell", "account", "amina")
        people = await notices.owners_of(work, "nida")
        for number in range(count):
            await notices.tell(work, people, NoticeKind.REVIEW_TAKEN, "cig", "/", cause=str(number), number="REV-1")
        work.record()


async def test_a_letter_is_sent_once(make: Factory, amina: Actor) -> None:
    await _write(make)
    carrier = Carried()
    assert [await postman(make, carrier).send_due() for _ in range(2)] == [1, 0]
    (message,) = carrier.letters
    assert f"{amina.name}@example.go.tz" in message["To"]
    (row,) = await letters_of(make)
    assert (row.state, row.attempts, row.problem, row.ended_at is not None) == ("sent", 1, None, True)


async def test_two_processes_at_once_send_each_letter_once(make: Factory, amina: Actor) -> None:
    del amina
    await _write(make, 12)
    carriers = [Carried(), Carried(), Carried()]
    sent = await asyncio.gather(*(postman(make, carrier).send_due() for carrier in carriers))
    assert sum(sent) == 12
    names = [message["Message-ID"] for carrier in carriers for message in carrier.letters]
    assert len(set(names)) == len(names) == 12


async def test_what_fails_is_tried_again_later_and_at_last_given_up(make: Factory, amina: Actor) -> None:
    del amina
    await _write(make)
    now = [datetime.now(UTC)]
    carrier = Carried([Undelivered("away")] * (len(PAUSES) + 1))
    sending = postman(make, carrier, clock=lambda: now[0])
    for pause in PAUSES:
        assert await sending.send_due() == 0
        (row,) = await letters_of(make)
        assert (row.state, row.problem, row.due_at) == ("queued", "away", now[0] + pause)
        assert await sending.send_due() == 0
        now[0] += pause
    assert await sending.send_due() == 0
    (row,) = await letters_of(make)
    assert (row.state, row.attempts) == ("failed", len(PAUSES) + 1)
    now[0] += timedelta(days=30)
    assert await sending.send_due() == 0


@pytest.mark.parametrize("problem", [Undelivered("refused: 550", lasting=True)])
async def test_what_is_refused_for_good_is_given_up_at_once(make: Factory, amina: Actor, problem: Undelivered) -> None:
    del amina
    await _write(make)
    await postman(make, Carried([problem])).send_due()
    (row,) = await letters_of(make)
    assert (row.state, row.problem) == ("failed", "refused: 550")


async def test_a_letter_to_a_closed_account_or_to_no_address_goes_nowhere(make: Factory, amina: Actor) -> None:
    await _write(make)
    async with make.work() as work:
        await accounts.disable(work, amina.name)
    carrier = Carried()
    await postman(make, carrier).send_due()
    async with make.database.writing() as session, session.begin():
        person = await session.get_one(User, amina.user_id)
        person.disabled_at, person.email = None, "nowhere\r\nBcc: x@y.example"
    await _write_again(make)
    await postman(make, carrier).send_due()
    assert carrier.letters == []
    assert [(one.state, one.problem) for one in await letters_of(make)] == [
        ("failed", "account closed"),
        ("failed", "no address"),
    ]


async def test_a_letter_whose_sender_was_killed_goes_out_under_the_same_identity(make: Factory, amina: Actor) -> None:
    del amina
    await _write(make)
    killed = Carried()
    dying = postman(make, killed)
    (letter,) = await dying._due()
    assert await dying._hold(letter, due_at=datetime.now(UTC) + LEASE, attempts=1)
    letter.attempts = 1
    await dying._send(letter)
    other = Carried()
    assert await postman(make, other).send_due() == 0
    later = postman(make, other, clock=lambda: datetime.now(UTC) + LEASE)
    assert await later.send_due() == 1
    assert killed.letters[0]["Message-ID"] == other.letters[0]["Message-ID"]


async def test_a_clock_that_is_set_back_only_waits(make: Factory, amina: Actor) -> None:
    del amina
    await _write(make)
    early = postman(make, Carried(), clock=lambda: datetime.now(UTC) - timedelta(days=1))
    assert await early.send_due() == 0
    assert await postman(make, Carried()).send_due() == 1


async def test_it_goes_on_after_the_database_was_away(
    make: Factory, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    del amina
    await _write(make)
    carrier, failures = Carried(), [OSError("away")]
    sending = postman(make, carrier)
    due = sending._due

    async def breaking() -> list[Letter]:
        if failures:
            raise failures.pop()
        return await due()

    monkeypatch.setattr(sending, "_due", breaking)
    task = asyncio.create_task(sending.run_forever(0.001))
    async with asyncio.timeout(20):
        while not carrier.letters:  # noqa: ASYNC110 it is another task that is waited for
            await asyncio.sleep(0.005)
    task.cancel()
    assert isinstance(sending, Postman)


async def _write_again(make: Factory) -> None:
    async with make.work() as work:
        work.attempt("test:tell", "account", "amina")
        await notices.tell(work, await notices.owners_of(work, "nida"), NoticeKind.REVIEW_TAKEN, "cig", "/", number="1")
        work.record()
