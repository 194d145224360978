import time
from typing import Any

import pytest

from registry.web.properties import DEEPEST, MOST_ROWS, Properties

BILL: dict[str, Any] = {
    "type": "object",
    "required": ["number"],
    "properties": {
        "number": {"type": "string", "pattern": "^[0-9]{12}$", "description": "Control `number`", "example": "99"},
        "amount": {"$ref": "#/components/schemas/Amount"},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
    },
}
AMOUNT = {"type": "number", "minimum": 0, "default": 0}
LINE = {"type": "object", "properties": {"parent": {"$ref": "#/components/schemas/Line"}, "kind": {"enum": ["a", "b"]}}}
TREE = {"components": {"schemas": {"Bill": BILL, "Amount": AMOUNT, "Line": LINE}}}
POSITIONS = {"/components/schemas/Bill": 0, "/components/schemas/Amount": 1, "/components/schemas/Line": 2}


def rows(schema: Any, tree: dict[str, Any] | None = None) -> list[tuple[str, int, str]]:
    return [(row.name, row.depth, row.kind) for row in Properties(tree or TREE, POSITIONS).rows(schema)]


def test_references_are_followed_within_the_document_and_a_circle_ends() -> None:
    assert rows({"$ref": "#/components/schemas/Bill"}) == [
        ("", 0, "Bill (object)"),
        ("number", 1, "string"),
        ("amount", 1, "Amount (number)"),
        ("lines", 1, "array: Line (object)"),
        ("parent", 2, "Line (object)"),
        ("kind", 2, "any"),
    ]


def test_a_property_says_what_its_values_must_be() -> None:
    _, number, amount, *_ = Properties(TREE, POSITIONS).rows(BILL)
    assert (number.required, number.rules, number.example) == (True, ("/^[0-9]{12}$/",), "99")
    assert number.description == "Control <code>number</code>"
    assert (amount.required, amount.rules, amount.schema) == (False, ("≥ 0", "default 0"), 1)


def test_parts_are_put_together_and_choices_named() -> None:
    whole = {"allOf": [BILL, {"properties": {"paid": {"type": "boolean"}}}]}
    assert ("paid", 1, "boolean") in rows(whole)
    choice = {"oneOf": [{"$ref": "#/components/schemas/Amount"}, {"type": "null"}]}
    assert rows(choice) == [("", 0, "oneOf"), ("oneOf 1", 1, "Amount (number)"), ("oneOf 2", 1, "null")]


@pytest.mark.parametrize(
    "schema",
    [
        None,
        True,
        7,
        [],
        "x",
        {"$ref": "#/nowhere"},
        {"$ref": "https://evil.example/x"},
        {"$ref": "file:///etc/passwd"},
        {"$ref": "#/components"},
        {"properties": []},
        {"properties": {"a": None}, "required": "a"},
        {"type": ["string", 4]},
        {"items": [], "type": "array"},
        {"allOf": {}},
        {"enum": {}, "minimum": {}, "pattern": []},
        {"description": 4, "example": {"a": ["b"]}, "examples": {}},
    ],
)
def test_a_schema_of_any_shape_has_rows(schema: Any) -> None:
    assert Properties(TREE, POSITIONS).rows(schema)


def test_a_chain_of_references_ends() -> None:
    tree = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}
    assert Properties(tree).rows({"$ref": "#/a"})[0].kind == "any"


def test_no_schema_makes_an_endless_page() -> None:
    wide = {"properties": {f"p{number}": {"type": "string"} for number in range(5000)}}
    fan: dict[str, Any] = {f"s{n}": {"allOf": [{"$ref": f"#/s{n + 1}"}] * 40} for n in range(30)}
    begun = time.perf_counter()
    assert len(Properties({}).rows(wide)) == MOST_ROWS
    assert Properties(fan).rows({"$ref": "#/s0"})
    assert time.perf_counter() - begun < 5


def test_rows_stand_no_deeper_than_a_reader_can_follow() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(60):
        schema = {"type": "object", "properties": {"x": schema}}
    assert max(row.depth for row in Properties({}).rows(schema)) == DEEPEST
