from typing import Any

import pytest
from functions import messages, refuses

OPTIONS = {"properties": ["a", "b", "c"]}


@pytest.mark.parametrize("target", [{"a": 1}, {"b": None, "z": 1}])
def test_exactly_one_of_the_properties_is_right(target: Any) -> None:
    assert messages("xor", target, OPTIONS) == []


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ({}, 'At least one of "a" or "b" or "c" must be defined'),
        ({"z": 1}, 'At least one of "a" or "b" or "c" must be defined'),
        ({"b": 1, "a": 1}, 'Just one of "b" and "a" must be defined'),
        ({"a": 1, "z": 2, "b": 1, "c": 3}, 'Just one of "a" and "b" and "c" must be defined'),
    ],
)
def test_none_or_several_are_wrong(target: Any, message: str) -> None:
    assert messages("xor", target, OPTIONS) == [message]


@pytest.mark.parametrize("target", [None, "a", []])
def test_what_is_no_object_is_not_judged(target: Any) -> None:
    assert messages("xor", target, OPTIONS) == []


@pytest.mark.parametrize("options", [None, 2, {"properties": []}, {"properties": ["a"]}, {**OPTIONS, "foo": True}])
def test_options_without_two_properties_are_refused(options: Any) -> None:
    assert refuses("xor", options)
