from typing import Any

import pytest
from judging import worded

from registry.validators.schemas.validator import Validator
from registry.validators.schemas.wording import cleaned, faults_of, with_nullable

TEXT = {"type": "string"}
NONE_MATCHED = ". None of the schemas matched, see the other errors reported for this value"
CHOICES = "must be equal to one of the allowed values"


@pytest.mark.parametrize(
    ("schema", "value", "path", "expected"),
    [
        (TEXT, 1, (), [((), "Value type must be string")]),
        (TEXT, 1, ("a",), [(("a",), '"a" property type must be string')]),
        ({"minLength": 2}, "a", (), [((), "String must not have fewer than 2 characters")]),
        ({"maximum": 0}, 1, (), [((), "Number must be <= 0")]),
        ({"minItems": 1}, [], (), [((), "Object must not have fewer than 1 items")]),
        ({"const": 1}, True, (), [((), "Boolean must be equal to constant")]),
        ({"required": ["NOTE"]}, {}, (), [((), 'Object must have required property "notE"')]),
        ({"additionalProperties": False}, {"a": 1}, ("x",), [(("x",), 'Property "a" is not expected to be here')]),
        ({"items": TEXT}, [1], ("x",), [(("x", 0), "Item at index 0 must be string")]),
        ({"items": {"minLength": 2}}, ["a"], (), [((0,), "Item at index 0 must not have fewer than 2 characters")]),
        ({"enum": ["foo", "bar"]}, "baz", (), [((), f'String {CHOICES}: "foo", "bar". Did you mean "bar"?')]),
        ({"enum": [1, None, {"a": 1}]}, 2, (), [((), f'Number {CHOICES}: 1, null, {{"a":1}}')]),
        ({"properties": {"a/b": TEXT}}, {"a/b": 1}, (), [(("a/b",), '"a~1b" property type must be string')]),
    ],
)
def test_failures_are_worded_as_spectral_does(schema: Any, value: Any, path: Any, expected: Any) -> None:
    assert worded(schema, value, path) == expected


def test_branches_that_do_not_fit_are_told_together() -> None:
    assert worded({"oneOf": [TEXT, {"enum": [1]}]}, None, ("a",)) == [
        (("a",), '"a" property type must be string'),
        (("a",), f'"a" property {CHOICES}'),
        (
            ("a",),
            f'"a" property must match exactly one schema in oneOf{NONE_MATCHED}',
        ),
    ]


def test_two_branches_that_fit_are_not_told_as_none() -> None:
    assert worded({"oneOf": [{}, {}]}, 1) == [((), "Number must match exactly one schema in oneOf")]


def test_choices_of_several_branches_become_one() -> None:
    schema = {"anyOf": [{"properties": {"a": {"enum": ["x"]}}}, {"properties": {"a": {"enum": ["y", "x"]}}}]}
    assert worded({"properties": {"p": schema}}, {"p": {"a": "yz"}}) == [
        (("p", "a"), f'"a" property {CHOICES}: "x", "y"')
    ]


def test_choices_give_way_to_what_failed_beside_them() -> None:
    schema = {"oneOf": [{"properties": {"a": {"enum": [1]}}}, {"required": ["b"]}]}
    assert [message for _, message in worded(schema, {"a": 2})] == [
        'Object must have required property "b"',
        f"Object must match exactly one schema in oneOf{NONE_MATCHED}",
    ]


def test_a_name_without_a_plain_letter_is_lost_as_in_spectral() -> None:
    assert worded({"properties": {"@": TEXT}}, {"@": 1}) == []


def test_null_is_named_among_the_types_of_openapi() -> None:
    schema = {"properties": {"a": {"type": "string", "nullable": True}}}
    failures = Validator(schema, "draft4").failures({"a": 1})
    with_nullable(failures)
    assert [fault.message for fault in faults_of(failures, {"a": 1}, ())] == ['"a" property type must be string,null']


def test_null_is_not_named_behind_a_list() -> None:
    failures = Validator({"allOf": [{"type": "string", "nullable": True}]}, "draft4").failures(1)
    with_nullable(failures)
    assert [failure.message for failure in failures] == ["must be string"]


def test_messages_are_written_quietly() -> None:
    assert cleaned("must NOT have 'a'") == 'must not have "a"'
