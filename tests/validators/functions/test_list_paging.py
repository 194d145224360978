from typing import Any

import pytest
from functions import messages, refuses

THING = {"type": "object", "properties": {"number": {"type": "string"}}}
LIST = {"type": "array", "items": THING}
SIZE = "The list has no parameter for the size of a page"
POSITION = "The list has no parameter for the place of a page"
NEXT = "The answer does not say how to get the next page"


def answering(schema: Any, *names: str, media: str = "application/json", **answer: Any) -> dict[str, Any]:
    content = {media: {"schema": schema}}
    return {
        "parameters": [{"name": name, "in": "query"} for name in names],
        "responses": {"200": {"content": content, **answer}},
    }


def asked(ask: str, operation: Any, path: str = "/bills", whole: Any = None) -> list[str]:
    item = {"paths": {path: {"get": operation}}} if whole is None else whole
    return messages("listPaging", operation, {"ask": ask}, path=("paths", path, "get"), whole=item)


@pytest.mark.parametrize(
    "schema",
    [
        LIST,
        {"properties": {"items": LIST}},
        {"allOf": [{"properties": {"Results": LIST}}, {"properties": {"page": {}}}]},
    ],
)
def test_a_list_without_end_asks_for_size_and_place(schema: dict[str, Any]) -> None:
    assert asked("size", answering(schema)) == [SIZE]
    assert asked("position", answering(schema, "limit")) == [POSITION]


@pytest.mark.parametrize("name", ["limit", "page_size", "pageSize", "per_page", "page[size]", "$top", "max-results"])
def test_a_size_has_many_names(name: str) -> None:
    assert asked("size", answering(LIST, name)) == []


@pytest.mark.parametrize("name", ["cursor", "page", "offset", "page[number]", "next_token", "startIndex", "after"])
def test_a_place_has_many_names(name: str) -> None:
    assert asked("position", answering(LIST, name)) == []


@pytest.mark.parametrize(
    "schema",
    [
        LIST | {"maxItems": 31},
        {"type": "array", "items": {"type": "string"}},
        {"properties": {"officers": LIST}},
        {"type": "string"},
        None,
    ],
)
def test_what_is_no_list_or_a_bounded_one_needs_no_pages(schema: Any) -> None:
    assert asked("size", answering(schema)) == []


def test_one_thing_and_what_is_no_json_need_no_pages() -> None:
    assert asked("size", answering(LIST), "/bills/{number}") == []
    assert asked("size", answering(LIST, media="text/csv")) == []


def test_the_path_may_bring_the_parameters() -> None:
    item = {"paths": {"/bills": {"parameters": [{"name": "limit"}, None, {"name": 1}]}}}
    assert asked("size", answering(LIST), whole=item) == []


@pytest.mark.parametrize(
    ("schema", "answer", "expected"),
    [
        ({"properties": {"items": LIST}}, {}, [NEXT]),
        ({"properties": {"items": LIST, "next_cursor": {}}}, {}, []),
        ({"properties": {"items": LIST, "pager": {}}}, {}, []),
        ({"properties": {"items": LIST}}, {"headers": {"Link": {}}}, []),
        (LIST, {}, []),
    ],
)
def test_a_page_leads_on(schema: dict[str, Any], answer: dict[str, Any], expected: list[str]) -> None:
    assert asked("next", answering(schema, "limit", **answer)) == expected


def test_what_has_no_pages_leads_nowhere() -> None:
    assert asked("next", answering({"properties": {"items": LIST}})) == []


@pytest.mark.parametrize(
    "operation", [None, [], {}, {"responses": []}, {"responses": {"200": 1}}, {"responses": {"200": {"content": []}}}]
)
def test_operations_of_any_form_are_survived(operation: Any) -> None:
    assert asked("size", operation) == []


def test_nothing_else_can_be_asked() -> None:
    assert refuses("listPaging", {"ask": "total"})
