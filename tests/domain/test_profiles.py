from datetime import date

import pytest

from registry.domain.actors import Role
from registry.domain.errors import IllegalTransition
from registry.domain.profiles import (
    STEPS,
    ProfileAction,
    ProfileState,
    is_profile_key,
    is_profile_version,
    profile_reference_of,
    step,
    steps_from,
    still_to_bind,
)

# Written by hand from the product's own words, not from the table.
EXPECTED = {
    ("draft", "replace"): "draft",
    ("draft", "activate"): "active",
    ("active", "retire"): "retired",
}


@pytest.mark.parametrize("state", ProfileState)
@pytest.mark.parametrize("action", ProfileAction)
def test_every_state_takes_the_steps_that_were_agreed_and_no_others(state: ProfileState, action: ProfileAction) -> None:
    expected = EXPECTED.get((state.value, action.value))
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            step(state, action)
        assert set(refused.value.allowed) == {taken for source, taken in EXPECTED if source == state}
        return
    assert step(state, action).target.value == expected


def test_no_row_of_the_table_stands_twice_and_every_step_is_the_editors() -> None:
    assert len(STEPS) == len({(row.source, row.action) for row in STEPS}) == len(EXPECTED)
    assert {row.role for row in STEPS} == {Role.STANDARDS_EDITOR}


def test_what_is_retired_never_comes_back() -> None:
    assert steps_from(ProfileState.RETIRED) == ()
    assert {row.source for row in STEPS if row.target is ProfileState.DRAFT} == {ProfileState.DRAFT}


@pytest.mark.parametrize(
    ("key", "good"), [("tz-interop", True), ("a" * 40, True), ("a" * 41, False), ("Tz", False), ("somana-core", False)]
)
def test_a_key_fits_a_report_and_is_not_that_of_the_built_in_profile(key: str, good: bool) -> None:  # noqa: FBT001 a case of a table
    assert is_profile_key(key) is good


@pytest.mark.parametrize(
    ("number", "good"), [("1.0.0", True), ("1.0", False), ("1.0.0-" + "a" * 26, True), ("1.0.0-" + "a" * 27, False)]
)
def test_a_version_is_semantic_and_fits_a_report(number: str, good: bool) -> None:  # noqa: FBT001 a case of a table
    assert is_profile_version(number) is good


def test_a_profile_is_named_with_or_without_its_version() -> None:
    assert str(profile_reference_of("tz-interop@1.0.0")) == "tz-interop@1.0.0"
    assert str(profile_reference_of("tz-interop")) == "tz-interop"
    for words in ("", "a/b", "a@", "a@1", "A", "a b", "a@1.0.0@2.0.0", "../etc"):
        assert profile_reference_of(words) is None, words


def test_errors_stop_nobody_before_the_binding_day() -> None:
    day = date(2027, 1, 1)
    assert still_to_bind(day, date(2026, 12, 31)) == day
    assert still_to_bind(day, day) is None
    assert still_to_bind(day, date(2027, 1, 2)) is None
    assert still_to_bind(None, day) is None
