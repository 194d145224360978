import pytest
from documents import api, schema

from registry.validators.document import document_of
from registry.validators.examples import defects_in
from registry.validators.rule import NotChecked


def pointers(tree: dict[str, object]) -> list[str]:
    return [defect.pointer for defect in defects_in(document_of(tree))]


def test_examples_stand_beside_schemas_in_content_parameters_and_headers() -> None:
    number = {"schema": {"type": "integer"}, "example": "x"}
    tree = api(
        components={
            "parameters": {"p": {"name": "p", "in": "query", **number}},
            "headers": {"h": number},
            "requestBodies": {"b": {"content": {"x/y": number}}},
            "schemas": {"s": {"type": "integer", "example": "x"}},
        }
    )

    assert sorted(pointers(tree)) == [
        "/components/headers/h/example",
        "/components/parameters/p/example",
        "/components/requestBodies/b/content/x~1y/example",
        "/components/schemas/s/example",
    ]


def test_a_property_that_is_called_example_is_none() -> None:
    assert not pointers(schema(properties={"example": {"type": "integer"}, "default": {"type": "string"}}))


def test_a_schema_that_cannot_be_used_refuses_nothing() -> None:
    assert not pointers(schema(type="string", pattern="(unclosed", default="x"))


def test_loops_are_followed_only_as_far_as_the_example_goes() -> None:
    tree = schema(properties={"next": {"$ref": "#"}}, examples=[{"next": {"next": {}}}, {"next": {"next": 1}}])

    assert pointers(tree) == ["/examples/1"]


def test_schemas_that_multiply_are_left_alone() -> None:
    doubling = {f"S{n}": {"allOf": [{"$ref": f"#/$defs/S{n + 1}"}] * 2} for n in range(30)}

    with pytest.raises(NotChecked):
        pointers(schema(**{"$defs": {**doubling, "S30": {}}, "allOf": [{"$ref": "#/$defs/S0"}], "default": 1}))


@pytest.mark.parametrize(
    "whole",
    [
        schema(type="integer", default="x"),
        schema(type="object", properties={"a": {"type": "integer", "examples": ["x"]}}),
        schema(**{"$defs": {"A": {"type": "object", "required": ["b"], "examples": [{}]}}}),
        schema(
            type="object",
            properties={"a": {"$ref": "#/$defs/A"}},
            examples=[{"a": "x"}],
            **{"$defs": {"A": {"type": "integer"}}},
        ),
        api(
            components={
                "parameters": {"P": {"name": "p", "in": "query", "example": "x", "schema": {"type": "integer"}}}
            }
        ),
        api(components={"headers": {"H": {"example": "x", "schema": {"type": "integer"}}}}),
        api(components={"headers": {"H": {"examples": {"a": {"value": "x"}}, "schema": {"type": "integer"}}}}),
        api(
            components={
                "parameters": {
                    "P": {
                        "name": "p",
                        "in": "query",
                        "content": {"application/json": {"example": "x", "schema": {"type": "integer"}}},
                    }
                }
            }
        ),
        api(
            components={
                "examples": {"E": {"value": "x"}},
                "parameters": {
                    "P": {
                        "name": "p",
                        "in": "query",
                        "schema": {"type": "integer"},
                        "examples": {"e": {"$ref": "#/components/examples/E"}},
                    }
                },
            }
        ),
        {
            "swagger": "2.0",
            "info": {"title": "T", "version": "1"},
            "paths": {
                "/a": {
                    "get": {
                        "responses": {
                            "200": {
                                "description": "",
                                "schema": {"type": "integer"},
                                "examples": {"application/json": "x"},
                            }
                        }
                    }
                }
            },
        },
        {
            "swagger": "2.0",
            "info": {"title": "T", "version": "1"},
            "paths": {},
            "parameters": {"P": {"name": "p", "in": "query", "type": "integer", "default": "x"}},
        },
    ],
)
def test_examples_are_held_against_their_schemas_wherever_they_stand(whole: dict[str, object]) -> None:
    assert len(pointers(whole)) == 1


def test_an_example_that_is_no_json_is_not_held_against_a_schema() -> None:
    answer = {"description": "", "schema": {"type": "object"}, "examples": {"application/xml": "<bill/>"}}
    swagger: dict[str, object] = {"swagger": "2.0", "paths": {"/a": {"get": {"responses": {"200": answer}}}}}

    assert pointers(swagger) == []
