from typing import Any

import pytest
from functions import messages, refuses

UNIQUE = {"schema": {"type": "array", "uniqueItems": True}}


@pytest.mark.parametrize("formats", [(), ("oas2",), ("oas3", "oas3_0"), ("oas3", "oas3_1")])
def test_a_list_with_an_item_twice_is_found_in_every_version(formats: tuple[str, ...]) -> None:
    assert messages("oasSchema", ["a", "b", "a"], UNIQUE, path=("enum",), formats=formats) == [
        '"enum" property must not have duplicate items (items ## 0 and 2 are identical)'
    ]
    assert messages("oasSchema", ["a", "b"], UNIQUE, formats=formats) == []


@pytest.mark.parametrize(
    ("schema", "formats", "found"),
    [
        ({"type": "string", "nullable": True}, ("oas3", "oas3_0"), ["Value type must be string,null"]),
        ({"type": "string", "x-nullable": True}, ("oas2",), ["Value type must be string,null"]),
        ({"type": ["string", "null"]}, ("oas3", "oas3_1"), ["Value type must be string,null"]),
        ({"maximum": 1, "exclusiveMaximum": True}, ("oas3", "oas3_0"), ["Number must be < 1"]),
        ({"exclusiveMaximum": 1}, ("oas3", "oas3_1"), ["Number must be < 1"]),
    ],
)
def test_the_schema_is_read_as_the_version_reads_schemas(
    schema: Any, formats: tuple[str, ...], found: list[str]
) -> None:
    assert messages("oasSchema", 1, {"schema": schema}, formats=formats) == found


def test_options_that_make_no_sense_are_refused() -> None:
    assert refuses("oasSchema", {"schema": 1})
    assert refuses("oasSchema", {"other": {}})
