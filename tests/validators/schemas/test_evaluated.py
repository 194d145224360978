from typing import Any

import pytest
from judging import said

TEXT = {"type": "string"}
EXTRA = [("", "must NOT have unevaluated properties")]


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {}}},
        {"patternProperties": {"^a": {}}},
        {"additionalProperties": True},
        {"allOf": [{"properties": {"a": {}}}]},
        {"anyOf": [{"properties": {"a": TEXT}}, {"properties": {"a": {"type": "number"}}}]},
        {"oneOf": [{"properties": {"a": TEXT}}, {"properties": {"a": {"type": "number"}}}]},
        {"if": {"properties": {"a": {}}}, "then": {"minProperties": 1}},
        {"$ref": "#/$defs/d", "$defs": {"d": {"properties": {"a": {}}}}},
        {"dependentSchemas": {"a": {"properties": {"a": {}}}}},
        {"allOf": [{"unevaluatedProperties": True}]},
    ],
)
def test_what_another_keyword_looked_at_is_not_looked_at_again(schema: Any) -> None:
    assert said({**schema, "unevaluatedProperties": False}, {"a": 1}, "draft2020-12") == []


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"properties": {"b": {}}},
        {"not": {"properties": {"a": TEXT}}},
        {"anyOf": [{"properties": {"a": TEXT}}, {}]},
        {"if": {"properties": {"a": TEXT}}, "then": {"properties": {"a": {}}}},
        {"dependentSchemas": {"b": {"properties": {"a": {}}}}},
    ],
)
def test_what_nothing_looked_at_is_too_much(schema: Any) -> None:
    assert said({**schema, "unevaluatedProperties": False}, {"a": 1}, "draft2019-09") == EXTRA


def test_what_is_left_over_may_have_a_schema() -> None:
    assert said({"unevaluatedProperties": TEXT}, {"a": "b", "c": 1}, "draft2020-12") == [("/c", "must be string")]
    assert said({"unevaluatedItems": TEXT, "prefixItems": [{}]}, [1, 2], "draft2020-12") == [("/1", "must be string")]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"prefixItems": [{}]}, [("", "must NOT have more than 1 items")]),
        ({"allOf": [{"prefixItems": [{}, {}]}]}, []),
        ({"items": {}}, []),
        ({"contains": {"const": 1}}, []),
        ({}, [("", "must NOT have more than 0 items")]),
    ],
)
def test_items_that_nothing_looked_at_are_too_many(schema: Any, expected: Any) -> None:
    assert said({**schema, "unevaluatedItems": False}, [1, 2], "draft2020-12") == expected
