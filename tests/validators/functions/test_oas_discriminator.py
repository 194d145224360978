from typing import Any

import pytest
from functions import faults

DEFINED = ("The discriminator property must be defined in this schema.", ("Pet", "properties"))
REQUIRED = ("The discriminator property must be in the required property list.", ("Pet", "required"))


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ({"properties": {"kind": {}}, "required": ["kind"]}, []),
        ({"properties": {"kind": {}}}, [REQUIRED]),
        ({"properties": {"kind": {}}, "required": "kind"}, [REQUIRED]),
        ({"properties": {"other": {}}, "required": ["other", "kind"]}, [DEFINED]),
        ({"properties": ["kind"], "required": [1]}, [DEFINED, REQUIRED]),
        ({}, [DEFINED, REQUIRED]),
    ],
)
def test_a_discriminator_is_defined_and_required(rest: dict[str, Any], expected: list[Any]) -> None:
    assert faults("oasDiscriminator", {"discriminator": "kind", **rest}, path=("Pet",)) == expected


@pytest.mark.parametrize("target", [None, [], {}, {"discriminator": {"propertyName": "kind"}}])
def test_what_has_no_discriminator_by_name_is_not_judged(target: Any) -> None:
    assert faults("oasDiscriminator", target) == []
