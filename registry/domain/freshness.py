"""Whether what is said of a system can still be relied on: a question of dates, answered when it is read."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

GOOD_FOR: Final = timedelta(days=365)
"""How long a registration, a change or a confirmation stands for itself; owners are asked once in that time."""


class Freshness(StrEnum):
    """How far the contacts of an entry can be relied on."""

    CONFIRMED = "confirmed"
    TO_CONFIRM = "to-confirm"
    UNVERIFIED = "unverified"


def cutoff(today: date) -> datetime:
    """Return the moment before which whatever happened no longer counts; the same one all day long."""
    return datetime.combine(today, time(), UTC) - GOOD_FOR


def freshness_of(changed_at: datetime, confirmed_at: datetime | None, today: date) -> Freshness:
    """Return how far an entry can be relied on that was changed and confirmed at these moments."""
    since = cutoff(today)
    if confirmed_at is not None and confirmed_at >= since:
        return Freshness.CONFIRMED
    return Freshness.TO_CONFIRM if changed_at >= since else Freshness.UNVERIFIED


def confirm_by(changed_at: datetime, confirmed_at: datetime | None) -> date:
    """Return the day from which an entry is unverified unless its owner confirms it before."""
    return (max(changed_at, confirmed_at or changed_at) + GOOD_FOR).date() + timedelta(days=1)


def digest_of(contacts: Sequence[Any]) -> str:
    """Return the SHA-256 of a list of contacts, over JSON with sorted keys: what exactly somebody confirmed."""
    return hashlib.sha256(json.dumps(contacts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
