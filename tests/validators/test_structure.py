from documents import api, operation, schema

from registry.validators.document import document_of
from registry.validators.structure import is_pattern, openapi_defects, schema_defects


def told(tree: dict[str, object]) -> list[tuple[str, str, dict[str, object]]]:
    document = document_of(tree)
    defects = openapi_defects(document) if document.kind == "openapi" else schema_defects(document)
    return [(defect.pointer, defect.variant, dict(defect.values)) for defect in defects]


def test_what_is_missing_is_named_where_it_is_missing() -> None:
    assert told(api(info={"title": "T"})) == [("/info", "missing", {"name": "version"})]


def test_what_is_unexpected_is_named() -> None:
    assert told(api(info={"title": "T", "version": "1", "b": 1, "a": 1})) == [("/info", "unexpected", {"name": "a, b"})]


def test_a_wrong_type_says_what_was_meant() -> None:
    assert told(api(openapi="3.0.3", info={"title": "T", "version": 1})) == [
        ("/info/version", "type", {"expected": "string", "found": "1"})
    ]


def test_a_choice_between_object_and_reference_is_told_as_the_object() -> None:
    tree = api(openapi="3.0.3", paths={"/a": {"get": operation(responses={"200": {}})}})

    assert told(tree) == [("/paths/~1a/get/responses/200", "missing", {"name": "description"})]


def test_schema_objects_of_3_1_are_held_against_their_dialect() -> None:
    tree = api(components={"schemas": {"A": {"type": "strnig"}, "B": {"discriminator": "x"}}})

    assert {pointer for pointer, _, _ in told(tree)} == {
        "/components/schemas/A/type",
        "/components/schemas/B/discriminator",
    }


def test_every_dialect_has_its_meta_schema() -> None:
    for number in ("draft-04/schema#", "draft-06/schema#", "draft-07/schema#"):
        assert told({"$schema": f"http://json-schema.org/{number}", "type": 1})
    for number in ("2019-09", "2020-12"):
        assert told(schema(**{"$schema": f"https://json-schema.org/draft/{number}/schema", "minLength": -1}))


def test_a_pattern_is_read_and_not_run() -> None:
    assert is_pattern(r"^\p{L}+(?=x)$")
    assert is_pattern("^(a+)+$")
    assert not is_pattern("(unclosed")


def test_a_pattern_that_cannot_be_read_is_left_to_the_rule_for_patterns() -> None:
    assert not told(schema(type="string", pattern="(unclosed"))
