from typing import Any

import pytest
from judging import said

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("told", "value", "expected"),
    [
        ("No.", {"a": 1}, [("", "No.")]),
        ({"required": "Where is b?"}, {"a": "x"}, [("", "Where is b?")]),
        ({"required": {"b": "Where is b?"}}, {"a": "x"}, [("", "Where is b?")]),
        ({"required": {"c": "Where is c?"}}, {"a": "x"}, [("", "must have required property 'b'")]),
        ({"properties": {"a": "Write a."}}, {"a": 1, "b": 1}, [("/a", "Write a.")]),
        ({"type": "An object."}, 1, [("", "An object.")]),
        ({"_": "Otherwise."}, {"a": 1}, [("", "Otherwise.")]),
        ({"type": "An object.", "_": "Otherwise."}, {"a": 1}, [("", "Otherwise.")]),
    ],
)
def test_the_words_of_the_schema_take_the_place_of_what_failed(told: Any, value: Any, expected: Any) -> None:
    schema = {"type": "object", "required": ["b"], "properties": {"a": TEXT}, "errorMessage": told}
    assert said(schema, value, every=True) == expected


def test_items_have_words_of_their_own() -> None:
    schema = {"items": [TEXT, TEXT], "errorMessage": {"items": ["The first."]}}
    assert said(schema, [1, 2], every=True) == [("/1", "must be string"), ("/0", "The first.")]


def test_the_words_are_not_known_where_the_first_failure_is_told_alone() -> None:
    assert said({"type": "string", "errorMessage": "No."}, 1) == [("", "must be string")]
