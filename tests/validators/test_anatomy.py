from typing import Any

from registry.validators.anatomy import OPENAPI, SCHEMA, SWAGGER, Anatomy, nodes_of


def kinds(anatomy: Anatomy, kind: str, tree: dict[str, Any]) -> dict[str, str]:
    return {node.pointer: node.kind for node in nodes_of(anatomy, kind, tree)}


def test_objects_are_known_by_where_they_stand() -> None:
    tree = {
        "paths": {
            "/a": {
                "get": {
                    "callbacks": {"c": {"{$url}": {"post": {}}, "x-no": {}}},
                    "responses": {
                        "200": {"content": {"x/y": {"schema": {"allOf": [{}, 1], "properties": {"x-p": {}}}}}}
                    },
                },
                "x-no": {},
            }
        }
    }

    found = kinds(OPENAPI, "root", tree)

    assert found["/paths/~1a/get/callbacks/c/{$url}/post"] == "operation"
    assert found["/paths/~1a/get/responses/200/content/x~1y/schema/properties/x-p"] == "schema"
    assert not [pointer for pointer in found if "x-no" in pointer]


def test_values_and_extensions_are_not_looked_into() -> None:
    tree = {"example": {"properties": {"a": {}}}, "enum": [{"type": "x"}], "x-any": {"items": {}}, "items": [{}]}

    assert set(kinds(SCHEMA, "schema", tree)) == {"", "/items/0"}


def test_old_descriptions_have_their_own_places() -> None:
    found = kinds(SWAGGER, "root", {"definitions": {"A": {}}, "components": {"schemas": {"B": {}}}})

    assert found == {"": "root", "/definitions/A": "schema"}
