from typing import Any

import pytest
from functions import faults


def test_a_required_name_that_is_not_described_is_named_where_it_stands() -> None:
    schema = {"properties": {"number": {}}, "required": ["number", "nubmer"]}
    assert faults("requiredDefined", schema, path=("Bill",)) == [
        ("`nubmer` is required and not described", ("Bill", "required", 1))
    ]


@pytest.mark.parametrize("keyword", ["allOf", "$ref", "oneOf", "patternProperties", "if"])
def test_a_property_may_be_described_out_of_sight(keyword: str) -> None:
    assert faults("requiredDefined", {"properties": {}, "required": ["x"], keyword: {}}) == []


@pytest.mark.parametrize(
    "schema", [None, [], {"required": True, "properties": {}}, {"required": ["x"]}, {"properties": {}, "required": [1]}]
)
def test_what_has_no_two_lists_is_not_judged(schema: Any) -> None:
    assert faults("requiredDefined", schema) == []
