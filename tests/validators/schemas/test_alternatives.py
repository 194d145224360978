from judging import said

from registry.validators.schemas.alternatives import (
    by_type,
    everywhere,
    told_apart,
    without,
    without_needless_type,
)

REFERENCE = {"$ref": "#/r"}


def test_an_object_and_a_reference_are_told_apart_by_the_reference() -> None:
    schema = everywhere({"items": {"oneOf": [{"a": 1}, REFERENCE]}}, told_apart("#/r"))
    assert schema["items"]["then"] == REFERENCE
    assert schema["items"]["else"] == {"a": 1}
    assert "oneOf" not in schema["items"]


def test_other_alternatives_stay() -> None:
    schema = {"oneOf": [{"a": 1}, {"b": 1}, REFERENCE]}
    assert everywhere(schema, told_apart("#/r")) == schema


def test_choices_of_texts_need_no_type() -> None:
    assert without_needless_type({"type": "string", "enum": ["a"]}) == {"enum": ["a"]}
    assert without_needless_type({"type": "string"}) == {"type": "string"}
    assert without_needless_type({"type": "string", "enum": [1]}) == {"type": "string", "enum": [1]}


def test_what_is_neither_an_object_nor_a_boolean_is_refused_in_words() -> None:
    schema = by_type({"required": ["a"]}, "No schema.")
    assert [message for _, message in said(schema, 3, every=True) if "must match" not in message] == ["No schema."]
    assert [said(schema, value, every=True) for value in (True, {"a": 1})] == [[], []]


def test_keys_are_left_out() -> None:
    assert without({"a": 1, "b": 2, "c": 3}, "a", "c") == {"b": 2}
