from typing import Any

import pytest

from registry.validators.operations import METHODS, operations_of


def test_the_operations_of_every_method_are_found_in_order() -> None:
    item = {method: {"operationId": method} for method in sorted(METHODS)} | {"parameters": {}, "x-get": {}}
    assert [method for _, method, _ in operations_of({"/a": item})] == sorted(METHODS)


@pytest.mark.parametrize("paths", [None, [], "x", {"/a": None}, {"/a": []}, {"/a": {"get": None, "put": []}}])
def test_what_is_no_object_holds_no_operations(paths: Any) -> None:
    assert list(operations_of(paths)) == []
