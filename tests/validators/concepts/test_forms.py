from typing import Any

import pytest
from labelled import dictionary

from registry.validators.concepts.fields import Field
from registry.validators.concepts.forms import Difference, differences_of


def differences(key: str, schema: dict[str, Any]) -> list[Difference]:
    field = Field("x", (), (), ("properties", "x"), schema, (schema,))
    return list(differences_of(field, dictionary().entries[key]))


@pytest.mark.parametrize(
    ("key", "schema", "difference"),
    [
        ("nin", {"type": "integer"}, Difference("type", "integer", "string")),
        ("amount", {"type": "object", "properties": {"from": {}}}, Difference("type", "object", "integer | string")),
        ("amount", {"type": "number"}, Difference("type", "number", "integer | string")),
        ("email", {"format": "idn-email"}, Difference("format", "idn-email", "email")),
        ("nin", {"pattern": "^[0-9]{9}$"}, Difference("pattern", "^[0-9]{9}$", "^[0-9]{20}$")),
        ("sex", {"enum": ["m", "f"]}, Difference("enum", "f | m", "female | male")),
    ],
)
def test_what_is_said_otherwise_is_told_with_both_forms(
    key: str, schema: dict[str, Any], difference: Difference
) -> None:
    assert differences(key, schema) == [difference]


@pytest.mark.parametrize(
    ("key", "schema"),
    [
        ("nin", {}),
        ("nin", {"type": 1, "format": [], "pattern": None, "enum": {}}),
        ("nin", {"pattern": "\\d{20,20}"}),
        ("tin", {"pattern": "^[0-9]{9}$"}),
        ("latitude", {"type": "integer"}),
        ("sex", {"enum": ["Male"]}),
        ("amount", {"type": ["integer", "null"]}),
        ("amount", {"type": "object", "properties": {"amount": {}, "currency": {}}}),
        ("amount", {"oneOf": [{"type": "integer"}, {"type": "string"}]}),
    ],
)
def test_what_agrees_or_says_nothing_differs_in_nothing(key: str, schema: dict[str, Any]) -> None:
    assert differences(key, schema) == []
