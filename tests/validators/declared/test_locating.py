import json
from typing import Any

import pytest

from registry.validators.declared.documents import Documents
from registry.validators.declared.locating import Located, Locator, closest, value_at
from registry.validators.source import read

DOCUMENT: dict[str, Any] = {
    "get": {"$ref": "#/Card"},
    "put": {"$ref": "#/Card", "description": "mine", "properties": {"own": {}}},
    "Card": {"type": "object", "properties": {"n": {"$ref": "#/Number"}, "a b": {"type": "x", "deep": {"x": 1}}}},
    "Number": {"type": "string", "a/b": {"c": 1}},
}


def locate(*path: str | int, resolved: bool = True, document: Any = DOCUMENT) -> Located:
    return Locator(Documents(read(json.dumps(document).encode()))).locate(path, resolved=resolved)


@pytest.mark.parametrize(
    ("path", "place", "missing"),
    [
        (("Card", "type"), "Card/type", "Card/type"),
        (("Card", "title"), "Card", "Card/title"),
        (("get",), "Card", "Card"),
        (("get", "title"), "Card", "Card"),
        (("get", "type"), "Card/type", "Card/type"),
        (("get", "properties", "n", "type"), "Number/type", "Number/type"),
        (("get", "properties", "n", "title"), "Number", "Number/title"),
        (("get", "properties", "a b", "type"), "Card/properties", "Card/properties"),
        (("get", "properties", "n", "a/b", "c"), "Number/a/b/c", "Number/a/b/c"),
        (("put",), "put", "put"),
        (("put", "title"), "put", "put/title"),
        (("put", "description"), "put/description", "put/description"),
        (("put", "type"), "Card/type", "Card/type"),
        (("put", "properties", "own"), "put/properties/own", "put/properties/own"),
    ],
)
def test_a_place_is_told_as_spectral_tells_it(path: tuple[str, ...], place: str, missing: str) -> None:
    found = locate(*path)
    assert "/".join(found.path) == place
    assert found.missing is not None
    assert "/".join(found.missing) == missing


def test_what_siblings_hide_is_told_where_it_is_met() -> None:
    assert locate("put", "properties", "n", "type") == Located(("put", "properties", "n", "type"), None)


def test_places_of_the_source_itself_follow_no_reference() -> None:
    assert locate("get", "type", resolved=False) == Located(("get",), ("get", "type"))


def test_the_place_of_a_reference_that_stays_is_its_own() -> None:
    document = {"a": {"items": {"$ref": "#/a"}}}
    assert locate("a", "items", "title", document=document) == Located(("a", "items"), ("a", "items"))


def test_the_whole_document_is_a_place() -> None:
    document = {"a": {"$ref": "#"}, "b": 1}
    assert locate("a", "title", document=document) == Located((), ())
    assert locate("a", "a", "b", document=document).path == ("b",)


def test_the_part_of_a_path_that_is_there_is_found() -> None:
    tree = {"a": [{"b": 1}]}
    assert closest(tree, ("a", "0", "b", "c")) == ("a", "0", "b")
    assert closest(tree, ("a", "00")) == closest(tree, ("a", "5")) == closest(tree, ("a", "x")) == ("a",)
    assert value_at(tree, ("a", "0", "b"), None) == 1
    assert value_at(tree, ("a", "1"), "otherwise") == value_at(tree, ("a", "0", "b", "c"), "otherwise") == "otherwise"
