import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from factories import ADMIN, COMPLETE, Factory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from registry.db.models import Letter, Notice, User
from registry.domain.actors import Actor, Role
from registry.domain.notices import KEPT, PAUSES, MailChoice, NoticeKind, is_address
from registry.mail import Undelivered
from registry.settings import Settings, from_environment
from registry.usecases import notices, reminders
from registry.usecases.letters import message_of
from registry.usecases.posting import Postman
from registry.usecases.work import begin

SETTINGS = Settings(public_url="https://somana.example")
WEDNESDAY = datetime(2026, 11, 25, 9, tzinfo=UTC)
HEADERS = {
    *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version"),
    *("Content-Type", "Content-Transfer-Encoding"),
}


class Carried:
    """Takes letters, but those to one address, over which it stumbles."""

    def __init__(self, problem: Exception | None = None, address: str = "") -> None:
        self.letters: list[EmailMessage] = []
        self._problem, self._address = problem, address

    def carry(self, message: EmailMessage) -> None:
        if self._problem is not None and self._address in message["To"]:
            raise self._problem
        self.letters.append(message)


@pytest.fixture
async def people(make: Factory, monkeypatch: pytest.MonkeyPatch) -> list[Actor]:
    monkeypatch.setenv("REGISTRY_MAIL", "file:/nowhere")
    await make.institution()
    return [await make.person(name, Role.PUBLISHER) for name in ("amina", "baraka")]


async def tell(make: Factory, now: datetime, kind: NoticeKind = NoticeKind.REVIEW_TAKEN, *, cause: str = "") -> int:
    async with begin(make.database, ADMIN, make.check, now=now) as work:
        work.attempt("test:tell", "account", "amina")
        owners = await notices.owners_of(work, "nida")
        told = await notices.tell(work, owners, kind, "cig", "/", cause=cause or None, number="1")
        work.record()
        return told


async def digests(make: Factory, now: datetime) -> int:
    async with begin(make.database, ADMIN, make.check, now=now) as work:
        return await reminders.write_digests(work)


async def states(make: Factory) -> list[tuple[str, str | None]]:
    async with make.database.reading() as session:
        return [(row.state, row.problem) for row in await session.scalars(select(Letter).order_by(Letter.id))]


@pytest.mark.parametrize("problem", [KeyError("x"), RecursionError(), UnicodeError("x"), AttributeError("x")])
async def test_a_letter_that_nobody_can_write_keeps_no_other_from_going(
    make: Factory, people: list[Actor], problem: Exception
) -> None:
    del people
    await tell(make, WEDNESDAY)
    carrier = Carried(problem, "amina")
    assert await Postman(make.database, carrier, SETTINGS, clock=lambda: WEDNESDAY).send_due() == 1
    assert await states(make) == [("queued", type(problem).__name__), ("sent", None)]


async def test_an_address_over_which_the_parser_stumbles_is_told_as_none(make: Factory, people: list[Actor]) -> None:
    for address in ("@", "a@", "\té@\t[.)>b>", "a b@c.example", "a@b\r\nBcc: x@y.example", "a@" + "b" * 400):
        async with make.database.writing() as session, session.begin():
            await session.execute(update(User).where(User.id == people[0].user_id).values(email=address[:200]))
        await tell(make, WEDNESDAY, cause=address)
    carrier = Carried()
    assert await Postman(make.database, carrier, SETTINGS, clock=lambda: WEDNESDAY).send_due() == 6
    assert {problem for state, problem in await states(make) if state == "failed"} == {"no address"}
    assert all("baraka@" in message["To"] for message in carrier.letters)


async def test_a_clock_that_was_ahead_for_a_while_keeps_no_letter(make: Factory, people: list[Actor]) -> None:
    del people
    ahead = WEDNESDAY + timedelta(days=365)
    await tell(make, ahead)
    failing = Carried(Undelivered("away"))
    await Postman(make.database, failing, SETTINGS, clock=lambda: ahead).send_due()
    carrier = Carried()
    assert await Postman(make.database, carrier, SETTINGS, clock=lambda: WEDNESDAY).send_due() == 2
    assert PAUSES[-1] == max(PAUSES)


