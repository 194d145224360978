from typing import Any

import pytest
from judging import said_of_description

QUERY = {"name": "a", "in": "query", "schema": {}}


def components(**parts: Any) -> Any:
    return {"components": parts}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (components(schemas={"A": None}), [("/components/schemas/A", "must be object")]),
        (components(schemas={"A": {"$ref": 1}}), [("/components/schemas/A/$ref", "must be string")]),
        (
            components(schemas={"A": {"type": "any"}}),
            [("/components/schemas/A/type", "must be equal to one of the allowed values")],
        ),
        (components(schemas={"A": {"multipleOf": 0}}), [("/components/schemas/A/multipleOf", "must be > 0")]),
        (
            components(schemas={"A": {"additionalProperties": 1}}),
            [
                (
                    "/components/schemas/A/additionalProperties",
                    '"additionalProperties" property must be a valid Schema Object',
                )
            ],
        ),
        (components(headers={"A": {}}), [("/components/headers/A", '"schema" or "content" must be present')]),
        (
            components(headers={"A": {"schema": {}, "content": {"a/b": {}}}}),
            [("/components/headers/A", "Schema and content are mutually exclusive, at least one is required")],
        ),
        (
            components(parameters={"A": {**QUERY, "in": "body"}}),
            [("/components/parameters/A/in", "must be equal to one of the allowed values")],
        ),
        (
            components(parameters={"A": {"name": "a", "schema": {}}}),
            [("/components/parameters/A", 'Parameter must have a valid "in" property')],
        ),
        (
            components(parameters={"A": {**QUERY, "in": "path"}}),
            [("/components/parameters/A", "must have required property 'required'")],
        ),
        (
            components(parameters={"A": {**QUERY, "style": "simple"}}),
            [("/components/parameters/A/style", "must be equal to one of the allowed values")],
        ),
        (
            components(securitySchemes={"A": {}}),
            [("/components/securitySchemes/A", "Security scheme must have a valid type")],
        ),
        (components(securitySchemes={"A": None}), [("/components/securitySchemes/A", "Invalid security scheme")]),
        (components(securitySchemes={"A": {"type": "http"}}), []),
        (
            components(securitySchemes={"A": {"type": "apiKey", "in": "body", "name": "a"}}),
            [("/components/securitySchemes/A/in", "must be equal to one of the allowed values")],
        ),
    ],
)
def test_what_is_wrong_is_told_once(more: Any, expected: Any) -> None:
    assert said_of_description("3.0", **more) == expected
