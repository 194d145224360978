from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import uuid4

import pytest

from registry.db.models import Letter, Notice, User
from registry.domain.notices import MailChoice, NoticeKind
from registry.messages import LANGUAGES, Language
from registry.settings import Settings
from registry.usecases.letters import MOST, message_of, sentence_of

SETTINGS = Settings(public_url="https://somana.example", mail_from="taarifa@ega.example")
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
VALUES = {"number": "REV-000001-9", "rule": "no-error", "profile": "tz-interop@1.0.0", "count": "3"}
VALUES |= dict.fromkeys(("due_on", "ends_on", "until_on", "by_on"), "2026-12-09")


def notice(kind: NoticeKind = NoticeKind.REVIEW_APPROVED, subject: str = "cig", **values: str) -> Notice:
    return Notice(
        account_id=uuid4(),
        kind=kind,
        subject=subject,
        path="/reviews/REV-000001-9",
        values={**VALUES, **values},
        cause="x",
        mail=MailChoice.AT_ONCE,
        created_at=NOW,
    )


def letter(**person: Any) -> Letter:
    given = {"name": "amina", "full_name": "Amina Juma", "email": "amina@nida.example", "password_hash": ""}
    row = Letter(account_id=uuid4(), due_at=NOW, created_at=NOW)
    row.id, row.account = 7, User(**{**given, **person}, created_at=NOW)
    return row


def read(row: Letter, *notices: Notice) -> Any:
    return message_from_bytes(message_of(row, notices, SETTINGS).as_bytes(), policy=default)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_of_notice_is_one_sentence_in_both_languages(kind: NoticeKind, language: Language) -> None:
    sentence = sentence_of(notice(kind), language)
    assert "cig" in sentence
    assert "{" not in sentence
    assert "2026-12-09" not in sentence


def test_a_letter_is_in_the_language_of_its_reader_and_leads_to_the_page() -> None:
    for language, words in (("sw", "imeidhinishwa"), ("en", "was approved")):
        message = read(letter(language=language), notice())
        assert words in message["Subject"]
        assert message["Content-Language"] == language
        assert "https://somana.example/reviews/REV-000001-9" in message.get_content()
        assert (message["To"], message["From"]) == (
            "Amina Juma <amina@nida.example>",
            "Somana <taarifa@ega.example>",
        )
        assert message["Message-ID"] == "<somana-7.1795597200@somana.example>"
        assert message["Date"].datetime == NOW


def test_many_notices_are_one_letter_that_says_how_many_more_there_are() -> None:
    message = read(letter(language="en"), *(notice() for _ in range(MOST + 3)))
    assert str(MOST + 3) in message["Subject"]
    assert message.get_content().count("was approved") == MOST
    assert "3 more are in the registry." in message.get_content()


def test_what_people_wrote_begins_no_header_and_no_line() -> None:
    wicked = "cig\r\nBcc: all@nida.example\n\n\u2028.\r\n\u202eevil"
    message = read(letter(full_name="Amina\r\nBcc: x@y.example", language="en"), notice(subject=wicked))
    assert message["Bcc"] is None
    assert [line for line in message.get_content().splitlines() if line.startswith(("Bcc", "."))] == []


@pytest.mark.parametrize(
    "email", ["", "amina", "a@b@c", "amina@nida.example\r\nBcc: x@y.example", "@", "a b@c.example"]
)
def test_an_address_that_is_none_is_told(email: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        message_of(letter(email=email), [notice()], SETTINGS)
