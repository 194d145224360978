from typing import Any

import pytest
from functions import faults, refuses

from registry.validators.function import Path


def properties(*names: str) -> dict[str, Any]:
    return {"schema": {"properties": {name: {"type": "string"} for name in names}}}


def odd(tree: Any, of: str = "properties") -> list[Path | None]:
    return [path for _, path in faults("oneLettering", tree, {"of": of})]


def test_the_names_written_unlike_most_are_odd() -> None:
    found = faults("oneLettering", properties("due_date", "pay_date", "payerName"), {"of": "properties"})
    assert found == [("`payerName` is not snake_case as others are", ("schema", "properties", "payerName"))]


@pytest.mark.parametrize(
    "names", [("due_date", "pay_date"), ("dueDate", "payDate"), ("due-date", "name"), ("amount", "tin"), ()]
)
def test_names_of_one_way_are_not_odd(names: tuple[str, ...]) -> None:
    assert odd(properties(*names)) == []


@pytest.mark.parametrize("name", ["name", "TIN", "_links", "@type", "x2"])
def test_one_word_is_written_in_any_way(name: str) -> None:
    assert odd(properties("due_date", "pay_date", name)) == []


def test_query_parameters_are_compared_with_one_another_alone() -> None:
    listed = [{"in": place, "name": name} for place, name in (("query", "due_date"), ("header", "dueDate"))]
    assert odd({"parameters": listed}, "queryParameters") == []
    listed += [{"in": "query", "name": name} for name in ("payDate", "pay_date")]
    assert odd({"parameters": listed}, "queryParameters") == [("parameters", 2, "name")]


def test_examples_are_not_described() -> None:
    assert odd(properties("due_date", "pay_date") | {"example": properties("dueDate")}) == []


def test_a_property_called_properties_is_a_property() -> None:
    tree = properties("due_date", "pay_date", "properties")
    tree["schema"]["properties"]["properties"] = {"type": "object", "properties": {"dueDate": {}}}
    assert odd(tree) == [("schema", "properties", "properties", "properties", "dueDate")]


def test_a_tree_whose_parts_are_shared_many_times_is_walked_once() -> None:
    tree: dict[str, Any] = properties("due_date")
    for _ in range(60):
        tree = {"left": tree, "right": tree}
    assert odd(tree) == []


@pytest.mark.parametrize("tree", [None, [], "text", {"properties": []}, {"in": "query", "name": 5}])
def test_trees_of_any_form_are_survived(tree: Any) -> None:
    assert odd(tree) == odd(tree, "queryParameters") == []


def test_nothing_else_is_compared() -> None:
    assert refuses("oneLettering", {"of": "schemas"})
