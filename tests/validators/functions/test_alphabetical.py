from typing import Any

import pytest
from functions import faults, messages, refuses

KINDS = '#{{print("property")}}must be one of the allowed types: number, string'


@pytest.mark.parametrize(
    "target",
    [
        None,
        "b",
        [],
        ["b"],
        ["a", "B", "c"],
        ["a", "a"],
        [1, 2, 10],
        [2, 1.5],
        ["10", "9"],
        {"a": 2, "b": 1},
        ["x", "1"],
        [4, "a"],
        ["a", 4],
    ],
)
def test_what_is_in_order_passes(target: Any) -> None:
    assert messages("alphabetical", target) == []


@pytest.mark.parametrize(
    ("target", "message", "place"),
    [
        (["b", "a"], '"b" must be placed after "a"', 0),
        (["a", "c", "B"], '"c" must be placed after "B"', 1),
        ([10, 9], "10 must be placed after 9", 0),
        ([10, "9"], '10 must be placed after "9"', 0),
        ({"c": 1, "b": 2, "a": 3}, '"c" must be placed after "b"', "c"),
        ({"404": {}, "200": {}}, '"404" must be placed after "200"', "404"),
        ([1e400, 1], "Infinity must be placed after 1", 0),
        ([10**400, 1], "Infinity must be placed after 1", 0),
    ],
)
def test_the_first_that_stands_before_a_lesser_one_is_named(target: Any, message: str, place: str | int) -> None:
    assert faults("alphabetical", target, path=("tags",)) == [(message, ("tags", place))]


@pytest.mark.parametrize("target", [[None, "a"], [True, "a"], ["a", {}], [["a"], "b"]])
def test_only_texts_and_numbers_have_an_order(target: Any) -> None:
    assert messages("alphabetical", target) == [KINDS]


def test_objects_are_ordered_by_the_key_that_is_named() -> None:
    options = {"keyedBy": "name"}
    sorted_, unsorted = [{"name": "a"}, {"name": "b"}], [{"name": "b"}, {"name": "a"}]
    assert messages("alphabetical", sorted_, options) == []
    assert faults("alphabetical", unsorted, options) == [("properties must follow the alphabetical order", None)]


@pytest.mark.parametrize("target", [[{"name": "a"}, {}], [{"name": "a"}, {"name": None}]])
def test_an_object_without_a_fitting_key_has_no_order(target: Any) -> None:
    assert messages("alphabetical", target, {"keyedBy": "name"}) == [KINDS]


@pytest.mark.parametrize("target", [[{"name": "a"}, "b"], [None, None], {"a": 1, "b": 2}])
def test_what_is_no_object_has_no_key(target: Any) -> None:
    assert messages("alphabetical", target, {"keyedBy": "name"}) == ['#{{print("property")}}must be an object']


def test_lists_are_keyed_by_their_indexes_and_their_length() -> None:
    unsorted = ["properties must follow the alphabetical order"]
    assert messages("alphabetical", [["b"], ["a"]], {"keyedBy": "0"}) == unsorted
    assert messages("alphabetical", [["b", "c"], ["a"]], {"keyedBy": "length"}) == unsorted
    assert messages("alphabetical", [["b"], ["a"]], {"keyedBy": "1"}) == [KINDS]


@pytest.mark.parametrize("options", [2, [], {"foo": True}, {"keyedBy": 2}])
def test_options_with_anything_but_a_key_are_refused(options: Any) -> None:
    assert refuses("alphabetical", options)
