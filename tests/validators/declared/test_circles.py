from typing import Any

from registry.validators.declared.circles import without_circles


def test_what_would_close_a_circle_becomes_an_empty_object() -> None:
    tree: dict[str, Any] = {"a": {"b": [1]}}
    tree["a"]["b"].append(tree["a"])
    crossings: dict[int, dict[str | int, Any]] = {id(tree["a"]["b"]): {1: None}}

    kept = without_circles(tree, crossings)

    assert tree == {"a": {"b": [1, {}]}}
    assert kept[id(tree["a"]["b"])] == {}


def test_what_is_shared_without_a_circle_is_left_alone() -> None:
    shared = {"x": 1}
    tree = {"a": shared, "b": [shared, shared]}
    without_circles(tree, {})
    assert tree["a"] is shared
    assert tree["b"] == [shared, shared]


def test_a_deep_document_needs_no_stack() -> None:
    tree: dict[str, Any] = {}
    for _ in range(5_000):
        tree = {"a": tree}
    without_circles(tree, {})
    assert "a" in tree["a"]
