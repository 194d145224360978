from typing import Any

import pytest

from registry.validators.function import UNDEFINED, Context
from registry.validators.schemas.openapi import MISSING, Judge, Reading, judge_of, reading_of
from registry.validators.view import View


def view(*formats: str, source: Any = None) -> View:
    return View(source or {}, {}, frozenset(formats))


@pytest.mark.parametrize(
    ("formats", "source", "reading"),
    [
        ((), {}, Reading("")),
        (("json-schema",), {}, Reading("draft4")),
        (("oas2",), {}, Reading("draft4", names_null=True, vendor_nullable=True)),
        (("oas3", "oas3_0"), {}, Reading("draft4", names_null=True)),
        (("oas3", "oas3_1"), {}, Reading("draft2020-12")),
        (("oas3", "oas3_2"), {"jsonSchemaDialect": "http://json-schema.org/draft-07/schema#"}, Reading("draft7")),
        (("oas3", "oas3_1"), {"jsonSchemaDialect": "https://example.go.tz/own"}, Reading("draft2020-12")),
    ],
)
def test_the_version_says_how_schemas_are_read(formats: tuple[str, ...], source: Any, reading: Reading) -> None:
    assert reading_of(view(*formats, source=source)) == reading


def said(schema: Any, value: Any, *formats: str, resolved: bool = True, optional: str = "") -> list[tuple[Any, str]]:
    seen = view(*formats)
    context = Context(("x",), seen, resolved)
    faults = judge_of(seen).faults(schema, value, ("y",), context, optional=optional)
    return [(fault.path, fault.message) for fault in faults]


def test_what_a_value_comes_to_is_told_where_it_stands() -> None:
    assert said({"type": "string", "nullable": True}, 1, "oas3_0") == [
        (("x", "y"), '"y" property type must be string,null')
    ]
    assert said({"type": "string", "x-nullable": True}, None, "oas2") == []


def test_a_value_that_is_not_there_is_missing() -> None:
    assert said({}, UNDEFINED, "oas3_0") == [(("x", "y"), MISSING)]


def test_a_schema_that_cannot_be_used_is_told_of_each_value() -> None:
    assert said({"type": "any"}, 1, "oas3_0")[0][1].startswith("schema is invalid: data/type must be")
    told = [said(schema, 1, "oas3_1")[0][1] for schema in (True, "x")]
    assert told == ["Invalid value used as weak map key", "schema must be object or boolean"]


def test_a_reference_that_closes_a_circle_silences_the_schema() -> None:
    schema = {"type": "string", "properties": {"a": {"$ref": "#/components/schemas/A"}}}
    assert said(schema, 1, "oas3_0") == []
    assert said(schema, 1, "oas3_0", resolved=False) != []


def test_properties_of_the_other_side_may_be_missing() -> None:
    schema = {"required": ["id"], "properties": {"id": {"readOnly": True}}}
    assert said(schema, {}, "oas3_0", optional="readOnly") == []
    assert len(said(schema, {}, "oas3_0")) == 1


def test_a_schema_is_made_ready_once() -> None:
    judge, schema = Judge(Reading("draft4")), {"type": "string"}
    context = Context((), view("oas3_0"))
    assert [len(list(judge.faults(schema, value, (), context))) for value in (1, "a", 2)] == [1, 0, 1]
    assert len(judge._made) == 1


def test_a_judge_lives_as_long_as_the_description() -> None:
    seen = view("oas3_0")
    assert judge_of(seen) is judge_of(seen)
    assert judge_of(seen) is not judge_of(view("oas3_0"))
