"""The closed sets of words that describe standards, and what was read of them."""

import re
from datetime import date
from enum import StrEnum

from registry.domain.names import RESERVED_KEYS

_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", re.ASCII)
_ISSUED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
LONGEST_KEY = 64


class StandardKind(StrEnum):
    """What kind of text a standard is."""

    STANDARD = "standard"
    GUIDELINE = "guideline"
    ACT = "act"
    REGULATION = "regulation"
    INTERNATIONAL = "international"
    GOVERNMENT = "government"


class StandardStatus(StrEnum):
    """Whether a standard is in force, as far as that is known."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"
    PROPOSED = "proposed"


class Seen(StrEnum):
    """How much of a standard was read by whoever entered it, the most first."""

    TEXT = "text"
    CONTENTS = "contents"
    COVER = "cover"
    MENTION = "mention"


def is_standard_key(word: str) -> bool:
    """Say whether a word can be the key of a standard: as other keys, and with single dots, as in `openapi-3.1`."""
    return len(word) <= LONGEST_KEY and _KEY.fullmatch(word) is not None and word not in RESERVED_KEYS


def is_issue_day(text: str) -> bool:
    """Say whether a text is a year, a month or a day: `2017`, `2017-12`, `2017-12-01`."""
    match = _ISSUED.fullmatch(text)
    if match is None:
        return False
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True
