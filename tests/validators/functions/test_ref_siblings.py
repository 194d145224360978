from typing import Any

import pytest
from functions import faults

from registry.validators.function import Path

MESSAGE = "$ref must not be placed next to any other properties"
SOURCE = {"a": [{"$ref": "#/b", "title": "t", "nullable": True}], "b": {"$ref": "#/c"}, "c": None}


def test_each_property_beside_a_reference_is_named() -> None:
    found = faults("refSiblings", "#/b", path=("a", 0, "$ref"), source=SOURCE)
    assert found == [(MESSAGE, ("a", 0, "title")), (MESSAGE, ("a", 0, "nullable"))]


@pytest.mark.parametrize(
    "path", [("b", "$ref"), (), ("c", "$ref"), ("a", 7, "$ref"), ("a", "x", "$ref"), ("z", "y", "$ref")]
)
def test_a_reference_alone_or_nowhere_passes(path: Path) -> None:
    assert faults("refSiblings", "#/c", path=path, source=SOURCE) == []


@pytest.mark.parametrize("target", [None, 1, {}, "#/b"])
def test_whatever_the_reference_is_its_siblings_are_named(target: Any) -> None:
    source = {"$ref": target, "x": 1}
    assert faults("refSiblings", target, path=("$ref",), source=source) == [(MESSAGE, ("x",))]
