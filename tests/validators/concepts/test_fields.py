from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.validators.concepts import fields as module
from registry.validators.concepts.fields import Field, fields_of


def named(tree: Any) -> dict[str, Field]:
    return {field.name: field for field in fields_of(tree)}


def api(**members: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, **members}


def test_properties_come_with_their_parents_siblings_and_places() -> None:
    schema = {"properties": {"address": {"properties": {"ward": {"type": "string"}, "region": {}}}, "any": True}}
    found = named(api(components={"schemas": {"Person": schema}}))
    assert list(found) == ["address", "ward", "region"]
    assert found["ward"].parents == ("Person", "address")
    assert found["ward"].siblings == ("ward", "region")
    assert found["ward"].path == (
        *("components", "schemas", "Person", "properties", "address"),
        *("properties", "ward"),
    )
    assert found["ward"].schema == {"type": "string"}


def test_parameters_and_headers_are_fields_and_a_body_is_none() -> None:
    answer = {"description": "", "headers": {"X-Request-ID": {"schema": {"type": "string"}}}}
    parameters = [{"name": "nin", "in": "query", "schema": {"type": "string"}}, {"name": "sex", "in": "query"}, 1]
    operation = {"parameters": parameters, "responses": {"200": answer}}
    found = named(api(paths={"/patients/{id}/visits": {"get": operation}}))
    assert set(found) == {"nin", "sex", "X-Request-ID"}
    assert found["nin"].parents == ("patients", "visits")
    assert found["sex"].siblings == ("nin", "sex")
    assert found["nin"].schema == {"type": "string"}


def test_the_parameters_of_swagger_are_their_own_schemas() -> None:
    old = {"name": "nin", "in": "query", "type": "string"}
    body = {"name": "body", "in": "body", "schema": {"properties": {"tin": {"type": "string"}}}}
    found = named({"swagger": "2.0", "paths": {"/a": {"get": {"parameters": [old, body]}}}})
    assert found["nin"].schema == old
    assert set(found) == {"nin", "tin"}


@pytest.mark.parametrize(
    "schema", [{"$ref": "#/$defs/Phone"}, {"allOf": [{"$ref": "#/$defs/Phone"}]}, {"items": {"$ref": "#/$defs/Phone"}}]
)
def test_a_reference_is_followed_once(schema: dict[str, Any]) -> None:
    found = named({"properties": {"phone": schema}, "$defs": {"Phone": {"type": "string", "x-concept": "phone"}}})
    assert found["phone"].schema["type"] == "string"
    assert list(found["phone"].said("x-concept")) == ["phone"]


@pytest.mark.parametrize("reference", ["#/x", "#/properties/a/$ref", "other.json", 1, None, "#/$defs/a/%"])
def test_a_reference_that_leads_nowhere_is_left(reference: Any) -> None:
    assert named({"properties": {"a": {"$ref": reference}}})["a"].schema == {"$ref": reference}


def test_lists_of_parameters_that_are_none_are_passed_over() -> None:
    held = {"name": "nin", "in": "query"}
    found = named(api(paths={"/a": {"get": {"parameters": [held], "responses": {"200": {"headers": {}}}}}}))
    assert found["nin"].siblings == ("nin",)
    shared = named(api(components={"parameters": {"Nin": held}}))
    assert shared["nin"].siblings == ()


def test_circles_end() -> None:
    tree = {"$defs": {"A": {"properties": {"a": {"$ref": "#/$defs/A"}, "b": {"allOf": [{"$ref": "#/$defs/A"}]}}}}}
    assert set(named(tree)) == {"a", "b"}


def test_no_more_fields_are_looked_at_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    assert len(list(fields_of({"properties": {str(number): {} for number in range(9)}}))) == 3


def test_a_schema_without_a_name_goes_by_its_title() -> None:
    assert named({"title": "Farmer", "properties": {"name": {}}})["name"].parents == ("Farmer",)
    body = {"content": {"application/json": {"schema": {"title": "Farmer", "properties": {"name": {}}}}}}
    assert named(api(paths={"/{id}": {"put": {"requestBody": body}}}))["name"].parents == ("Farmer",)


_TREES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    "properties",
                    "items",
                    "allOf",
                    "$ref",
                    "parameters",
                    "name",
                    "in",
                    "schema",
                    "paths",
                    "/a",
                    "get",
                    "title",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(_TREES, some.sampled_from([{}, {"openapi": "3.1.0"}, {"swagger": "2.0"}]))
def test_whatever_a_tree_is_its_fields_are_found(tree: Any, kind: dict[str, str]) -> None:
    whole = {**tree, **kind} if isinstance(tree, dict) else tree
    assert all(isinstance(field.name, str) for field in fields_of(whole))
