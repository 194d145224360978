from typing import Any

import pytest
from functions import faults

MISSING = [("Neither the operation nor the document says which credential is asked for", None)]


def test_silence_of_both_is_a_fault() -> None:
    assert faults("securityStated", {"responses": {}}, whole={"paths": {}}) == MISSING


@pytest.mark.parametrize(
    ("operation", "whole"),
    [
        ({"security": [{"token": []}]}, {}),
        ({"security": []}, {}),
        ({}, {"security": [{"token": []}]}),
    ],
)
def test_either_may_say_it_even_that_nothing_is_asked(operation: dict[str, Any], whole: dict[str, Any]) -> None:
    assert faults("securityStated", operation, whole=whole) == []


@pytest.mark.parametrize("operation", [{"$ref": "other.yaml"}, None, [], "post"])
def test_what_cannot_be_seen_is_not_judged(operation: Any) -> None:
    assert faults("securityStated", operation, whole={"paths": {}}) == []
