import pytest

from registry.validators.regex.classes import bracketed, range_of, united
from registry.validators.regex.ranges import DIGITS, LAST, LAST_UNIT
from registry.validators.regex.reading import Reader
from registry.validators.regex.syntax import Characters, PatternRefused, Property, character

HYPHEN = (0x2D, 0x2D)


def read(text: str, flags: str = "") -> Characters:
    return bracketed(Reader(text, flags, text))


def test_a_class_is_the_union_of_its_members() -> None:
    assert read("a-cx]") == Characters(((0x61, 0x63), (0x78, 0x78)))
    assert read("^a]") == Characters(((0x61, 0x61),), (), negated=True)
    assert read("]") == Characters(())
    assert read("^]") == Characters((), (), negated=True)


@pytest.mark.parametrize("text", ["a-]", "-a]", "a\\-]"])
def test_a_hyphen_at_the_end_stands_for_itself(text: str) -> None:
    assert read(text) == Characters((HYPHEN, (0x61, 0x61)))


def test_a_hyphen_beside_a_set_stands_for_itself_unless_code_points_are_read() -> None:
    assert read("\\d-a]") == Characters((HYPHEN, *DIGITS, (0x61, 0x61)))
    with pytest.raises(PatternRefused, match="Invalid character class"):
        read("\\d-a]", "u")


def test_a_range_leads_upwards() -> None:
    with pytest.raises(PatternRefused, match="out of order"):
        read("b-a]")
    assert range_of(Reader("", "", ""), character(1), character(1)) == [character(1)]


def test_a_class_that_does_not_end_is_refused() -> None:
    with pytest.raises(PatternRefused, match="Unterminated"):
        read("a")


def test_what_is_not_in_a_set_reaches_to_the_last_character() -> None:
    assert read("\\D]").ranges[-1] == (0x3A, LAST_UNIT)
    assert read("\\D]", "u").ranges[-1] == (0x3A, LAST)


def test_properties_are_united_with_ranges() -> None:
    letter = Property("gc", "L")
    found = united([Characters((), (letter,)), Characters((), (letter,), negated=True), character(1)], LAST)
    assert found == Characters(((1, 1),), (letter, letter.opposite))
