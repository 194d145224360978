from typing import Any

import pytest
from judging import passes, said


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"maximum": 1}, 2, "must be <= 1"),
        ({"minimum": 1.5}, 1, "must be >= 1.5"),
        ({"exclusiveMaximum": 2.0}, 2, "must be < 2"),
        ({"exclusiveMinimum": 0}, 0, "must be > 0"),
        ({"multipleOf": 2}, 3, "must be multiple of 2"),
        ({"multipleOf": 0.1}, 0.3, "must be multiple of 0.1"),
        ({"maxLength": 1}, "ab", "must NOT have more than 1 characters"),
        ({"minLength": 2}, "\U0001f600", "must NOT have fewer than 2 characters"),
        ({"pattern": "^a"}, "b", 'must match pattern "^a"'),
        ({"format": "date"}, "x", 'must match format "date"'),
        ({"format": "int32"}, 2**40, 'must match format "int32"'),
        ({"format": "date", "formatMinimum": "2020-01-01"}, "2019-12-31", "should be >= 2020-01-01"),
        ({"format": "date", "formatExclusiveMaximum": "2020-01-01"}, "2020-01-01", "should be < 2020-01-01"),
    ],
)
def test_what_fails_is_said_as_ajv_says_it(schema: Any, value: Any, message: str) -> None:
    assert said(schema, value) == [("", message)]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"maximum": 1}, "5"),
        ({"multipleOf": 0.5}, 1.5),
        ({"multipleOf": 1}, 2.0),
        ({"minLength": 3}, 1),
        ({"format": "int32"}, "x"),
        ({"format": "unknown"}, "x"),
        ({"format": "password"}, "x"),
        ({"format": "date", "formatMaximum": "2020-01-01"}, "2020-01-01"),
    ],
)
def test_other_types_and_unknown_formats_pass(schema: Any, value: Any) -> None:
    assert passes(schema, value)


def test_limits_of_draft_4_are_exclusive_by_a_flag() -> None:
    assert said({"maximum": 2, "exclusiveMaximum": True}, 2, "draft4") == [("", "must be < 2")]
    assert said({"maximum": 2, "exclusiveMaximum": False}, 3, "draft4") == [("", "must be <= 2")]


def test_a_limit_of_a_format_needs_the_format() -> None:
    assert said({"formatMinimum": "x"}, "a") == [
        ("schema", "parent schema must have dependencies of formatMinimum: format")
    ]
    assert said({"format": "uri", "formatMinimum": "x"}, "a") == [
        ("schema", '"formatMinimum": format "uri" does not define "compare" function')
    ]
