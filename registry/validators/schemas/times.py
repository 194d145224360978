"""Dates and times of RFC 3339, as strictly as AJV takes them."""

from typing import Final

from registry.frugal.patterns import late

_DATE: Final = late(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME: Final = late(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(?:[zZ]|[+-][0-9]{2}(?::?[0-9]{2})?)?")
_SEPARATOR: Final = late("[tT\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")
_PARTS: Final = 2
_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2


def is_date(text: str) -> bool:
    """Say whether this is a day of the calendar."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    leap = month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 0 < month < len(_DAYS) and 1 <= day <= _DAYS[month] + leap


def is_time(text: str) -> bool:
    """Say whether this is a time of the day; its zone may be left out."""
    match = _TIME.fullmatch(text)
    if match is None:
        return False
    hour, minute, second = map(int, match.groups()[:3])
    return (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (23, 59, 60)  # noqa: PLR2004 a day


def is_date_time(text: str) -> bool:
    """Say whether this is a date and a time."""
    parts = _SEPARATOR.split(text)
    return len(parts) == _PARTS and is_date(parts[0]) and is_time(parts[1])


def compare(one: str, other: str) -> int | None:
    """Return which of two texts is the later one, nothing where one is empty."""
    return (one > other) - (one < other) if one and other else None


def compare_times(one: str, other: str) -> int | None:
    """Return which of two times is the later one, zones left aside."""
    matches = _TIME.fullmatch(one), _TIME.fullmatch(other)
    if matches[0] is None or matches[1] is None:
        return None
    return compare(*("".join(part or "" for part in match.groups()) for match in matches if match))


def compare_date_times(one: str, other: str) -> int | None:
    """Return which of two dates with times is the later one."""
    (first, *rest), (second, *remainder) = _SEPARATOR.split(one), _SEPARATOR.split(other)
    days = compare(first, second)
    return days or (compare_times(rest[0], remainder[0]) if days == 0 and rest and remainder else None)
