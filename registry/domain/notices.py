"""What people are told of, how they want to be told, and when an e-mail is tried again."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from registry.domain.calendar import ZONE, Days, after_working_days, is_working


class NoticeKind(StrEnum):
    """What a notice is about."""

    REVIEW_OPENED = "review-opened"
    REVIEW_GIVEN = "review-given"
    REVIEW_TAKEN = "review-taken"
    REVIEW_APPROVED = "review-approved"
    REVIEW_CHANGES = "review-changes"
    REVIEW_REJECTED = "review-rejected"
    REVIEW_BACK = "review-back"
    REVIEW_COMMENTED = "review-commented"
    REVIEW_DUE = "review-due"
    REVIEW_OVERDUE = "review-overdue"
    WAIVER_ASKED = "waiver-asked"
    WAIVER_GRANTED = "waiver-granted"
    WAIVER_REFUSED = "waiver-refused"
    WAIVER_WITHDRAWN = "waiver-withdrawn"
    WAIVER_ENDING = "waiver-ending"
    WAIVER_ENDED = "waiver-ended"
    VERSION_FAILING = "version-failing"
    VERSION_PASSING = "version-passing"
    CONTACTS_TO_CONFIRM = "contacts-to-confirm"
    PERSONAL_DATA_ENDING = "personal-data-ending"
    SEARCH_FOUND = "search-found"
    SERVICE_ASKED = "service-asked"
    SERVICE_ANSWERED = "service-answered"


class MailChoice(StrEnum):
    """How somebody wants notices by e-mail."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


class LetterState(StrEnum):
    """How far an e-mail has come."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


BROAD: Final = frozenset(
    {
        NoticeKind.REVIEW_OPENED,
        NoticeKind.WAIVER_ASKED,
        NoticeKind.VERSION_FAILING,
        NoticeKind.VERSION_PASSING,
        NoticeKind.CONTACTS_TO_CONFIRM,
        NoticeKind.PERSONAL_DATA_ENDING,
    }
)
"""What many people are told, or one person of many entries, at the same time; it is never worth a letter of its own."""

LEASE: Final = timedelta(minutes=2)
"""For how long nobody else takes up a letter that a process is at; longer than a server may take to accept it."""
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long to wait after each failed attempt; after one more the letter is given up."""
HOUR: Final = 6
"""When the day begins, by the clock in Tanzania: people find what is new when they come."""
KEPT: Final = timedelta(days=400)
"""How long notices and letters are kept: longer than a year, so that what is told once a year is told once in it."""
REVIEW_SOON: Final = 2
"""How many working days before a request is due its reviewer is reminded."""
WAIVER_SOON: Final = timedelta(days=14)
CONTACTS_SOON: Final = timedelta(days=30)
LONGEST_ADDRESS: Final = 254
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM}){{0,9}}@{_LABEL}(?:\.{_LABEL}){{0,9}}")


def mailed(kind: NoticeKind, choice: MailChoice) -> MailChoice:
    """Return how a notice goes out to somebody who made this choice."""
    return MailChoice.DAILY if choice is MailChoice.AT_ONCE and kind in BROAD else choice


def tried_again(attempts: int, now: datetime) -> datetime | None:
    """Return when a letter is tried again after so many failed attempts, none where it is given up."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def has_digest(day: date, holidays: Days) -> bool:
    """Say whether digests go out on a day: on those on which people work."""
    return is_working(day, holidays)


def morning_of(now: datetime) -> datetime:
    """Return the moment at which the day began that it is, which before that hour is the day before."""
    local = now.astimezone(ZONE)
    day = local.date() - timedelta(days=local.hour < HOUR)
    return datetime.combine(day, time(HOUR), ZONE)


def soon_until(day: date, holidays: Days) -> date:
    """Return until which day a request must be due for its reviewer to be reminded of it."""
    return after_working_days(day, REVIEW_SOON, holidays)


def is_address(words: str) -> bool:
    """Say whether words are an address to which every server can carry an e-mail: plain names and ASCII alone."""
    return len(words) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(words) is not None
