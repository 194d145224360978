import pytest

from registry.validators.schemas.times import (
    compare,
    compare_date_times,
    compare_times,
    is_date,
    is_date_time,
    is_time,
)


@pytest.mark.parametrize("text", ["2020-02-29", "2000-02-29", "0000-02-29", "1999-12-31"])
def test_days_of_the_calendar_are_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["2021-02-29", "1900-02-29", "2020-00-01", "2020-13-01", "2020-1-1", "２０２０-01-01", ""]
)
def test_other_days_are_not(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("text", ["12:00:00Z", "12:00:00", "12:00:00.5+01:00", "00:00:00-0130", "23:59:60z"])
def test_times_may_leave_out_their_zone(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize("text", ["24:00:00", "12:60:00", "12:00:60", "12:00", "12:00:00.", "12:00:00 Z"])
def test_other_times_are_not(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize(
    ("text", "good"),
    [("2020-01-01T00:00:00Z", True), ("2020-01-01 00:00:00", True), ("2020-01-01", False), ("2020-01-01TT", False)],
)
def test_a_date_and_a_time_are_parted_by_one_letter(text: str, good: bool) -> None:  # noqa: FBT001 a column of the table
    assert is_date_time(text) == good


def test_dates_and_times_have_an_order() -> None:
    assert [compare("2020-01-02", "2020-01-01"), compare("a", "a"), compare("", "a")] == [1, 0, None]
    assert [compare_times("12:00:00Z", "12:00:01+05:00"), compare_times("12:00:00", "x")] == [-1, None]
    assert compare_date_times("2020-01-01T12:00:00Z", "2020-01-01T11:00:00Z") == 1
    assert compare_date_times("2020-01-01", "2020-01-01T11:00:00Z") is None
