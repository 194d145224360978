import json
from typing import Any

from registry.validators.source import read
from registry.web.documents import Opened
from registry.web.operations import schema_view, view_of

BILL = {"type": "object", "properties": {"amount": {"type": "number"}}}


def view(operation: dict[str, Any], **facts: Any) -> Any:
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "Bills", "version": "1.0.0"},
        "paths": {"/bills/{id}": {"parameters": [{"name": "id", "in": "path", "required": True}], "post": operation}},
        "components": {"schemas": {"Bill": BILL}, "parameters": {"lang": {"name": "lang", "in": "query"}}},
    }
    content = json.dumps(tree, indent=1).encode()
    source = read(content)
    fact = {"method": "post", "path": "/bills/{id}", "pointer": "/paths/~1bills~1{id}/post", "description": None}
    known = {"schemas": [{"pointer": "/components/schemas/Bill", "name": "Bill"}], "servers": ["https://a.example/v1/"]}
    known |= {"operations": [{**fact, "security": ["bearer"]}], **facts}
    return view_of(Opened(source, source.text.split("\n"), len(content)), known, 0)


def test_parameters_of_the_path_and_of_the_operation_are_shown_together() -> None:
    shown = view({"parameters": [{"$ref": "#/components/parameters/lang"}, {"name": "id", "in": "path"}]})
    assert [(one.name, one.place, one.required) for one in shown.parameters] == [
        ("id", "path", False),
        ("lang", "query", False),
    ]


def test_a_request_and_the_answers_show_their_properties_and_errors_their_schema_alone() -> None:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Bill"}}}
    answers = {"201": {"description": "**Made**", "content": content}, "400": {"description": "No", "content": content}}
    shown = view({"requestBody": {"required": True, "content": content}, "responses": answers})
    assert shown.body_required
    assert [row.name for row in shown.body[0].rows] == ["", "amount"]
    made, refused = shown.answers
    assert str(made.description) == "<p><strong>Made</strong></p>\n"
    assert [len(one.contents[0].rows) for one in (made, refused)] == [2, 1]


def test_a_document_of_swagger_2_shows_its_body_too() -> None:
    body = {"name": "bill", "in": "body", "schema": BILL}
    shown = view({"parameters": [body], "responses": {"200": {"description": "ok", "schema": BILL}}})
    assert [one.name for one in shown.parameters] == ["id"]
    assert shown.body[0].kind == "body"
    assert [row.name for row in shown.answers[0].contents[0].rows] == ["", "amount"]


def test_a_call_quotes_every_word_of_the_document() -> None:
    assert view({}, servers=["https://a.example/$(reboot)'"]).call.startswith(
        """curl -X POST 'https://a.example/$(reboot)'"'"'/bills/{id}'"""
    )
    assert "Authorization" in view({}).call


def test_an_operation_knows_its_line_and_broken_parts_break_nothing() -> None:
    broken = {"parameters": "x", "requestBody": [], "responses": {"200": None, "201": {"content": {"a/b": 4}}}}
    shown = view(broken)
    assert shown.line > 1
    assert [one.status for one in shown.answers] == ["200", "201"]


def test_a_schema_is_shown_by_its_pointer() -> None:
    source = read(b'{"type": "object", "properties": {"a": {"type": "string"}}}')
    assert [row.name for row in schema_view(Opened(source, [], 1), {}, "")] == ["", "a"]
