from typing import Any

import pytest
from judging import passes, said

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"maxItems": 1}, [1, 2], [("", "must NOT have more than 1 items")]),
        ({"minItems": 1}, [], [("", "must NOT have fewer than 1 items")]),
        ({"items": TEXT}, ["a", 1, 2], [("/1", "must be string")]),
        ({"items": [TEXT, {"type": "null"}]}, ["a", 1], [("/1", "must be null")]),
        ({"items": [TEXT], "additionalItems": False}, ["a", 1], [("", "must NOT have more than 1 items")]),
        ({"items": [TEXT], "additionalItems": TEXT}, ["a", 1], [("/1", "must be string")]),
        ({"contains": TEXT}, [1], [("", "must contain at least 1 valid item(s)")]),
        ({"uniqueItems": True}, [1, 2, 1], [("", "must NOT have duplicate items (items ## 0 and 2 are identical)")]),
        (
            {"uniqueItems": True, "items": {"type": "integer"}},
            [1, 2, 2, 1],
            [("", "must NOT have duplicate items (items ## 2 and 1 are identical)")],
        ),
    ],
)
def test_what_fails_in_a_list_is_said_as_ajv_says_it(schema: Any, value: Any, expected: Any) -> None:
    assert said(schema, value) == expected


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"prefixItems": [TEXT], "items": False}, ["a", 1], [("", "must NOT have more than 1 items")]),
        ({"prefixItems": [TEXT], "items": TEXT}, ["a", 1], [("/1", "must be string")]),
        ({"contains": TEXT, "minContains": 2}, ["a"], [("", "must contain at least 2 valid item(s)")]),
        (
            {"contains": TEXT, "maxContains": 1},
            ["a", "b"],
            [("", "must contain at least 1 and no more than 1 valid item(s)")],
        ),
    ],
)
def test_draft_2020_counts_what_is_contained(schema: Any, value: Any, expected: Any) -> None:
    assert said(schema, value, "draft2020-12") == expected


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"items": TEXT}, {"a": 1}),
        ({"additionalItems": False}, [1]),
        ({"uniqueItems": True}, [1, True, "1", None, [], {}]),
        ({"uniqueItems": True}, []),
        ({"contains": TEXT}, [1, "a"]),
        ({"items": True}, [1]),
    ],
)
def test_lists_that_are_as_they_should_be_pass(schema: Any, value: Any) -> None:
    assert passes(schema, value)


def test_many_different_items_are_compared_quickly() -> None:
    assert passes({"uniqueItems": True}, [{"a": number} for number in range(50_000)])


def test_what_was_contained_in_vain_is_told_where_another_branch_might_fit() -> None:
    schema = {"anyOf": [{"contains": TEXT}]}
    assert said(schema, [1]) == [
        ("/0", "must be string"),
        ("", "must contain at least 1 valid item(s)"),
        ("", "must match a schema in anyOf"),
    ]
