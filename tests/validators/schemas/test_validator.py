from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import said

from registry.validators.schemas.validator import Validator

NO_TYPE = (
    "schema is invalid: data/type must be equal to one of the allowed values, "
    "data/type must be array, data/type must match a schema in anyOf"
)


@pytest.mark.parametrize(
    ("schema", "dialect", "problem"),
    [
        (
            {"type": 2},
            "draft7",
            NO_TYPE,
        ),
        ({"allOf": None}, "draft7", "schema is invalid: data/allOf must be array"),
        (
            {"properties": {"a": {"required": True}}},
            "draft4",
            "schema is invalid: data/properties/a/required must be array",
        ),
        ({"minimum": 1, "exclusiveMinimum": 1}, "draft4", "schema is invalid: data/exclusiveMinimum must be boolean"),
        ({"properties": {"a": 3}}, "draft2020-12", "schema is invalid: data/properties/a must be object,boolean"),
        ({"$schema": 3}, "draft7", "$schema must be a string"),
        ({"$schema": "x"}, "draft7", 'no schema with key or ref "x"'),
        ({"nullable": True}, "draft4", '"nullable" cannot be used without "type"'),
        ({"type": "null", "nullable": False}, "draft4", "type: null contradicts nullable: false"),
        ({"pattern": "?"}, "draft7", "Invalid regular expression: /?/: Nothing to repeat"),
        ({"id": "x"}, "draft7", 'NOT SUPPORTED: keyword "id", use "$id" for schema ID'),
        ({"if": 3}, "draft4", 'if value must be ["object","boolean"]'),
        ({"$ref": "#/x"}, "draft7", "can't resolve reference #/x from id #"),
        (3, "draft7", "schema must be object or boolean"),
    ],
)
def test_schemas_that_cannot_be_used_are_refused_as_ajv_does(schema: Any, dialect: str, problem: str) -> None:
    assert said(schema, 1, dialect) == [("schema", problem)]


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from([0.5, 1.0, "", "a", "ab", "b1", "2020-01-01"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c/d"]), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["a", "b", "c/d"])
COUNTS = st.integers(0, 3)
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "null", "object", "array"])


def schemas(newest: bool) -> st.SearchStrategy[Any]:  # noqa: FBT001 one of two drafts
    plain: dict[str, Any] = {
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "enum": st.lists(SCALARS, min_size=1, max_size=3, unique_by=lambda value: (type(value) is bool, value)),
        "const": VALUES,
        "minimum": COUNTS,
        "exclusiveMaximum": COUNTS,
        "multipleOf": st.integers(1, 2),
        "minLength": COUNTS,
        "maxLength": COUNTS,
        "pattern": st.sampled_from(["^a", "[0-9]", "b$"]),
        "minItems": COUNTS,
        "maxItems": COUNTS,
        "uniqueItems": st.booleans(),
        "minProperties": COUNTS,
        "required": st.lists(NAMES, min_size=1, max_size=2, unique=True),
    }

    def composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, min_size=1, max_size=2)
        deep = {
            **dict.fromkeys(("not", "if", "then", "else", "contains", "propertyNames", "items"), inner),
            **dict.fromkeys(("allOf", "anyOf", "oneOf"), several),
            "properties": st.dictionaries(NAMES, inner, max_size=2),
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "d$"]), inner, max_size=1),
            "additionalProperties": inner,
        }
        if newest:
            deep |= {"prefixItems": several, "unevaluatedProperties": st.just(False), "minContains": COUNTS}  # noqa: FBT003 a schema
            deep |= {"dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, max_size=2, unique=True), max_size=1)}
            deep |= {"dependentSchemas": st.dictionaries(NAMES, inner, max_size=1)}
        return st.fixed_dictionaries({}, optional={**plain, **deep}).map(small)

    return st.recursive(st.booleans() | st.fixed_dictionaries({}, optional=plain).map(small), composed, max_leaves=5)


def small(schema: dict[str, Any]) -> dict[str, Any]:
    """Keep a few keywords: with all of them nothing would ever pass."""
    kept = sorted(schema, key=lambda name: hash((name, len(schema))) % 97)[:3]
    return {name: schema[name] for name in kept}


@settings(max_examples=150, deadline=None)
@given(schemas(newest=False), VALUES)
def test_draft_7_agrees_with_the_quick_judge(schema: Any, value: Any) -> None:
    assert (Validator(schema, "draft7").failures(value) == []) == jsonschema_rs.Draft7Validator(schema).is_valid(value)


@settings(max_examples=150, deadline=None)
@given(schemas(newest=True), VALUES)
def test_draft_2020_12_agrees_with_the_quick_judge(schema: Any, value: Any) -> None:
    agreed = jsonschema_rs.Draft202012Validator(schema).is_valid(value)
    assert (Validator(schema, "draft2020-12").failures(value) == []) == agreed
