from typing import Any

import pytest
from functions import faults, messages


@pytest.mark.parametrize(
    "target",
    [
        {"type": "string", "enum": ["a", ""]},
        {"type": "integer", "enum": [1, 2.0]},
        {"type": "number", "enum": [1, 2.5]},
        {"type": "boolean", "enum": [True]},
        {"type": ["string", "null"], "enum": ["a", None]},
        {"type": "array", "enum": [[]]},
        {"type": "object", "enum": [{}]},
    ],
)
def test_values_of_the_type_pass(target: Any) -> None:
    assert messages("typedEnum", target) == []


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        ("string", 1, 'Enum value 1 must be "string".'),
        ("integer", 1.5, 'Enum value 1.5 must be "integer".'),
        ("integer", True, 'Enum value true must be "integer".'),
        ("string", None, 'Enum value null must be "string".'),
        (["string", "integer"], {}, 'Enum value Object{} must be "string,integer".'),
    ],
)
def test_each_value_of_another_type_is_named_in_its_place(type_: Any, value: Any, shown: str) -> None:
    target = {"type": type_, "enum": [value]}
    assert faults("typedEnum", target, path=("schema",)) == [(shown, ("schema", "enum", 0))]


@pytest.mark.parametrize(
    ("word", "version", "allowed"),
    [
        ("nullable", "oas3_0", True),
        ("nullable", "oas3_1", False),
        ("nullable", "oas2", False),
        ("x-nullable", "oas2", True),
        ("x-nullable", "oas3_0", False),
    ],
)
def test_null_is_allowed_by_the_word_of_the_version(word: str, version: str, allowed: bool) -> None:  # noqa: FBT001 a column
    found = messages("typedEnum", {"type": "string", "enum": [None], word: True}, formats=[version])
    assert (found == []) is allowed


def test_what_allows_null_is_told_with_null() -> None:
    target = {"type": "string", "enum": [1], "nullable": True}
    assert messages("typedEnum", target, formats=["oas3_0"]) == ['Enum value 1 must be "string,null".']


@pytest.mark.parametrize("target", [None, [], {"enum": "a", "type": "b"}, {"enum": [1], "type": [1]}, {"enum": [1]}])
def test_what_is_no_schema_with_both_is_not_judged(target: Any) -> None:
    assert messages("typedEnum", target) == []