async def test_a_day_has_one_digest_for_each_however_often_it_is_begun(make: Factory, people: list[Actor]) -> None:
    night, before_six = WEDNESDAY + timedelta(hours=16), WEDNESDAY + timedelta(hours=17)
    for when in (WEDNESDAY, WEDNESDAY + timedelta(hours=1), night, before_six):
        await tell(make, when, NoticeKind.REVIEW_OPENED)
    assert [await digests(make, when) for when in (WEDNESDAY, WEDNESDAY, night, before_six)] == [len(people), 0, 0, 0]
    assert await digests(make, WEDNESDAY + timedelta(days=1)) == 0
    await tell(make, WEDNESDAY + timedelta(days=1), NoticeKind.REVIEW_OPENED)
    assert await digests(make, WEDNESDAY + timedelta(days=1)) == len(people)


async def test_many_entries_at_once_are_one_digest_and_not_a_letter_each(make: Factory, people: list[Actor]) -> None:
    for number in range(20):
        await tell(make, WEDNESDAY, NoticeKind.VERSION_FAILING, cause=str(number))
    assert await states(make) == []
    assert await digests(make, WEDNESDAY) == len(people)


async def test_a_cause_without_measure_is_told_once_and_two_that_end_differently_are_two(
    make: Factory, people: list[Actor]
) -> None:
    told = [await tell(make, WEDNESDAY, cause="x" * 300 + end) for end in "aab"]
    assert told == [len(people), 0, len(people)]


async def test_what_is_too_old_is_forgotten_with_its_letters(make: Factory, people: list[Actor]) -> None:
    await tell(make, WEDNESDAY - KEPT - timedelta(days=1))
    await tell(make, WEDNESDAY)
    for expected in (len(people), 0):
        async with begin(make.database, ADMIN, make.check, now=WEDNESDAY) as work:
            assert await reminders.forget(work) == expected
    async with make.database.reading() as session:
        assert len((await session.scalars(select(Notice.id))).all()) == len(people)
    assert len(await states(make)) == len(people)


@pytest.mark.parametrize("after", ["0" * 12 + "9" * 12, "9" * 10, "9" * 5000, "-1", "²", ""])
async def test_a_place_in_the_list_that_is_none_is_no_failure(make: Factory, people: list[Actor], after: str) -> None:
    await tell(make, WEDNESDAY)
    async with make.reading(people[0]) as work:
        assert len((await notices.list_page(work, after=after)).items) == 1


async def test_a_registration_of_personal_data_that_runs_out_is_told_once(make: Factory, people: list[Actor]) -> None:
    held = {"holds": True, "registration": "PDPC-1", "expires_on": "2027-01-31"}
    await make.system(**{**COMPLETE, "personal_data": held})
    for when, expected in ((-60, 0), (0, len(people)), (1, 0)):
        async with begin(make.database, ADMIN, make.check, now=WEDNESDAY + timedelta(days=when)) as work:
            assert await reminders.remind(work) == expected


def test_letters_come_from_an_address_or_the_settings_are_refused() -> None:
    assert from_environment({"REGISTRY_MAIL_FROM": "somana@ega.example"}).mail_from == "somana@ega.example"
    with pytest.raises(ValueError, match="REGISTRY_MAIL_FROM"):
        from_environment({"REGISTRY_MAIL_FROM": "Somana <somana@ega.example>"})


@given(st.text(), st.text(), st.from_regex(r"[a-z.]{1,9}@[a-z.]{1,9}", fullmatch=True))
def test_no_words_of_anybody_become_a_header(name: str, subject: str, address: str) -> None:
    letter = Letter(account_id=UUID(int=1), due_at=WEDNESDAY, created_at=WEDNESDAY)
    letter.id = 7
    letter.account = User(
        name="x", full_name=name, email=address, language="sw", password_hash="", roles=[], created_at=WEDNESDAY
    )
    told = Notice(
        account_id=UUID(int=1),
        kind=NoticeKind.REVIEW_TAKEN,
        subject=subject,
        path="/",
        values={"number": subject},
        cause="1",
        mail=MailChoice.AT_ONCE,
        created_at=WEDNESDAY,
    )
    if not is_address(address):
        with pytest.raises(ValueError, match="no address"):
            message_of(letter, [told], SETTINGS)
        return
    head = message_of(letter, [told], SETTINGS).as_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    assert set(re.findall(r"^([^ \t:]+):", head, re.MULTILINE)) == HEADERS
