from time import process_time
from typing import Any

import pytest
from judging import said

from registry.validators.rule import NotChecked
from registry.validators.schemas.failures import Budget
from registry.validators.schemas.validator import Validator


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "string"}, 1, [("", "must be string")]),
        ({"type": ["string", "null"]}, 1, [("", "must be string,null")]),
        ({"type": "integer"}, 1.5, [("", "must be integer")]),
        ({"type": "number"}, True, [("", "must be number")]),
        ({"type": "boolean"}, 1, [("", "must be boolean")]),
        ({"type": "string", "enum": ["a"]}, 1, [("", "must be string")]),
        ({"type": "string", "minLength": 1, "enum": ["a"]}, 1, [("", "must be equal to one of the allowed values")]),
        ({"type": "object", "required": ["a"], "minLength": 2}, "a", [("", "must NOT have fewer than 2 characters")]),
        ({"type": "object", "properties": {}, "pattern": "^b"}, "b", [("", "must be object")]),
    ],
)
def test_the_type_is_asked_first_or_in_the_place_of_its_keywords(schema: Any, value: Any, expected: Any) -> None:
    assert said(schema, value) == expected


@pytest.mark.parametrize(
    ("schema", "value"),
    [({"type": "integer"}, 1.0), ({"type": "string", "nullable": True}, None), ({"type": ["integer", "number"]}, 1.5)],
)
def test_whole_numbers_and_what_is_nullable_pass(schema: Any, value: Any) -> None:
    assert said(schema, value) == []


def test_a_wrong_type_does_not_end_the_questions_where_failures_add_up() -> None:
    assert said({"anyOf": [{"type": "boolean", "not": {"type": "string"}}]}, "a") == [
        ("", "must be boolean"),
        ("", "must NOT be valid"),
        ("", "must match a schema in anyOf"),
    ]


def test_a_judgement_that_costs_too_much_is_not_made() -> None:
    schema: dict[str, Any] = {"type": "null"}
    for _ in range(30):
        schema = {"anyOf": [schema, schema]}
    with pytest.raises(NotChecked, match="too-large"):
        Validator(schema, "draft7").failures("a", Budget(10_000))


def test_schemas_that_are_nested_too_deep_are_not_checked() -> None:
    schema: dict[str, Any] = {"type": "null"}
    for _ in range(2_000):
        schema = {"allOf": [schema]}
    with pytest.raises(NotChecked, match="too-large"):
        Validator(schema, "draft7").failures("a")


def test_hostile_values_and_schemas_end_in_time() -> None:
    long, wide = "a" * 1_000_000, {f"k{number}": number for number in range(20_000)}
    cases: list[tuple[Any, Any]] = [
        ({"contains": {"pattern": "(a+)+$"}}, [long + "b"] * 5_000),
        ({"contains": {"format": "email"}}, [long] * 5_000),
        ({"items": {"required": list(wide)}}, [wide] * 5_000),
        ({"items": {"additionalProperties": False, "properties": {key: {} for key in wide}}}, [wide] * 5_000),
        ({"items": {"uniqueItems": True}}, [[wide, {"a": wide}]] * 5_000),
        ({"contains": {"enum": [wide, {"a": wide}]}}, [wide | {"x": 1}] * 5_000),
    ]
    for schema, value in cases:
        start = process_time()
        with pytest.raises(NotChecked, match="too-large"):
            Validator(schema, "draft7").failures(value, Budget(1_000_000))
        assert process_time() - start < 5
