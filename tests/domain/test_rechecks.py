from datetime import UTC, date, datetime

import pytest

from registry.domain.lifecycle import PUBLIC, Status
from registry.domain.rechecks import CHECKED_AGAIN, Effect, effect_of, grace_until_of


def test_what_is_in_use_or_may_come_back_into_use_is_checked_again() -> None:
    assert PUBLIC - {Status.RETIRED} == CHECKED_AGAIN


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("pass", "pass", Effect.PASSES_STILL),
        ("pass", "fail", Effect.FAILS_NOW),
        ("fail", "fail", Effect.FAILS_STILL),
        ("fail", "pass", Effect.PASSES_NOW),
        ("pass", "error", Effect.UNCHECKED),
        ("fail", "error", Effect.UNCHECKED),
        ("error", "fail", Effect.FAILS_STILL),
        ("error", "pass", Effect.PASSES_NOW),
    ],
)
def test_an_effect_follows_from_two_results_and_what_is_unchecked_never_passes(
    before: str, after: str, effect: Effect
) -> None:
    assert effect_of(before, after) is effect


@pytest.mark.parametrize(
    ("binding", "since", "days", "until"),
    [
        (date(2027, 1, 1), datetime(2026, 11, 25, 12, tzinfo=UTC), 90, date(2027, 4, 1)),
        (date(2027, 1, 1), datetime(2027, 6, 30, 23, 59, tzinfo=UTC), 2, date(2027, 7, 2)),
        (date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC), 0, date(2027, 1, 1)),
    ],
)
def test_the_grace_follows_the_later_of_the_binding_day_and_the_first_failure(
    binding: date, since: datetime, days: int, until: date
) -> None:
    assert grace_until_of(binding, since, days) == until
