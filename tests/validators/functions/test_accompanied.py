from typing import Any

import pytest
from functions import faults

OPTIONS = {"anywhere": "x-personal-data", "properties": ["x-legal-basis", "x-basis"]}
FLAGGED = {"components": {"schemas": {"Person": {"properties": {"nin": {"x-personal-data": True}}}}}}
ASKED = [("`x-personal-data` asks for one of x-legal-basis, x-basis", None)]


def test_an_extension_that_is_used_asks_for_its_company() -> None:
    assert faults("accompanied", {}, OPTIONS, source=FLAGGED) == ASKED
    assert faults("accompanied", {"x-legal-basis": ""}, OPTIONS, source=FLAGGED) == ASKED
    assert faults("accompanied", {"x-basis": "Act"}, OPTIONS, source=FLAGGED) == []


@pytest.mark.parametrize(
    "source",
    [
        {},
        None,
        {"properties": {"nin": {"x-personal-data": False}}},
        {"example": {"x-personal-data": True}},
        {"examples": [{"x-personal-data": True}]},
    ],
)
def test_an_extension_in_an_example_or_switched_off_is_not_used(source: Any) -> None:
    assert faults("accompanied", {}, OPTIONS, source=source) == []


@pytest.mark.parametrize("target", [None, [], "info"])
def test_what_is_no_object_is_not_judged(target: Any) -> None:
    assert faults("accompanied", target, OPTIONS, source=FLAGGED) == []
