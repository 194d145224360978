import pytest
from outcomes import HOSTILE, MISSING, TORN, WARNED_WITH_LINES, finding, outcome

from registry.cli.formats.pretty import WIDTH, render
from registry.cli.outcome import Manner
from registry.frugal.values import replace

PLAIN, COLOURED = Manner("en"), Manner("en", colour=True)


def shown(line: str, column: int, end: int) -> tuple[str, str]:
    one = finding(column=column, end_column=end)
    _, source, carets, *_ = render([outcome(one, lines={2: line})], PLAIN).split("\n")
    return source, carets


def test_a_caret_stands_under_each_letter_of_the_place() -> None:
    assert shown("  get: 1", 3, 6) == ("     2 |   get: 1", "       |   ^^^")


def test_a_place_without_a_length_has_one_caret() -> None:
    assert shown("abc", 2, 2) == ("     2 | abc", "       |  ^")
    assert shown("abc", 4, 4) == ("     2 | abc", "       |    ^")


def test_wide_letters_and_marks_move_the_carets_as_they_move_the_text() -> None:
    assert shown("例: x", 4, 5)[1] == "       |     ^"
    assert shown("e\u0301: x", 5, 6)[1] == "       |    ^"
    assert shown("\tget", 2, 5) == ("     2 |  get", "       |  ^^^")


def test_of_a_long_line_only_the_part_round_the_place_is_shown() -> None:
    source, carets = shown("x" * 5_000 + "HERE" + "y" * 5_000, 5_001, 5_005)
    assert len(source) == WIDTH + 9
    assert source[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_carets_end_with_the_line_where_the_place_goes_on() -> None:
    one = finding(column=2, end_line=9, end_column=1)
    assert "       |  ^^^\n" in render([outcome(one, lines={2: "abcd"})], PLAIN)


def test_the_line_of_another_file_is_not_shown() -> None:
    told = render([outcome(finding(file="b.yaml"), lines={2: "not this"})], PLAIN)
    assert told.startswith("b.yaml:2:3: ")
    assert "not this" not in told


def test_one_file_has_its_summary_and_several_have_one_more() -> None:
    assert render([WARNED_WITH_LINES], PLAIN).splitlines()[-1].startswith("api/warned.json: passed.")
    told = render([WARNED_WITH_LINES, outcome(finding()), TORN, MISSING], PLAIN)
    assert told.splitlines()[-1] == "4 files: 1 passed, 1 failed, 2 could not be checked."


@pytest.mark.parametrize("manner", [PLAIN, COLOURED])
def test_nothing_of_a_document_steers_the_terminal(manner: Manner) -> None:
    told = render([replace(HOSTILE, lines={2: "a\x1b[2J\x9b31m\x07"})], manner)
    for code in ("\x1b[31;1m", "\x1b[0m", "\n"):
        told = told.replace(code, "")
    assert told.isprintable()


def test_colours_are_there_only_where_they_are_wished() -> None:
    one = outcome(finding(), lines={2: "abcdef"})
    assert "\x1b" not in render([one], PLAIN)
    assert "\x1b[31;1merror\x1b[0m some-rule" in render([one], COLOURED)
