import json
from typing import Any

import pytest
from factories import Factory
from reference_data import CONCEPT

from registry.domain.errors import FieldsInvalid
from registry.usecases import canonical
from registry.validators import limits


def test_the_address_and_the_dialect_stand_in_front_of_what_was_written() -> None:
    content = canonical.with_address({"type": "string", "title": "Jina ñ"}, "https://x.example/a")
    assert list(json.loads(content)) == ["$schema", "$id", "type", "title"]
    assert "ñ".encode() in content
    assert content == canonical.with_address({"type": "string", "title": "Jina ñ"}, "https://x.example/a")


def test_a_schema_is_the_same_in_any_order_and_another_with_any_other_value() -> None:
    content = json.dumps({"a": 1, "b": [True]}).encode()
    assert canonical.is_same(content, {"b": [True], "a": 1})
    for other in ({"a": 1, "b": [1]}, {"a": True, "b": [True]}, {"a": 1.0, "b": [True]}, {"a": 1}):
        assert not canonical.is_same(content, other)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "^a$", "examples": ["a"]},
        {"enum": ["a", 1, None]},
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "string"}}},
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string"},
        {},
    ],
)
async def test_a_sound_schema_is_taken(make: Factory, schema: dict[str, Any]) -> None:
    async with make.reading() as work:
        await canonical.require_sound(work, {**CONCEPT, "schema": schema, "pattern": "a"})


async def test_one_matching_example_is_enough_for_the_pattern_of_a_concept(make: Factory) -> None:
    given = {**CONCEPT, "pattern": "^b$", "schema": {"type": "string", "examples": ["a", "b"]}}
    async with make.reading() as work:
        await canonical.require_sound(work, given)
        with pytest.raises(FieldsInvalid) as refused:
            await canonical.require_sound(work, {**given, "pattern": "^c$"})
    assert [(one.pointer, one.code) for one in refused.value.errors] == [("/pattern", "pattern-matches-nothing")]


async def test_a_schema_that_is_too_deep_to_be_read_is_refused_in_both_languages(make: Factory) -> None:
    deep: dict[str, Any] = {"type": "string"}
    for _ in range(limits.DEPTH):
        deep = {"items": deep}
    async with make.reading() as work:
        with pytest.raises(FieldsInvalid) as refused:
            await canonical.require_sound(work, {**CONCEPT, "schema": deep})
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == ("/schema", "schema-unreadable")
    assert error.sentence("sw") != error.sentence("en")
    assert str(limits.DEPTH) in error.sentence("en")
