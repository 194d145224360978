from datetime import UTC, date, datetime

import pytest

from registry.messages import Language
from registry.messages.figures import day, moment, number, percent


@pytest.mark.parametrize(("language", "expected"), [("sw", "3 Novemba 2026"), ("en", "3 November 2026")])
def test_a_day_is_written_as_people_in_tanzania_write_it(language: Language, expected: str) -> None:
    assert day(date(2026, 11, 3), language) == expected


def test_a_moment_says_its_day_its_time_and_that_it_is_universal() -> None:
    when = datetime(2026, 2, 1, 8, 5, tzinfo=UTC)
    assert moment(when, "sw") == "1 Februari 2026, 08:05 UTC"
    assert moment(when, "en") == "1 February 2026, 08:05 UTC"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567"), (-1, "-1"), (-1234, "-1,234")],
)
def test_digits_stand_in_groups_of_three(count: int, expected: str) -> None:
    assert number(count, "sw") == number(count, "en") == expected


@pytest.mark.parametrize(("share", "expected"), [(0.0, "0%"), (0.5, "50%"), (0.996, "100%"), (1.0, "100%")])
def test_a_share_of_one_is_said_in_hundredths(share: float, expected: str) -> None:
    assert percent(share, "sw") == percent(share, "en") == expected
