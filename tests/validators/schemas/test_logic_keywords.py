from typing import Any

import pytest
from judging import passes, said

from registry.validators.rule import NotChecked

TEXT, NUMBER = {"type": "string"}, {"type": "number"}


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"const": {"a": 1}}, {"a": 2}, [("", "must be equal to constant")]),
        ({"enum": [1, "a"]}, True, [("", "must be equal to one of the allowed values")]),
        ({"not": TEXT}, "a", [("", "must NOT be valid")]),
        ({"not": {}}, 1, [("", "must NOT be valid")]),
        (
            {"anyOf": [TEXT, NUMBER]},
            None,
            [("", "must be string"), ("", "must be number"), ("", "must match a schema in anyOf")],
        ),
        ({"oneOf": [NUMBER, {"minimum": 1}]}, 2, [("", "must match exactly one schema in oneOf")]),
        ({"allOf": [TEXT, NUMBER]}, None, [("", "must be string")]),
        ({"if": TEXT, "then": {"minLength": 2}}, "a", [("", "must NOT have fewer than 2 characters")]),
        ({"if": TEXT, "else": NUMBER}, None, [("", "must be number")]),
        ({"properties": {"a": False}}, {"a": 1}, [("/a", "boolean schema is false")]),
    ],
)
def test_what_fails_is_said_as_ajv_says_it(schema: Any, value: Any, expected: Any) -> None:
    assert said(schema, value) == expected


def test_the_condition_is_named_where_everything_is_told() -> None:
    assert said({"if": TEXT, "then": {"minLength": 2}}, "a", every=True) == [
        ("", "must NOT have fewer than 2 characters"),
        ("", 'must match "then" schema'),
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"const": 1}, 1.0),
        ({"enum": [[1], None]}, [1.0]),
        ({"anyOf": [TEXT, {}]}, 1),
        ({"oneOf": [TEXT, NUMBER]}, 1),
        ({"if": TEXT}, "a"),
        ({"then": TEXT}, 1),
    ],
)
def test_what_is_satisfied_passes(schema: Any, value: Any) -> None:
    assert passes(schema, value)


def test_references_lead_to_definitions_and_to_the_root() -> None:
    schema = {"properties": {"a": {"$ref": "#/definitions/t"}, "b": {"$ref": "#"}}, "definitions": {"t": TEXT}}
    assert said(schema, {"b": {"b": {"a": 1}}}) == [("/b/b/a", "must be string")]


def test_keywords_beside_a_reference_count() -> None:
    assert said({"$ref": "#/definitions/t", "minLength": 2, "definitions": {"t": TEXT}}, "a") == [
        ("", "must NOT have fewer than 2 characters")
    ]


def test_a_reference_that_leads_round_for_ever_is_not_checked() -> None:
    with pytest.raises(NotChecked, match="too-large"):
        said({"allOf": [{"$ref": "#"}]}, 1)


def test_dynamic_references_lead_to_the_anchor_met_first() -> None:
    schema = {"$dynamicAnchor": "node", "type": "object", "additionalProperties": {"$dynamicRef": "#node"}}
    assert said(schema, {"a": {"b": 1}}, "draft2020-12") == [("/a/b", "must be object")]
    recursive = {"$recursiveAnchor": True, "type": "object", "additionalProperties": {"$recursiveRef": "#"}}
    assert said(recursive, {"a": {"b": 1}}, "draft2019-09") == [("/a/b", "must be object")]
