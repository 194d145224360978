import pytest
from documents import api, operation

from registry.validators.document import document_of


@pytest.mark.parametrize(
    ("tree", "family"),
    [
        ({"openapi": "3.1.1"}, "3.1"),
        ({"openapi": 3.0}, "3.0"),
        ({"swagger": "2.0"}, "2.0"),
        ({"swagger": 2.0}, "2.0"),
        ({"openapi": None}, "None"),
        ({"$schema": "http://json-schema.org/draft-07/schema"}, "draft-07"),
        ({"$schema": "urn:x"}, "unknown"),
        ({"type": ["string", "null"]}, "2020-12"),
    ],
)
def test_a_document_knows_its_specification(tree: dict[str, object], family: str) -> None:
    assert document_of(tree).family == family


def test_an_operation_s_own_parameters_come_before_those_of_its_path() -> None:
    own = {"name": "a", "in": "query", "schema": {"type": "integer"}}
    shared = [{"name": "a", "in": "query"}, {"name": "b", "in": "query"}]
    document = document_of(api(paths={"/x": {"parameters": shared, "get": operation(parameters=[own])}}))

    (place,) = document.operations
    parameters = document.parameters(place)

    assert parameters["query", "a"] == ("/paths/~1x/get/parameters/0", own)
    assert parameters["query", "b"][0] == "/paths/~1x/parameters/1"


def test_named_schemas_are_those_with_a_name_and_not_those_within() -> None:
    document = document_of(api(components={"schemas": {"A": {"properties": {"b": {}}, "$defs": {"c": {}}}}}))

    assert [node.pointer for node in document.named_schemas] == ["/components/schemas/A"]
