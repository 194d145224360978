from typing import Any

import pytest

from registry.validators.schemas.failures import SchemaRefused
from registry.validators.schemas.soundness import Soundness
from registry.validators.schemas.validator import Validator

SOUND: list[Any] = [
    {},
    {"type": "string", "nullable": True, "enum": ["a", None], "x-anything": {"type": 3}},
    {"type": ["string", "null"], "pattern": "^a", "format": "any", "example": {"$ref": 1}},
    {"properties": {"a": {"items": {"allOf": [{}]}}}, "required": ["a"], "additionalProperties": False},
    {"maximum": 1, "minimum": 0.5, "multipleOf": 2, "minLength": 0, "uniqueItems": True},
]
UNSOUND: list[Any] = [
    {"type": "strin"},
    {"type": ["string", "string"]},
    {"nullable": True},
    {"type": "null", "nullable": False},
    {"enum": []},
    {"required": "a"},
    {"required": ["a", "a"]},
    {"pattern": "("},
    {"patternProperties": {"(": {}}},
    {"properties": {"a": 1}},
    {"items": {"allOf": []}},
    {"minLength": -1},
    {"multipleOf": 0},
    {"description": 1},
    {"allOf": [{}, {"$ref": "#/nowhere"}]},
]


@pytest.mark.parametrize("schema", SOUND)
@pytest.mark.parametrize("dialect", ["draft4", "draft7", "draft2020-12"])
def test_sound_schemas_are_known_at_a_glance_and_usable(schema: Any, dialect: str) -> None:
    assert Soundness(dialect).of(schema)
    assert Validator(schema, dialect)


@pytest.mark.parametrize("schema", UNSOUND)
@pytest.mark.parametrize("dialect", ["draft4", "draft7", "draft2020-12"])
def test_unsound_schemas_are_looked_at_closely_and_refused(schema: Any, dialect: str) -> None:
    assert not Soundness(dialect).of(schema)
    with pytest.raises(SchemaRefused):
        Validator(schema, dialect)


@pytest.mark.parametrize(
    ("schema", "dialect"),
    [
        ({"exclusiveMinimum": 1}, "draft4"),
        ({"exclusiveMinimum": True}, "draft4"),
        ({"exclusiveMinimum": True, "minimum": 1}, "draft7"),
        ({"required": []}, "draft4"),
        ({"enum": [1, 1.0]}, "draft7"),
        ({"items": [{}]}, "draft2020-12"),
        ({"examples": {"a": 1}}, "draft2020-12"),
        ({"properties": {"a": True}}, "draft4"),
    ],
)
def test_each_draft_has_its_own_demands(schema: Any, dialect: str) -> None:
    assert not Soundness(dialect).of(schema)


def test_chains_of_any_length_are_looked_at() -> None:
    schema: dict[str, Any] = {"type": "strin"}
    for _ in range(20_000):
        schema = {"items": schema}
    assert not Soundness("draft7").of(schema)


def test_shared_schemas_are_looked_at_once() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(200):
        schema = {"properties": {"a": schema, "b": schema}}
    assert Soundness("draft7").of(schema)


def test_a_schema_inside_itself_is_not_called_sound() -> None:
    schema: dict[str, Any] = {"type": "object"}
    schema["properties"] = {"a": schema}
    assert not Soundness("draft7").of(schema)
