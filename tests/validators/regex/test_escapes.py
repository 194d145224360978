import pytest

from registry.validators.regex.escapes import escaped, escaped_inside, escaped_set, group_name, unicode_escape
from registry.validators.regex.ranges import DIGITS
from registry.validators.regex.reading import Reader
from registry.validators.regex.syntax import Characters, PatternRefused, Property, Reference, WordEdge, character


def reader(text: str, flags: str = "", groups: int = 0) -> Reader:
    read = Reader(text, flags, text)
    read.groups = groups
    return read


def test_a_digit_is_a_reference_where_there_are_so_many_groups() -> None:
    assert escaped(reader("2", groups=2)) == Reference(2)
    assert escaped(reader("2", groups=1)) == character(2)
    assert escaped(reader("12", groups=1)) == character(0o12)
    assert escaped(reader("8", groups=1)) == character(ord("8"))
    assert escaped(reader("99999999999999999999", groups=1)) == character(ord("9"))


def test_octal_numbers_end_before_they_pass_a_byte() -> None:
    read = reader("4001")
    assert escaped(read) == character(0o40)
    assert read.peek() == "0"
    assert escaped(reader("377")) == character(0o377)


def test_an_edge_of_a_word_is_a_backspace_in_brackets() -> None:
    assert escaped(reader("B")) == WordEdge(negated=True)
    assert escaped_inside(reader("b")) == character(0x08)


def test_a_set_is_told_from_a_character() -> None:
    assert escaped_set(reader("D")) == Characters(DIGITS, negated=True)
    assert escaped_set(reader("n")) is None
    assert escaped_set(reader("p{L}")) is None
    assert escaped_set(reader("P{L}", "u")) == Characters((), (Property("gc", "L"),), negated=True)


def test_a_control_letter_is_read_anew_where_it_is_none() -> None:
    read = reader("c!")
    assert escaped(read) == character(ord("\\"))
    assert read.peek() == "c"
    assert escaped(reader("cj")) == character(0x0A)
    assert escaped_inside(reader("c_")) == character(0x1F)
    assert escaped_inside(reader("-", "u")) == character(ord("-"))


@pytest.mark.parametrize(
    ("written", "code"), [("0041", 0x41), ("{1F600}", 0x1F600), ("d83d\\ude00", 0x1F600), ("d83d\\u0041", 0xD83D)]
)
def test_code_points_are_written_in_several_ways(written: str, code: int) -> None:
    assert unicode_escape(reader(written), by_points=True) == code


@pytest.mark.parametrize("written", ["", "{}", "{110000}", "{41", "00g0", "{-1}", "{00000000000000110000}"])
def test_what_is_no_code_point_is_none(written: str) -> None:
    assert unicode_escape(reader(written), by_points=True) is None


def test_halves_stay_halves_where_patterns_go_by_units() -> None:
    assert unicode_escape(reader("d83d\\ude00"), by_points=False) == 0xD83D
    assert unicode_escape(reader("{41}"), by_points=False) is None


def test_the_name_of_a_group_may_be_escaped_or_in_halves() -> None:
    assert group_name(reader("a\\u0062\\u{63}>")) == "abc"
    assert group_name(reader("\ud835\udc9c_$>")) == "𝒜_$"


@pytest.mark.parametrize("written", ["", ">", "1>", "a b>", "a", "a\\u{}>", "a\\x>", "\u200c>"])
def test_what_is_no_name_is_refused(written: str) -> None:
    with pytest.raises(PatternRefused):
        group_name(reader(written))


def test_joiners_may_stand_within_a_name() -> None:
    assert group_name(reader("a\u200d>")) == "a\u200d"
