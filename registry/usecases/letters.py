"""What a letter says: its notices in the language of who reads it, with links to the pages to look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from registry.db.models import Letter, Notice, User
from registry.domain.notices import is_address
from registry.messages import Language, figures, language_of, text
from registry.settings import Settings

MOST: Final = 50
"""How many notices one letter spells out; it says how many there are beyond."""


def sentence_of(notice: Notice, language: Language) -> str:
    """Return what somebody is told, in one sentence."""
    return text(f"notices.kind.{notice.kind}", language, subject=notice.subject, **_said(notice.values, language))


def message_of(letter: Letter, notices: Sequence[Notice], settings: Settings) -> EmailMessage:
    """Return a letter as it is sent; a second one under the same identity is the same letter (RFC 5322, 3.6.4).

    Raise `ValueError` where the address of the person is none.
    """
    person, language = letter.account, language_of(letter.account.language)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(notices, language)
    message["From"] = _sender(settings)
    message["To"] = _address(person)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = _identity(letter, settings)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_body(person, notices, settings.public_url, language))
    message["Content-Language"] = language
    return message


def _subject(notices: Sequence[Notice], language: Language) -> str:
    if len(notices) == 1:
        return _line(sentence_of(notices[0], language))[:150]
    return text("notices.mail.several", language, count=len(notices))


def _body(person: User, notices: Sequence[Notice], public_url: str, language: Language) -> str:
    told = [f"* {_line(sentence_of(one, language))}\n  {public_url}{one.path}" for one in notices[:MOST]]
    if len(notices) > MOST:
        told.append(text("notices.mail.more", language, count=len(notices) - MOST) + f"\n  {public_url}/notices")
    greeting = text("notices.mail.greeting", language, name=_line(person.full_name))
    ending = text("notices.mail.ending", language, address=f"{public_url}/notices")
    return "\n\n".join([greeting, *told, ending]) + "\n"


def _said(values: Mapping[str, Any], language: Language) -> dict[str, str]:
    return {
        name: figures.day(date.fromisoformat(value), language) if name.endswith("_on") else str(value)
        for name, value in values.items()
    }


def _identity(letter: Letter, settings: Settings) -> str:
    """Return what a letter is known by; its time is a part of it, since a restored database counts again."""
    return f"<somana-{letter.id}.{int(letter.created_at.timestamp())}@{urlsplit(settings.public_url).hostname}>"


def _sender(settings: Settings) -> Address:
    host = urlsplit(settings.public_url).hostname or "localhost"
    return Address("Somana", *_halves(settings.mail_from or f"somana@{host}"))


def _address(person: User) -> Address:
    return Address(_line(person.full_name), *_halves(person.email))


def _halves(address: str) -> tuple[str, str]:
    """Return the two halves of an address; the parser of the standard library stumbles over much that is none."""
    if not is_address(address):
        problem = f"no address: {address!r}"
        raise ValueError(problem)
    name, _, domain = address.partition("@")
    return name, domain


def _line(words: str) -> str:
    """Return words on one line; what people wrote must not end a header or begin another."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
