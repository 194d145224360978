import time

import pytest

from registry.validators.lettering import CASES, Lettering

IN_CASE = {
    "flat": ["abc", "a1b2", "a"],
    "camel": ["abc", "abcDef", "aB", "a1B2", "abC1"],
    "pascal": ["Abc", "AbcDef", "A", "ABc", "AbC"],
    "kebab": ["abc", "abc-def", "a-1-b"],
    "cobol": ["ABC", "ABC-DEF", "A-1"],
    "snake": ["abc", "abc_def", "a_1"],
    "macro": ["ABC", "ABC_DEF", "A_1"],
}
OUTSIDE = {
    "flat": ["Abc", "a-b", "a_b", "1a", "a b", "é"],
    "camel": ["Abc", "aBC", "aBCd", "a-b", "1a", "abc\n"],
    "pascal": ["abc", "ABC", "ABCd", "A_b", "1A"],
    "kebab": ["-abc", "abc-", "a--b", "aB", "a_b"],
    "cobol": ["-ABC", "ABC-", "Abc", "A_B"],
    "snake": ["_abc", "abc_", "a__b", "a-b"],
    "macro": ["_ABC", "ABC_", "Abc", "A-B"],
}


@pytest.mark.parametrize(("case", "text"), [(case, text) for case, texts in IN_CASE.items() for text in texts])
def test_a_text_in_the_case_is_accepted(case: str, text: str) -> None:
    assert Lettering(CASES[case]).accepts(text)


@pytest.mark.parametrize(("case", "text"), [(case, text) for case, texts in OUTSIDE.items() for text in texts])
def test_a_text_in_another_case_is_not(case: str, text: str) -> None:
    assert not Lettering(CASES[case]).accepts(text)


@pytest.mark.parametrize("case", list(CASES))
def test_no_case_is_that_of_an_empty_text_or_of_a_separator_alone(case: str) -> None:
    assert not Lettering(CASES[case], separator=".", leading=True).accepts("")
    assert not Lettering(CASES[case], separator=".", leading=True).accepts(".")


@pytest.mark.parametrize(
    ("text", "accepted"),
    [("aB/cD", False), ("abC/d", False), ("ab/cD", True), ("ab/Cd", False), ("/ab", False), ("ab//c", False)],
)
def test_a_capital_cannot_end_a_word_before_a_separator(text: str, accepted: bool) -> None:  # noqa: FBT001 a column
    assert Lettering(CASES["camel"], separator="/").accepts(text) is accepted


@pytest.mark.parametrize(("text", "accepted"), [("AbXAb", False), ("AbxABc", True), ("xAb", True), ("xxAb", False)])
def test_a_separator_may_be_a_letter(text: str, accepted: bool) -> None:  # noqa: FBT001 a column
    assert Lettering(CASES["pascal"], separator="x", leading=True).accepts(text) is accepted


def test_a_separator_that_is_no_character_separates_nothing() -> None:
    assert Lettering(CASES["flat"], separator="", leading=True).accepts("abc")


def test_digits_can_be_left_out() -> None:
    assert not Lettering(CASES["snake"], numbered=False).accepts("abc_1")


def test_texts_that_can_be_split_in_very_many_ways_are_read_in_time() -> None:
    started = time.process_time()
    for case in CASES.values():
        for separator in "a0-_A":
            assert not Lettering(case, separator=separator).accepts("a0A-" * 20_000 + "!")
            assert not Lettering(case, separator=separator).accepts("a" + "0" * 80_000 + "!")
            assert not Lettering(case, separator=separator).accepts("a" + "-a" * 40_000 + "!")
    assert time.process_time() - started < 10
