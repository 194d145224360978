from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from registry.validators.pointers import below
from registry.validators.spots import Spot, spots_in
from registry.validators.steps import Step, YamlSteps, steps_of

TEXT = "a:\n  b: [1, 2]\n  c:\n  - x\n  -\nd: {e: 1}\nf:\n- - 1\n  -\ng: 2\n"
EVERY = ["", "/a", "/a/b", "/a/b/0", "/a/b/1", "/a/c", "/a/c/0", "/a/c/1", "/d", "/d/e", "/f", "/f/0", "/f/0/1", "/g"]


def spread(text: str, *pointers: str, once: bool = True) -> dict[str, tuple[Any, Any]]:
    read = steps_of(text, "yaml")
    spots = spots_in(read, pointers, once=once)
    return {pointer: (read.place(spots[pointer].begin), read.place(spots[pointer].end)) for pointer in spots}


class Counted(YamlSteps):
    """Steps that are counted."""

    count = 0

    def steps(self) -> Iterator[Step]:
        for step in super().steps():
            self.count += 1
            yield step


def test_a_value_and_all_that_encloses_it_are_found() -> None:
    assert set(spread(TEXT, "/a/b/1")) == {"", "/a", "/a/b", "/a/b/1"}
    assert spread(TEXT, "/a/b/1")["/a/b/1"] == ((2, 10), (2, 11))
    assert set(spread(TEXT, "/a/z", "/y")) == {"", "/a"}


@given(st.sets(st.sampled_from(EVERY), min_size=1), st.booleans())
def test_what_else_is_asked_for_changes_no_place(asked: set[str], once: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    alone = spread(TEXT, *EVERY, once=False)
    found = spread(TEXT, *asked, once=once)
    assert {pointer: found[pointer] for pointer in asked} == {pointer: alone[pointer] for pointer in asked}


@given(
    st.recursive(st.sampled_from(["", "x", "''"]), lambda inner: st.lists(inner, min_size=0, max_size=3), max_leaves=9)
)
def test_lists_with_items_that_were_left_out_end_the_same_however_they_are_reached(tree: Any) -> None:
    text, pointers = "a:\n" + "".join(written(tree, 1)) + "b: 1\n", list(pointers_of(tree, "/a"))
    alone = spread(text, *pointers, once=False)
    for pointer in pointers:
        assert spread(text, pointer)[pointer] == alone[pointer]


def written(tree: Any, depth: int) -> Iterator[str]:
    if isinstance(tree, str):
        yield f"{' ' * depth}{tree}\n"
        return
    if not tree:
        yield f"{' ' * depth}[]\n"
    for item in tree:
        yield f"{' ' * depth}-\n"
        yield from written(item, depth + 1)


def pointers_of(tree: Any, pointer: str) -> Iterator[str]:
    yield pointer
    for index, item in enumerate(tree if isinstance(tree, list) else ()):
        yield from pointers_of(item, below(pointer, index))


def test_the_text_is_read_until_everything_was_found() -> None:
    few, all_ = Counted(TEXT), Counted(TEXT)
    spots_in(few, ["/a/b"], once=True)
    spots_in(all_, ["/a/b"], once=False)
    assert few.count < all_.count


def test_of_a_key_that_is_given_twice_the_last_counts() -> None:
    assert spread("a: 1\nb: 2\na: 3\n", "/a", once=False)["/a"] == ((3, 4), (3, 5))


def test_a_spot_knows_its_key_and_whether_it_was_left_out() -> None:
    read = steps_of(TEXT, "yaml")
    spots = spots_in(read, ["/a/c/1", "/g"], once=True)
    assert (spots["/a/c/1"].empty, spots["/g"].empty) == (True, False)
    assert read.name(spots["/g"].key) == "g"
    assert isinstance(spots["/g"], Spot)
