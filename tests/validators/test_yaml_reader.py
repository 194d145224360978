import pytest

from registry.validators.unreadable import Unreadable
from registry.validators.yaml_reader import tree_of


def test_a_tree_has_only_the_types_of_json() -> None:
    assert tree_of("a: [1, 1.5, true, ~, x, {b: 2026-11-23}]") == {
        "a": [1, 1.5, True, None, "x", {"b": "2026-11-23"}],
    }


def test_merged_members_come_before_a_mapping_s_own_and_keep_their_order() -> None:
    assert list(tree_of("a: &a {x: 1, y: 2}\nb: {z: 3, <<: *a, x: 4}")["b"]) == ["x", "y", "z"]


def test_an_anchor_may_be_used_again_for_something_else() -> None:
    assert tree_of("a: &n 1\nb: *n\nc: &n 2\nd: *n") == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_an_anchor_on_a_name_can_be_used_as_a_value() -> None:
    assert tree_of("&n a: 1\nb: *n") == {"a": 1, "b": "a"}


def test_a_refusal_keeps_the_words_of_the_parser() -> None:
    with pytest.raises(Unreadable) as refused:
        tree_of("a: [1")

    assert "expected ',' or ']'" in str(refused.value.values["problem"])


def test_an_alias_within_the_allowance_is_copied_as_often_as_it_stands_there() -> None:
    tree = tree_of("a: &a {x: 1}\nb: [" + ", ".join(["*a"] * 20) + "]")

    assert tree["b"] == [{"x": 1}] * 20
    assert len({id(item) for item in tree["b"]}) == 20
