from typing import Any

from registry.validators.schemas.prepared import Preparation

KEY = {"type": "string", "readOnly": True}


def test_what_need_not_change_stays_itself() -> None:
    schema = {"type": "object", "properties": {"a": {"items": {"allOf": [{}]}}}, "required": ["a"]}
    assert Preparation("readOnly", vendor_nullable=True).of(schema) is schema


def test_what_only_the_other_side_sends_may_be_missing() -> None:
    schema = {"required": ["id", "name"], "properties": {"id": KEY, "name": {}}}
    assert Preparation("readOnly").of(schema)["required"] == ["name"]
    assert Preparation("writeOnly").of(schema) is schema


def test_nothing_is_required_where_nothing_is_left() -> None:
    schema = {"allOf": [{"required": ["id"], "properties": {"id": KEY}}]}
    assert Preparation("readOnly").of(schema) == {"allOf": [{"properties": {"id": KEY}}]}


def test_inside_not_everything_stays_required() -> None:
    schema = {"not": {"properties": {"a": {"required": ["id"], "properties": {"id": KEY}}}}}
    assert Preparation("readOnly").of(schema) is schema


def test_x_nullable_is_nullable() -> None:
    schema = {"properties": {"a": {"type": "string", "x-nullable": True}}}
    prepared = Preparation(vendor_nullable=True).of(schema)
    assert prepared["properties"]["a"]["nullable"] is True
    assert "nullable" not in schema["properties"]["a"]


def test_shared_schemas_are_changed_once() -> None:
    schema: dict[str, Any] = {"required": ["id"], "properties": {"id": KEY}}
    for _ in range(100):
        schema = {"properties": {"a": schema, "b": schema}}
    prepared = Preparation("readOnly").of(schema)
    assert prepared["properties"]["a"] is prepared["properties"]["b"]
    assert prepared is not schema
