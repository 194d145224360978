from hypothesis import given
from hypothesis import strategies as some

from registry.validators.lines import Lines


@given(some.text(alphabet="ab\n\r", max_size=30))
def test_a_place_is_the_number_of_line_ends_before_it_and_the_way_from_the_last(text: str) -> None:
    lines = Lines(text)

    for offset in range(len(text) + 1):
        before = text[:offset]
        assert lines.place(offset) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
