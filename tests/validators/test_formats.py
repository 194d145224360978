import pytest

from registry.validators.formats import canonical, detect, known, title

DOCUMENTS = {
    "Swagger": ({"swagger": "2.0"}, {"oas2"}),
    "a number for a version": ({"swagger": 2.0}, {"oas2"}),
    "OpenAPI 3.0": ({"openapi": "3.0.3"}, {"oas3", "oas3_0"}),
    "OpenAPI 3.1": ({"openapi": "3.1"}, {"oas3", "oas3_1"}),
    "OpenAPI 3.2": ({"openapi": "3.2.0"}, {"oas3", "oas3_2"}),
    "an OpenAPI of the future": ({"openapi": "3.9.0"}, {"oas3"}),
    "a version that goes on": ({"openapi": "3.0.0-rc1"}, {"oas3"}),
    "OpenAPI 4": ({"openapi": "4.0.0"}, set()),
    "a hexadecimal version": ({"openapi": "0x3"}, {"oas3"}),
    "a version that is a list": ({"openapi": ["3"]}, {"oas3"}),
    "no version": ({"openapi": None}, set()),
    "AsyncAPI 2": ({"asyncapi": "2.6.0"}, {"aas2", "aas2_6"}),
    "AsyncAPI 3": ({"asyncapi": "3.0.0"}, {"aas3", "aas3_0"}),
    "AsyncAPI without its last number": ({"asyncapi": "3.0"}, set()),
    "Arazzo": ({"arazzo": "1.0.1"}, {"arazzo1_0"}),
    "draft 4": (
        {"$schema": "http://json-schema.org/draft-04/schema#"},
        {"jsonSchema", "jsonSchemaLoose", "jsonSchemaDraft4"},
    ),
    "draft 2020-12": (
        {"$schema": "https://json-schema.org/draft/2020-12/schema"},
        {"jsonSchema", "jsonSchemaLoose", "jsonSchemaDraft2020_12"},
    ),
    "an unknown draft": ({"$schema": "https://json-schema.org/draft-99/schema"}, {"jsonSchema", "jsonSchemaLoose"}),
    "a schema by its type": ({"type": ["string", "null"]}, {"jsonSchemaLoose"}),
    "a type that is none": ({"type": "text"}, set()),
    "a schema by its values": ({"enum": []}, {"jsonSchemaLoose"}),
    "a schema by what it combines": ({"allOf": []}, {"jsonSchemaLoose"}),
    "no combination": ({"not": True, "if": None}, set()),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "formats"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_has_the_formats_that_it_says(tree: object, formats: set[str]) -> None:
    assert detect(tree, known()) == formats


@pytest.mark.parametrize("tree", [None, 1, "openapi", ["openapi"], []])
def test_what_is_no_object_has_no_format(tree: object) -> None:
    assert detect(tree, known()) == frozenset()


def test_only_formats_that_are_asked_for_are_found() -> None:
    assert detect({"openapi": "3.0.0"}, ["oas3_0", "oas2", "nothing"]) == {"oas3_0"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("oas3.1", "oas3_1"),
        ("oas3_1", "oas3_1"),
        ("oas2", "oas2"),
        ("asyncapi2", "aas2"),
        ("asyncapi3", "aas3"),
        ("json-schema", "jsonSchema"),
        ("json-schema-loose", "jsonSchemaLoose"),
        ("json-schema-draft7", "jsonSchemaDraft7"),
        ("json-schema-draft-2019-09", "jsonSchemaDraft2019_09"),
        ("json-schema-2020-12", "jsonSchemaDraft2020_12"),
        ("arazzo1.0", "arazzo1_0"),
        ("oas4", None),
        ("", None),
    ],
)
def test_rulesets_may_write_a_format_in_several_ways(written: str, name: str | None) -> None:
    assert canonical(written) == name


def test_every_format_has_a_title_and_is_its_own_name() -> None:
    assert all(title(name) and canonical(name) == name for name in known())
