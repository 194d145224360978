from time import process_time

import pytest

from registry.validators.schemas.similarity import distance, nearest


@pytest.mark.parametrize(
    ("one", "other", "steps"), [("", "abc", 3), ("kitten", "sitting", 3), ("a", "a", 0), ("ab", "ba", 2)]
)
def test_the_distance_is_the_letters_to_change(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == steps


def test_the_nearest_choice_is_meant() -> None:
    assert nearest("baz", ["foo", "bar", 3]) == "bar"


def test_what_is_like_no_choice_means_none() -> None:
    assert nearest("three", ["foo", "bar"]) is None
    assert nearest("x", [1, None]) is None


def test_the_only_choice_is_always_meant() -> None:
    assert nearest("something else", ["a"]) == "a"


def test_long_texts_are_not_compared() -> None:
    start = process_time()
    assert nearest("a" * 100_000, ["b" * 100, "c"]) is None
    assert process_time() - start < 1
