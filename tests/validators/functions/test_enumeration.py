from typing import Any

import pytest
from functions import messages, refuses

PREFIX = '#{{print("value")}} must be equal to one of the allowed values: '


@pytest.mark.parametrize(
    ("target", "values"),
    [("draft", ["draft", 2]), (2, ["draft", 2]), (2.0, [2]), (None, [None]), (True, [True, 1]), (False, [0, False])],
)
def test_a_listed_value_is_allowed(target: Any, values: list[Any]) -> None:
    assert messages("enumeration", target, {"values": values}) == []


@pytest.mark.parametrize(
    ("target", "values", "listed"),
    [
        ("x", ["y", "z"], '"y", "z"'),
        ("2", [2], "2"),
        (True, [1, "true"], '1, "true"'),
        (0, [False, None, ""], 'false, null, ""'),
        (1.5, [1, 2.0], "1, 2"),
        ("x", [], ""),
    ],
)
def test_another_value_is_not_however_much_alike(target: Any, values: list[Any], listed: str) -> None:
    assert messages("enumeration", target, {"values": values}) == [PREFIX + listed]


@pytest.mark.parametrize("target", [{}, [], ["x"], float("nan"), float("inf")])
def test_what_is_no_scalar_is_not_judged(target: Any) -> None:
    assert messages("enumeration", target, {"values": ["y"]}) == []


@pytest.mark.parametrize("options", [None, 2, {}, {"values": "x"}, {"values": [{}]}, {"values": ["x"], "foo": True}])
def test_options_without_a_list_of_scalars_are_refused(options: Any) -> None:
    assert refuses("enumeration", options)
