from typing import Any

import pytest
from judging import said_of_description


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"definitions": {"A": {"additionalProperties": 1}}},
            ("/definitions/A/additionalProperties", '"additionalProperties" property must be a valid schema'),
        ),
        ({"definitions": {"A": {"multipleOf": 0}}}, ("/definitions/A/multipleOf", "must be > 0")),
        (
            {"securityDefinitions": {"basic": None}},
            ("/securityDefinitions/basic", "Invalid basic authentication security definition"),
        ),
        ({"securityDefinitions": {"own": {}}}, ("/securityDefinitions", "Invalid security securityDefinitions")),
        ({"schemes": ["gopher"]}, ("/schemes/0", "must be equal to one of the allowed values")),
        ({"responses": {"R": {"$ref": "#/x", "y": 1}}}, ("/responses/R", "must have required property 'description'")),
    ],
)
def test_what_is_wrong_is_told_once(more: Any, expected: tuple[str, str]) -> None:
    assert expected in said_of_description("2.0", **more)
