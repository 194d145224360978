from typing import Any

import pytest
from functions import faults, refuses

from registry.validators.function import Context
from registry.validators.functions import available
from registry.validators.view import View

OPTIONS = {"max": 2}
TOO_DEEP = [("A value must not be nested more than 2 levels deep", None)]


def nested(levels: int) -> dict[str, Any]:
    return {"properties": {"in": nested(levels - 1)}} if levels else {"type": "string"}


@pytest.mark.parametrize(("levels", "expected"), [(0, []), (2, []), (3, TOO_DEEP)])
def test_each_object_in_another_is_a_level(levels: int, expected: list[Any]) -> None:
    assert faults("nestingDepth", nested(levels), OPTIONS) == expected


def test_items_and_alternatives_are_looked_into() -> None:
    assert faults("nestingDepth", {"items": {"anyOf": [{}, {"allOf": [nested(3)]}]}}, OPTIONS) == TOO_DEEP


def test_a_schema_that_stands_in_two_places_is_measured_once() -> None:
    shared = nested(1)
    assert faults("nestingDepth", {"properties": {"a": shared, "b": shared}}, OPTIONS) == []


def test_a_schema_that_contains_itself_does_not_hang() -> None:
    schema: dict[str, Any] = {"properties": {}}
    schema["properties"]["again"] = schema
    assert faults("nestingDepth", schema, OPTIONS) == []


def test_one_document_says_nothing_of_the_next() -> None:
    found = available("nestingDepth")
    assert found is not None
    check, schema = found.make(OPTIONS), nested(3)
    for _ in range(2):
        assert list(check(schema, Context((), View({}, schema))))
        schema = nested(3)


@pytest.mark.parametrize("schema", [None, [], {"properties": [], "items": 1, "oneOf": {}}])
def test_what_is_no_schema_has_no_depth(schema: Any) -> None:
    assert faults("nestingDepth", schema, OPTIONS) == []


def test_a_depth_must_be_given() -> None:
    assert refuses("nestingDepth", {"max": 0})
