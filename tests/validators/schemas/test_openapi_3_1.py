from typing import Any

import pytest
from judging import DESCRIPTIONS, said_of_description

from registry.validators.schemas.descriptions import validator_of
from registry.validators.schemas.failures import Budget

NO_SCHEMA = '"{{property}}" property must be a valid Schema Object'
ALLOWED = "must be equal to one of the allowed values"
EMPTY = 'The document must have either "paths", "webhooks" or "components"'


def schema(value: Any) -> Any:
    return {"components": {"schemas": {"A": value}}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, []),
        ({"type": ["string", "null"], "properties": {"a": {"type": "string"}}}, []),
        (None, [("", NO_SCHEMA), ("", NO_SCHEMA)]),
        ({"type": "any"}, [("/type", ALLOWED)]),
        ({"type": 3}, [("/type", '"type" property must be either a string or an array of strings')]),
        ({"properties": {"a": 1}}, [("/properties/a", NO_SCHEMA)]),
        ({"discriminator": {}}, [("/discriminator", "must have required property 'propertyName'")]),
        ({"pattern": "("}, [("/pattern", 'must match format "regex"')]),
        ({"$ref": "a b"}, []),
    ],
)
def test_schemas_are_judged_as_spectral_judges_those_of_3_1(value: Any, expected: Any) -> None:
    found = [
        (pointer.removeprefix("/components/schemas/A"), message)
        for pointer, message in said_of_description("3.1", **schema(value))
    ]
    assert sorted(set(found)) == sorted(set(expected))


def test_nested_schemas_of_3_2_are_judged_by_its_dialect() -> None:
    assert ("/components/schemas/A/properties/a/type", ALLOWED) in said_of_description(
        "3.2", **schema({"properties": {"a": {"type": "any"}}})
    )
    assert said_of_description("3.2", **schema({"properties": {"a": {"xml": 1}}})) != []


@pytest.mark.parametrize("version", ["3.1", "3.2"])
def test_an_empty_description_is_said_to_be_empty(version: str) -> None:
    empty = {key: value for key, value in DESCRIPTIONS[version].items() if key not in ("paths", "components")}
    assert {failure.message for failure in validator_of(version).failures(empty, Budget())} == {EMPTY}


def test_the_address_of_a_server_may_be_relative_in_the_first_edition_of_3_1() -> None:
    assert said_of_description("3.1", servers=[{"url": "{scheme}://x y"}]) == []
