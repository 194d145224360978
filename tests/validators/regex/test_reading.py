import pytest

from registry.validators.regex.reading import DEEPEST, SHOWN, Reader, by_points, by_units, joined
from registry.validators.regex.syntax import PatternRefused


def test_a_reader_goes_from_left_to_right() -> None:
    reader = Reader("ab12", "", "ab12")
    assert reader.take() == "a"
    assert reader.peek() == "b"
    assert reader.peek(1) == "1"
    assert not reader.eat("1")
    assert reader.eat("b1")
    assert reader.digits() == "2"
    assert reader.take() == reader.peek() == reader.digits() == ""


def test_hexadecimal_numbers_have_the_length_they_must_have() -> None:
    assert Reader("4g", "", "4g").hexadecimal(2) is None
    assert Reader("4", "", "4").hexadecimal(2) is None
    assert Reader("4_", "", "4_").hexadecimal(2) is None
    assert Reader("4f", "", "4f").hexadecimal(2) == 0x4F


def test_a_refusal_names_the_pattern_its_flags_in_order_and_the_place() -> None:
    reader = Reader("ab", "ui", "ab")
    reader.take()
    with pytest.raises(PatternRefused) as refused:
        reader.refuse("Nothing to repeat")
    assert refused.value.problem == "Invalid regular expression: /ab/iu: Nothing to repeat"
    assert refused.value.offset == 1


def test_a_refusal_shows_no_more_than_the_beginning_of_a_long_pattern() -> None:
    source = "a" * 2 * SHOWN
    with pytest.raises(PatternRefused) as refused:
        Reader(source, "", source).refuse("Nothing to repeat")
    assert f"/{'a' * SHOWN}…/" in refused.value.problem


def test_nesting_is_limited() -> None:
    reader = Reader("", "", "")
    reader.depth = DEEPEST
    reader.limit_depth()
    reader.depth += 1
    with pytest.raises(PatternRefused):
        reader.limit_depth()


def test_characters_beyond_the_first_plane_are_two_units() -> None:
    assert by_units("a😀é") == "a\ud83d\ude00é"
    assert by_units("é\ud83d") == "é\ud83d"
    assert by_units("abc") == "abc"


def test_two_halves_are_one_code_point() -> None:
    assert by_points("\ud83d\ude00\ude00\ud83d") == "😀\ude00\ud83d"
    assert by_points("abc") == "abc"
    assert by_points(by_units("x😀")) == "x😀"
    assert joined(0xD83D, 0xDE00) == ord("😀")
    assert joined(0xDE00, 0xD83D) is None
    assert joined(0xD83D, 0x61) is None
