from typing import Any

import pytest
from functions import faults, refuses

THREE, TWO = ("oas3", "oas3_0"), ("oas2",)
OF_SCHEMA = {"schemaField": "$", "oasVersion": 3, "type": "schema"}
BESIDE = {"schemaField": "schema", "oasVersion": 3, "type": "media"}
TEXT = {"type": "string"}


def test_the_example_and_the_default_of_a_schema_are_held_against_it() -> None:
    target = {**TEXT, "example": 1, "default": 2, "x-example": 3}
    assert [path for _, path in faults("oasExample", target, OF_SCHEMA, path=("s",), formats=THREE)] == [
        ("s", "example"),
        ("s", "default"),
    ]
    two = {**OF_SCHEMA, "oasVersion": 2}
    assert len(faults("oasExample", target, two, formats=TWO)) == 3


@pytest.mark.parametrize(
    ("examples", "found"),
    [
        ({"example": 1, "examples": {"a": {"value": 1}}}, [("example",)]),
        ({"examples": {"a": {"value": 1}, "b": {"value": "x"}}}, [("examples", "a", "value")]),
        ({"examples": {"a": {"externalValue": "x"}, "b": "x"}}, []),
        ({"examples": {"a": {}}}, [("examples", "a", "value")]),
        ({"examples": [{"value": 1}]}, [("examples", 0, "value")]),
        ({"examples": "x"}, []),
    ],
)
def test_the_examples_beside_a_schema_are_held_against_it(examples: Any, found: Any) -> None:
    told = faults("oasExample", {"schema": TEXT, **examples}, BESIDE, formats=THREE)
    assert [path for _, path in told] == found


def test_the_examples_of_openapi_2_are_the_values_themselves() -> None:
    target = {"schema": TEXT, "examples": {"application/json": 1, "text/plain": "x"}}
    told = faults("oasExample", target, {**BESIDE, "oasVersion": 2}, formats=TWO)
    assert told == [('"application/json" property type must be string', ("examples", "application/json"))]


@pytest.mark.parametrize(
    ("path", "flag", "found"),
    [
        (("paths", "/a", "post", "requestBody", "content", "a/b"), "readOnly", 0),
        (("paths", "/a", "post", "requestBody", "content", "a/b"), "writeOnly", 1),
        (("components", "requestBodies", "A"), "readOnly", 0),
        (("paths", "/a", "get", "responses", "200"), "writeOnly", 0),
        (("paths", "/a", "get", "responses", "200"), "readOnly", 1),
        (("components", "parameters", "A"), "readOnly", 1),
    ],
)
def test_what_only_the_other_side_sends_may_be_missing(path: Any, flag: str, found: int) -> None:
    schema = {"required": ["id"], "properties": {"id": {"type": "string", flag: True}}}
    assert len(faults("oasExample", {"schema": schema, "example": {}}, BESIDE, path=path, formats=THREE)) == found


def test_required_of_a_parameter_of_openapi_2_is_not_of_its_schema() -> None:
    target = {"type": "string", "required": True, "default": "x"}
    assert faults("oasExample", target, {**OF_SCHEMA, "oasVersion": 2}, formats=TWO) == []


@pytest.mark.parametrize("target", [1, None, {"schema": None, "example": 1}, {"example": 1}])
def test_without_a_schema_there_is_nothing_to_hold_against(target: Any) -> None:
    assert faults("oasExample", target, BESIDE, formats=THREE) == []


def test_options_that_make_no_sense_are_refused() -> None:
    assert refuses("oasExample", {"oasVersion": 4})
    assert refuses("oasExample", {"type": "any"})
