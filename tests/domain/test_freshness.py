from datetime import UTC, date, datetime, timedelta

import pytest

from registry.domain.freshness import Freshness, confirm_by, cutoff, digest_of, freshness_of

TODAY = date(2026, 11, 25)
LAST = datetime(2025, 11, 25, tzinfo=UTC)
"""The earliest moment that counts today."""
BEFORE = LAST - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("changed_at", "confirmed_at", "state"),
    [
        (LAST, None, Freshness.TO_CONFIRM),
        (BEFORE, None, Freshness.UNVERIFIED),
        (BEFORE, LAST, Freshness.CONFIRMED),
        (LAST, BEFORE, Freshness.TO_CONFIRM),
        (BEFORE, BEFORE, Freshness.UNVERIFIED),
    ],
)
def test_dates_decide_how_far_an_entry_can_be_relied_on(
    changed_at: datetime, confirmed_at: datetime | None, state: Freshness
) -> None:
    assert freshness_of(changed_at, confirmed_at, TODAY) is state


def test_the_day_from_which_an_entry_is_unverified_is_told_before() -> None:
    for moment in (LAST, LAST + timedelta(hours=23, minutes=59), datetime(2024, 2, 29, 12, tzinfo=UTC)):
        day = confirm_by(BEFORE - timedelta(days=900), moment)
        assert freshness_of(BEFORE - timedelta(days=900), moment, day) is Freshness.UNVERIFIED
        assert freshness_of(BEFORE - timedelta(days=900), moment, day - timedelta(days=1)) is Freshness.CONFIRMED


def test_what_happened_on_the_last_day_counts_all_day_long() -> None:
    assert cutoff(TODAY) == LAST


def test_other_contacts_have_another_digest_whatever_the_order_of_their_parts() -> None:
    assert digest_of([{"a": 1, "b": 2}]) == digest_of([{"b": 2, "a": 1}])
    assert digest_of([{"a": 1}]) != digest_of([{"a": 2}])
