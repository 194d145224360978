from typing import Any

import pytest
from functions import messages, refuses


@pytest.mark.parametrize("target", [{"a": 1}, {"b": None, "c": 1}, {"a": 1, "b": 2}])
def test_one_of_the_properties_is_enough(target: Any) -> None:
    assert messages("or", target, {"properties": ["a", "b"]}) == []


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ("ab", 'At least one of "a" or "b" must be defined'),
        ("abcd", 'At least one of "a" or "b" or "c" or "d" must be defined'),
        ("abcde", 'At least one of "a" or "b" or "c" or 2 other properties must be defined'),
    ],
)
def test_an_object_with_none_of_them_is_told_which(properties: str, message: str) -> None:
    assert messages("or", {"z": 1}, {"properties": list(properties)}) == [message]


@pytest.mark.parametrize("target", [None, "a", 1, [], ["a"]])
def test_what_is_no_object_is_not_judged(target: Any) -> None:
    assert messages("or", target, {"properties": ["a", "b"]}) == []


@pytest.mark.parametrize(
    "options",
    [None, 2, {}, {"properties": ["a"]}, {"properties": ["a", 1]}, {"properties": ["a", "b"], "foo": True}],
)
def test_options_without_two_properties_are_refused(options: Any) -> None:
    assert refuses("or", options)
