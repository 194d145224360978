from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.calendar import (
    Clock,
    after_working_days,
    easter,
    is_working,
    local_day,
    opened,
    working_days_between,
)

DAYS = st.dates(date(1999, 12, 1), date(2101, 2, 1))
RUNS = st.builds(
    lambda first, length: frozenset(first + timedelta(days=step) for step in range(length)), DAYS, st.integers(0, 30)
)
COUNTS = st.integers(0, 60)


@given(DAYS, COUNTS, RUNS)
def test_a_period_ends_on_a_working_day_with_so_many_before_it(start: date, count: int, holidays: set[date]) -> None:
    end = after_working_days(start, count, holidays)
    assert is_working(end, holidays)
    assert end >= start
    if count:
        assert working_days_between(start, end, holidays) == count


@given(DAYS, COUNTS, RUNS)
def test_a_holiday_never_shortens_a_period(start: date, count: int, holidays: set[date]) -> None:
    assert after_working_days(start, count, holidays) >= after_working_days(start, count, frozenset())


@given(DAYS, st.integers(1, 60), RUNS)
def test_one_day_more_ends_later(start: date, count: int, holidays: set[date]) -> None:
    assert after_working_days(start, count + 1, holidays) > after_working_days(start, count, holidays)


@given(DAYS, COUNTS, st.integers(0, 40), st.integers(0, 90), RUNS)
def test_a_clock_that_stood_still_has_as_much_left_as_before(
    start: date, allowed: int, ran: int, stood: int, holidays: set[date]
) -> None:
    clock = opened(start, allowed)
    stop = start + timedelta(days=ran)
    again = clock.stopped(stop, holidays).running(stop + timedelta(days=stood))
    due = again.due(holidays)
    assert due is not None
    assert due >= start
    if again.used < allowed:
        assert again.used_on(due, holidays) == allowed


@given(DAYS, DAYS, COUNTS, RUNS)
def test_a_clock_that_jumps_back_counts_nothing_and_is_due_after_it_was_opened(
    start: date, back: date, allowed: int, holidays: set[date]
) -> None:
    clock = opened(start, allowed)
    if back < start:
        assert clock.used_on(back, holidays) == 0
    assert (clock.due(holidays) or start) >= start


@pytest.mark.parametrize(
    ("start", "count", "holidays", "end"),
    [
        ("2026-11-25", 20, (), "2026-12-23"),
        ("2026-12-23", 5, ("2026-12-25", "2027-01-01"), "2026-12-31"),
        ("2026-12-31", 1, ("2027-01-01",), "2027-01-04"),
        ("2028-02-28", 1, (), "2028-02-29"),
        ("2027-02-26", 1, (), "2027-03-01"),
        ("2026-11-28", 0, (), "2026-11-30"),
        ("2026-11-27", 1, (), "2026-11-30"),
    ],
)
def test_weekends_year_ends_leap_days_and_holidays_are_left_out(
    start: str, count: int, holidays: tuple[str, ...], end: str
) -> None:
    known = {date.fromisoformat(day) for day in holidays}
    assert after_working_days(date.fromisoformat(start), count, known).isoformat() == end


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25"])
def test_easter_is_where_the_almanacs_have_it(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_a_day_begins_in_tanzania_three_hours_before_it_does_in_utc() -> None:
    assert local_day(datetime(2026, 12, 31, 21, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert local_day(datetime(2026, 12, 31, 20, 59, tzinfo=UTC)) == date(2026, 12, 31)


def test_a_clock_that_stands_still_is_due_on_no_day() -> None:
    stopped = Clock(20, 3, None)
    assert stopped.due(()) is None
    assert stopped.used_on(date(2030, 1, 1), ()) == 3
    assert stopped.running(date(2026, 11, 25)).running(date(2027, 1, 1)).since == date(2026, 11, 25)
