from documents import api, schema

from registry.validators.document import document_of
from registry.validators.facts import FieldFact
from registry.validators.field_facts import MOST, field_facts_of

TEXT = {"type": "string"}


def facts(tree: dict[str, object]) -> tuple[FieldFact, ...]:
    return field_facts_of(document_of(tree))


def test_each_field_of_all_schemas_is_told_once_with_its_form() -> None:
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": {"nin": TEXT, "note": {}}}}}}
    answer = {"200": {"description": "ok", **body}}
    tree = api(
        paths={
            "/people": {"get": {"parameters": [{"name": "page", "in": "query", "schema": TEXT}], "responses": answer}}
        },
        components={
            "schemas": {
                "Day": {"type": ["string", "null"], "format": "date"},
                "Person": {
                    "properties": {
                        "nin": TEXT,
                        "bornOn": {"$ref": "#/components/schemas/Day"},
                        "phones": {"type": "array", "items": {"type": "string", "format": "phone"}},
                        "no-schema": True,
                    }
                },
            }
        },
    )
    assert set(facts(tree)) == {
        FieldFact("nin", "", "string", None),
        FieldFact("note", "", None, None),
        FieldFact("bornOn", "", "string", "date"),
        FieldFact("phones", "", "string", "phone"),
    }


def test_a_field_whose_name_may_belong_to_anything_is_told_with_what_it_stands_in() -> None:
    tree = schema(title="Person", properties={"name": TEXT, "school": {"properties": {"name": TEXT, "id": TEXT}}})
    told = [(one.parent, one.name) for one in facts(tree)]
    assert told == [("Person", "name"), ("", "school"), ("school", "name"), ("school", "id")]


def test_no_more_fields_are_told_than_are_compared() -> None:
    tree = schema(properties={f"field{number}": TEXT for number in range(MOST + 100)})
    assert len(facts(tree)) == MOST


def test_names_that_people_give_to_no_field_are_left_out() -> None:
    hostile = ["x" * 121, "a\u0000b", "\ud800", "$$$", "", "\u202egnp", "a\nb"]
    form = {"type": ["made-up", 1], "format": "\u0000"}
    form = {"type": ["made-up", 1], "format": "\u0000"}
    tree = schema(properties={name: form for name in [*hostile, "jina_la_kwanza"]})  # noqa: C420 it stays as it is
    assert facts(tree) == (FieldFact("jina_la_kwanza", "", None, None),)
    odd = schema(
        properties={"name": {"type": {"string": 1}, "format": "f" * 41, "items": {"$ref": "#/properties/name"}}}
    )
    assert facts({**odd, "title": "\u0000"}) == (FieldFact("name", "", None, None),)


def test_fields_that_refer_to_themselves_end() -> None:
    ring = {"$ref": "#/definitions/b"}
    tree = schema(definitions={"a": ring, "b": {"$ref": "#/definitions/a"}}, properties={"ring": {"items": ring}})
    assert facts(tree) == (FieldFact("ring", "", None, None),)
