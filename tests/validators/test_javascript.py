import math
from typing import Any

import pytest

from registry.validators.function import UNDEFINED
from registry.validators.javascript import (
    is_true,
    loosely_equal,
    number_of,
    number_text,
    print_path,
    print_value,
    short_text_of,
    strictly_equal,
    text_of,
)


@pytest.mark.parametrize("value", [True, 1, -1, 0.1, "0", "false", {}, [], math.inf])
def test_what_is_true(value: Any) -> None:
    assert is_true(value)


@pytest.mark.parametrize("value", [False, 0, 0.0, -0.0, math.nan, "", None, UNDEFINED])
def test_what_is_false(value: Any) -> None:
    assert not is_true(value)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"), (-0.0, "0"), (1.0, "1"), (1.5, "1.5"), (1e21, "1e+21"), (1e20, "100000000000000000000"),
        (123456789012345678, "123456789012345680"), (1e-6, "0.000001"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"),
        (-2.5e25, "-2.5e+25"), (0.1, "0.1"), (math.nan, "NaN"), (math.inf, "Infinity"), (-math.inf, "-Infinity"),
        (10**400, "Infinity"), (0.00001234, "0.00001234"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_javascript_writes_it(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"), (None, "null"), (True, "true"), (False, "false"), (1.0, "1"), (UNDEFINED, "undefined"),
        ({}, "[object Object]"), ([1, None, [2, "a"], {}], "1,,2,a,[object Object]"), ([], ""),
    ],
)  # fmt: skip
def test_a_value_is_written_as_string_of_it(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (True, 1), (None, 0), ("", 0), (" 12 ", 12), ("1e3", 1000), ("0x1f", 31), ("0b11", 3), ("0o7", 7), ([], 0),
        ([5], 5), ("Infinity", math.inf), ("-Infinity", -math.inf), (".5", 0.5), ("5.", 5),
    ],
)  # fmt: skip
def test_a_value_is_taken_for_a_number(value: Any, number: float) -> None:
    assert number_of(value) == number


@pytest.mark.parametrize("value", ["x", "1_0", "inf", "nan", "0xg", "1 2", {}, [1, 2], UNDEFINED, "--1", "0x"])
def test_what_is_no_number_is_nan(value: Any) -> None:
    assert math.isnan(number_of(value))


@pytest.mark.parametrize(
    ("left", "right", "strictly", "loosely"),
    [
        (1, 1.0, True, True), (1, "1", False, True), (1, True, False, True), ("a", "a", True, True),
        (None, UNDEFINED, False, True), (None, 0, False, False), ("", 0, False, True), ([1], 1, False, True),
        ({}, "[object Object]", False, True), ([], [], False, False), (math.nan, math.nan, False, False),
        (None, None, True, True), (True, True, True, True), ("1", True, False, True), ([], "", False, True),
    ],
)  # fmt: skip
def test_equality_is_that_of_javascript(left: Any, right: Any, *, strictly: bool, loosely: bool) -> None:
    assert strictly_equal(left, right) is strictly_equal(right, left) is strictly
    assert loosely_equal(left, right) is loosely_equal(right, left) is loosely


def test_a_list_is_equal_to_itself() -> None:
    one: list[int] = []
    assert strictly_equal(one, one)
    assert loosely_equal(one, one)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('a"é', '"a\\"é"'), (1.0, "1"), (True, "true"), (None, "null"), ([1], "Array[]"), ({}, "Object{}"),
        (UNDEFINED, "undefined"),
    ],
)  # fmt: skip
def test_a_value_is_shown_in_a_message(value: Any, shown: str) -> None:
    assert print_value(value) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ((), ""), (("info", "contact"), "info.contact"), (("tags", 0, "name"), "tags[0].name"),
        (("tags", "0"), "tags[0]"), (("a b", "c"), "['a b'].c"), (("a", ""), "a['']"), (("p~1q",), "p/q"),
        (("1e3", "0x1f", "1_0", "inf"), "[1e3][0x1f].1_0.inf"), (("0xz",), "0xz"),
    ],
)  # fmt: skip
def test_a_path_is_shown_in_a_message(path: tuple[str | int, ...], shown: str) -> None:
    assert print_path(path) == shown


def test_of_a_long_list_only_the_beginning_is_written_for_a_filter() -> None:
    assert short_text_of([1, [2, None], {}]) == text_of([1, [2, None], {}]) == "1,2,,[object Object]"
    assert short_text_of(list(range(1_000))) == text_of(list(range(64)))


def test_a_list_that_holds_itself_many_times_over_is_written_soon() -> None:
    doubled: list[Any] = ["x"]
    for _ in range(60):
        doubled = [doubled, doubled]
    assert short_text_of(doubled).startswith("x")
    assert not loosely_equal(doubled, "y")
    assert math.isnan(number_of(doubled))
