from typing import Any

import pytest
from functions import faults

MESSAGE = "operationId must be unique."


def test_each_that_was_met_before_is_named() -> None:
    paths = {
        "/a": {"get": {"operationId": "x"}, "put": {"operationId": "y"}, "x-get": {"operationId": "x"}},
        "/b": {"get": {"operationId": "x"}, "post": {}, "put": {"operationId": "x"}},
    }
    expected = [("paths", "/b", method, "operationId") for method in ("get", "put")]
    assert faults("oasOpIdUnique", paths) == [(MESSAGE, path) for path in expected]


def test_values_are_told_apart_by_their_kind() -> None:
    values = [1, True, "1", None, 1.5, [], {}, []]
    assert faults("oasOpIdUnique", {f"/{i}": {"get": {"operationId": value}} for i, value in enumerate(values)}) == []


def test_an_operation_that_stands_on_two_paths_is_met_twice() -> None:
    shared = {"get": {"operationId": {"not": "text"}}}
    assert len(faults("oasOpIdUnique", {"/a": shared, "/b": shared})) == 1


@pytest.mark.parametrize("target", [None, [], "x", {"/a": None, "/b": [], "/c": {"get": None}}])
def test_what_has_no_operations_is_not_judged(target: Any) -> None:
    assert faults("oasOpIdUnique", target) == []
