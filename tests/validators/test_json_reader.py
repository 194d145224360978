import pytest

from registry.validators.json_reader import tree_of
from registry.validators.unreadable import Unreadable


def test_order_and_numbers_are_kept() -> None:
    tree = tree_of('{"b": 1, "a": [1.0, -0, 1e2]}')

    assert list(tree) == ["b", "a"]
    assert [repr(number) for number in tree["a"]] == ["1.0", "0", "100.0"]


@pytest.mark.parametrize(
    "text", ["[1,]", "{'a': 1}", "01", "+1", "1.", ".5", '"\t"', "tru", "[1 2]", '{"a" 1}', '"\\x"']
)
def test_only_json_is_json(text: str) -> None:
    with pytest.raises(Unreadable, match="syntax"):
        tree_of(text)


def test_brackets_in_texts_are_not_nesting() -> None:
    assert tree_of('["' + "[" * 1000 + '\\""]') == ["[" * 1000 + '"']


def test_the_place_is_that_of_the_first_thing_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        tree_of('{"a": {"x": [1, 2]}, "b": {"y": 1e999, "y": 2}}')

    assert (refused.value.code, refused.value.pointer, refused.value.column) == ("number-range", "/b/y", 33)


def test_a_literal_that_is_none_is_found_behind_others() -> None:
    with pytest.raises(Unreadable) as refused:
        tree_of('{"a": [true, null, 1.5, "x"], "b": NaN}')

    assert (refused.value.code, refused.value.pointer) == ("syntax", "/b")
