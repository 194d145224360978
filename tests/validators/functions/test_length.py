from typing import Any

import pytest
from functions import messages, refuses

SHORT, LONG = '#{{print("property")}}must be longer than 3', '#{{print("property")}}must be shorter than 3'


@pytest.mark.parametrize("target", ["abc", "aé☃", [1, 2, 3], {"a": 1, "b": 2, "c": 3}, 3, 3.0])
def test_the_bounds_themselves_are_within(target: Any) -> None:
    assert messages("length", target, {"min": 3, "max": 3}) == []


@pytest.mark.parametrize("target", ["ab", "😀", [], {"a": 1}, 2, -7, 2.9])
def test_less_than_the_minimum_is_too_little(target: Any) -> None:
    assert messages("length", target, {"min": 3}) == [SHORT]
    assert messages("length", target, {"max": 3}) == []


@pytest.mark.parametrize("target", ["abcd", "😀😀", [1, 2, 3, 4], 3.1, 10])
def test_more_than_the_maximum_is_too_much(target: Any) -> None:
    assert messages("length", target, {"max": 3.0}) == [LONG]
    assert messages("length", target, {"min": 3}) == []


def test_bounds_that_cross_are_both_broken() -> None:
    assert messages("length", "ab", {"min": 3, "max": 1}) == [SHORT, LONG.replace("3", "1")]


@pytest.mark.parametrize("target", [None, True, False, float("nan"), float("inf")])
def test_what_has_no_length_is_not_judged(target: Any) -> None:
    assert messages("length", target, {"min": 3, "max": -3}) == []


@pytest.mark.parametrize("options", [None, 2, {}, {"min": "2"}, {"max": None}, {"min": 2, "foo": True}])
def test_options_without_a_bound_are_refused(options: Any) -> None:
    assert refuses("length", options)
