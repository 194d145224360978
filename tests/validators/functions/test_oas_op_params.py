from typing import Any

import pytest
from functions import faults

REPEATED = 'A parameter in this operation already exposes the same combination of "name" and "in" values.'
BOTH = 'Operation must not have both "in:body" and "in:formData" parameters.'
SECOND = 'Operation must not have more than a single instance of the "in:body" parameter.'


def parameter(place: Any, name: Any) -> dict[str, Any]:
    return {"in": place, "name": name}


@pytest.mark.parametrize(
    "target",
    [
        [parameter("query", "a"), parameter("header", "a"), parameter("query", "b")],
        [parameter("query", "a"), {"$ref": "#/x", **parameter("query", "a")}],
        [parameter("query", "a"), None, "x"],
        [parameter("query", "a")],
        {},
        None,
    ],
)
def test_parameters_that_differ_pass(target: Any) -> None:
    assert faults("oasOpParams", target) == []


def test_each_that_was_met_before_is_named() -> None:
    target = [parameter("query", "a"), parameter("query", "a"), parameter("path", "b"), parameter("query", "a")]
    expected = [(REPEATED, ("p", 1)), (REPEATED, ("p", 3))]
    assert faults("oasOpParams", target, path=("p",)) == expected


def test_names_are_compared_as_texts() -> None:
    target = [parameter("query", 1), parameter("query", "1"), {}, [], {"in": "undefined"}]
    assert [path for _, path in faults("oasOpParams", target)] == [(1,), (3,), (4,)]


def test_a_body_is_alone_and_without_form_fields() -> None:
    target = [parameter("body", "a"), parameter("formData", "b"), parameter("body", "c")]
    assert faults("oasOpParams", target, path=("p",)) == [(BOTH, None), (SECOND, ("p", 2))]
