"""Working days: which days count, when a period of them is over, and how a clock runs that can be stopped."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Africa/Dar_es_Salaam")
WORKING_DAYS: Final = 20
"""How many working days a review may take unless a setting says otherwise."""
MOST_DAYS: Final = 366
_SATURDAY: Final = 5

Days = Collection[date]


def local_day(moment: datetime) -> date:
    """Return the day that it is in Tanzania."""
    return moment.astimezone(ZONE).date()


def is_working(day: date, holidays: Days) -> bool:
    """Say whether people work on a day: it is no Saturday, no Sunday, no public holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def after_working_days(day: date, count: int, holidays: Days) -> date:
    """Return the last of so many working days after a day; the day itself, or the next working one, for none."""
    end = day
    while count > 0 or not is_working(end, holidays):
        end += timedelta(days=1)
        count -= is_working(end, holidays)
    return end


def working_days_between(first: date, last: date, holidays: Days) -> int:
    """Return how many working days there are after a day, up to and with another; none where that is not later."""
    span = (last - first).days
    return sum(is_working(first + timedelta(days=step), holidays) for step in range(1, span + 1))


def easter(year: int) -> date:
    """Return the Sunday of Easter in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, turn = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, days = divmod(rest, 4)
    weekday = (32 + 2 * turn + 2 * quarter - moon - days) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of a period is used up; it runs since a day, or stands still."""

    allowed: int
    used: int
    since: date | None

    def due(self, holidays: Days) -> date | None:
        """Return the day on which the period ends, none while the clock stands still."""
        if self.since is None:
            return None
        return after_working_days(self.since, max(0, self.allowed - self.used), holidays)

    def used_on(self, day: date, holidays: Days) -> int:
        """Return how many working days are used up by a day."""
        return self.used + (working_days_between(self.since, day, holidays) if self.since else 0)

    def stopped(self, day: date, holidays: Days) -> "Clock":
        """Return the clock standing still from a day on."""
        return replace(self, used=self.used_on(day, holidays), since=None)

    def running(self, day: date) -> "Clock":
        """Return the clock running from a day on; one that runs already is left as it is."""
        return self if self.since else replace(self, since=day)


def opened(day: date, allowed: int) -> Clock:
    """Return a clock that begins to run on a day."""
    return Clock(allowed, 0, day)
