from documents import api, operation, schema

from registry.validators.document import document_of
from registry.validators.extraction import facts_of
from registry.validators.facts import Facts, SchemaFact, SecurityScheme


def facts(tree: dict[str, object]) -> Facts:
    return facts_of(document_of(tree))


def test_facts_of_an_api_are_read_from_its_description() -> None:
    found = facts(
        api(
            servers=[{"url": "https://a.go.tz"}, 1],
            tags=[{"name": "one"}],
            security=[{"key": []}],
            paths={
                "/bills": {"get": operation(tags=["two", "one"], deprecated=True), "post": {"security": []}},
                "/other": {"$ref": "#/components/pathItems/other"},
            },
            components={
                "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X"}},
                "schemas": {
                    "Bill": {"type": ["object", "null"], "properties": {"amount": {}}, "description": "A bill"}
                },
                "pathItems": {"other": {"get": {"operationId": "other"}}},
            },
        )
    )

    assert (found.kind, found.specification, found.title, found.version) == (
        "openapi",
        "openapi 3.1.0",
        "Bills",
        "1.0.0",
    )
    assert found.servers == ("https://a.go.tz",)
    assert found.tags == ("one", "two")
    assert found.security_schemes == (SecurityScheme("key", "apiKey"),)
    assert found.schemas == (SchemaFact("Bill", "/components/schemas/Bill", "object | null", "A bill", ("amount",)),)
    listed = [(one.method, one.path, one.operation_id, one.security, one.deprecated) for one in found.operations]
    assert listed == [
        ("get", "/bills", "listBills", ("key",), True),
        ("post", "/bills", None, (), False),
        ("get", "/other", "other", ("key",), False),
    ]
    assert found.operations[2].pointer == "/components/pathItems/other/get"


def test_facts_of_an_old_description_have_the_same_form() -> None:
    found = facts(
        {
            "swagger": 2.0,
            "info": {"title": "T", "version": 1.1},
            "host": "a.go.tz",
            "basePath": "/v1",
            "schemes": ["https", "http"],
            "paths": {},
            "definitions": {"A": {}},
            "securityDefinitions": {"basic": {"type": "basic"}},
        }
    )

    assert (found.specification, found.version) == ("swagger 2.0", "1.1")
    assert found.servers == ("https://a.go.tz/v1", "http://a.go.tz/v1")
    assert found.security_schemes == (SecurityScheme("basic", "basic"),)


def test_operations_of_any_name_are_known_from_3_2() -> None:
    found = facts(api(openapi="3.2.0", paths={"/a": {"query": {}, "additionalOperations": {"COPY": {}}}}))

    assert [(one.method, one.pointer) for one in found.operations] == [
        ("query", "/paths/~1a/query"),
        ("COPY", "/paths/~1a/additionalOperations/COPY"),
    ]


def test_facts_of_a_schema_have_the_names_of_its_properties() -> None:
    found = facts(
        schema(title="Bill", properties={"a": {"properties": {"b": {}}}}, **{"$defs": {"c": {"type": "string"}}})
    )

    assert (found.kind, found.specification, found.properties) == ("schema", "json-schema 2020-12", ("a", "b"))
    assert [one.name for one in found.schemas] == ["c"]


def test_draft_07_is_known_by_its_address() -> None:
    assert facts({"$schema": "http://json-schema.org/draft-07/schema#"}).specification == "json-schema draft-07"
