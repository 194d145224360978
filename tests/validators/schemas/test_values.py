from typing import Any

import pytest

from registry.validators.schemas.values import Identities, are_equal, in_order, is_integer, json_text


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, 1.0), ("a", "a"), (None, None), ([1, {"a": 2, "b": 3}], [1.0, {"b": 3, "a": 2}]), ({}, {})],
)
def test_equal_values_are_equal(one: Any, other: Any) -> None:
    assert are_equal(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (0, False), (0, None), ("1", 1), ([], {}), ([1, 2], [2, 1]), ({"a": 1}, {"b": 1})]
)
def test_values_of_other_types_or_order_are_not(one: Any, other: Any) -> None:
    assert not are_equal(one, other)


def test_shared_nodes_are_compared_once() -> None:
    def doubled() -> Any:
        node: Any = [1]
        for _ in range(60):
            node = [node, node]
        return node

    assert are_equal(doubled(), doubled())


def test_equal_values_have_one_identity() -> None:
    identities = Identities()
    assert identities.of({"a": [1]}) == identities.of({"a": [1.0]}) != identities.of({"a": [True]})


def test_whole_numbers_are_integers_however_they_are_written() -> None:
    assert [is_integer(number) for number in (1, 1.0, float("inf"), 1.5, float("nan"))] == [
        *[True] * 3,
        *[False] * 2,
    ]


def test_values_are_written_as_javascript_does() -> None:
    assert json_text({"a": [1.0, None, True, "é\n", 1e21, float("inf")]}) == '{"a":[1,null,true,"é\\n",1e+21,null]}'


def test_javascript_keeps_whole_numbers_first() -> None:
    assert in_order(dict.fromkeys(["b", "10", "a", "2", "01"])) == ["2", "10", "b", "a", "01"]
    assert in_order(dict.fromkeys(["b", "a"])) == ["b", "a"]
