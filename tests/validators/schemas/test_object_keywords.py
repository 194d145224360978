from typing import Any

import pytest
from judging import passes, said

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"maxProperties": 0}, {"a": 1}, [("", "must NOT have more than 0 properties")]),
        ({"minProperties": 2}, {"a": 1}, [("", "must NOT have fewer than 2 properties")]),
        ({"required": ["a", "b"]}, {}, [("", "must have required property 'a'")]),
        ({"properties": {"b": TEXT, "a": TEXT}}, {"a": 1, "b": 1}, [("/b", "must be string")]),
        ({"properties": {"b": TEXT, "2": TEXT}}, {"b": 1, "2": 1}, [("/2", "must be string")]),
        ({"patternProperties": {"^x": TEXT}}, {"a": 1, "xa/b": 1}, [("/xa~1b", "must be string")]),
        (
            {"additionalProperties": False, "properties": {"a": {}}},
            {"a": 1, "b": 1},
            [("", "must NOT have additional properties")],
        ),
        (
            {"additionalProperties": TEXT, "patternProperties": {"a": True}},
            {"ab": 1, "b": 1},
            [("/b", "must be string")],
        ),
        ({"dependencies": {"a": ["b", "c"]}}, {"a": 1}, [("", "must have properties b, c when property a is present")]),
        ({"dependencies": {"a": {"required": ["b"]}}}, {"a": 1}, [("", "must have required property 'b'")]),
    ],
)
def test_what_fails_in_an_object_is_said_as_ajv_says_it(schema: Any, value: Any, expected: Any) -> None:
    assert said(schema, value) == expected


def test_a_name_that_is_not_valid_is_told_with_the_reason() -> None:
    assert said({"propertyNames": {"maxLength": 1}}, {"a": 1, "bc": 1}) == [
        ("", "must NOT have more than 1 characters"),
        ("", "property name must be valid"),
    ]


def test_the_drafts_from_2019_on_split_dependencies() -> None:
    schema = {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"required": ["d"]}}}
    assert said(schema, {"a": 1}, "draft2019-09") == [("", "must have property b when property a is present")]
    assert said(schema, {"c": 1}, "draft2020-12") == [("", "must have required property 'd'")]


def test_everything_is_told_where_it_is_asked_for() -> None:
    schema = {"required": ["a", "b"], "additionalProperties": False, "properties": {"c": TEXT}}
    assert said(schema, {"c": 1, "d": 1}, every=True) == [
        ("", "must have required property 'a'"),
        ("", "must have required property 'b'"),
        ("", "must NOT have additional properties"),
        ("/c", "must be string"),
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"required": ["a"]}, []),
        ({"properties": {"a": TEXT}}, {"b": 1}),
        ({"additionalProperties": True}, {"b": 1}),
        ({"dependencies": {"a": ["b"]}}, {"b": 1}),
        ({"propertyNames": {}}, {"b": 1}),
    ],
)
def test_what_is_not_asked_passes(schema: Any, value: Any) -> None:
    assert passes(schema, value)
