from documents import api, schema

from registry.validators.document import document_of


def test_a_chain_is_followed_to_its_end() -> None:
    tree = api(
        components={
            "schemas": {
                "A": {"$ref": "#/components/schemas/B"},
                "B": {"$ref": "#/components/schemas/C"},
                "C": {"type": "null"},
            }
        }
    )
    document = document_of(tree)

    assert document.landed("/components/schemas/A", {"$ref": "#/components/schemas/B"}) == (
        "/components/schemas/C",
        {"type": "null"},
    )


def test_a_pointer_through_references_is_made_the_pointer_of_the_thing() -> None:
    tree = api(
        components={"schemas": {"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"type": "null"}}}
    )

    assert (
        document_of(tree).references.canonical("/components/schemas/A/properties/b/type")
        == "/components/schemas/B/type"
    )


def test_pointers_are_decoded_as_addresses_and_as_pointers() -> None:
    tree = schema(**{"$defs": {"a b/c~d": {}, "x": {"$ref": "#/$defs/a%20b~1c~0d"}}})

    assert not document_of(tree).references.problems


def test_list_items_are_found_by_number_and_by_nothing_else() -> None:
    for index, found in (("0", True), ("1", False), ("00", False), ("-1", False), ("9" * 50, False), ("\u0660", False)):
        tree = schema(allOf=[{}], **{"$defs": {"x": {"$ref": f"#/allOf/{index}"}}})
        assert bool(document_of(tree).references.targets) is found


def test_the_size_of_what_would_be_written_out_is_known_without_writing() -> None:
    doubling = {f"S{n}": {"allOf": [{"$ref": f"#/$defs/S{n + 1}"}] * 2} for n in range(200)}

    references = document_of(schema(**{"$defs": {**doubling, "S200": {}}})).references

    assert references.expanded_size("/$defs/S0") == 2**201 - 2


def test_loops_are_cut_where_they_close() -> None:
    tree = schema(**{"$defs": {"A": {"items": {"$ref": "#/$defs/B"}}, "B": {"items": {"$ref": "#/$defs/A"}}}})

    assert document_of(tree).references.loops == {"/$defs/B/items"}


def test_names_before_openapi_3_1_are_only_properties() -> None:
    named = {"A": {"$id": "http://x.invalid/y", "id": "z", "items": {"$ref": "#/components/schemas/B"}}, "B": {}}

    assert not document_of(api(openapi="3.0.3", components={"schemas": named})).references.problems


def test_names_of_draft_04_are_followed() -> None:
    tree = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "definitions": {"a": {"id": "#a"}, "b": {"$ref": "#a"}},
    }

    assert document_of(tree).references.targets == {"/definitions/b": "/definitions/a"}


def test_an_address_that_makes_no_sense_is_only_external() -> None:
    tree = schema(**{"$id": "http://a.invalid/", "items": {"$ref": "http://[x"}})

    assert [problem.trouble for problem in document_of(tree).references.problems] == ["external"]
