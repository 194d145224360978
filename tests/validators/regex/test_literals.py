import pytest

from registry.validators.regex.conditions import trimmed
from registry.validators.regex.literals import words_test
from registry.validators.regex.parsing import parse


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("abc", "xabcx", "ab"),
        ("^abc", "abcx", "xabc"),
        ("abc$", "xabc", "abcx"),
        ("^abc$", "abc", "abcd"),
        ("^(get|put)$", "put", "gets"),
        ("post|put|^x", "output", "ax"),
        ("https?://", "http://a", "htp://"),
        ("[ab]c", "xbc", "c"),
        ("^(a|b)(c|d)$", "bd", "b"),
        (".*abc.*", "abc", "ab"),
        ("^$", "", "a"),
        ("x+", "ax", "a"),
        ("^😀$", "😀", "a"),
    ],
)
def test_fixed_words_need_no_engine(pattern: str, good: str, bad: str) -> None:
    test = words_test(trimmed(parse(pattern).body), ignoring=False)
    assert test is not None
    assert test(good) is True
    assert test(bad) is False


@pytest.mark.parametrize(
    "pattern",
    [
        "a.c",
        "[^a]",
        "[a-z]",
        "a{2}b",
        "^a|^b^c",
        "a$b",
        "\\bword",
        "\\ud83d",
        "[abcdefgh][abcdefgh][abcdefgh]",
        "a|b|c|d|e|f|g|h|i",
        "(?=a)",
    ],
)
def test_anything_else_needs_one(pattern: str) -> None:
    assert words_test(trimmed(parse(pattern).body), ignoring=False) is None


def test_many_words_may_be_the_whole_text() -> None:
    test = words_test(parse("^(?:a|b|c|d|e|f|g|h|i|j)$").body, ignoring=False)
    assert test is not None
    assert test("j")
    assert words_test(parse("^(?:[a-h][a-h][a-h])$").body, ignoring=False) is None


def test_words_are_small_where_case_is_ignored() -> None:
    test = words_test(parse("^Set-Cookie", "i").body, ignoring=True)
    assert test is not None
    assert test("set-cookies")
    assert words_test(parse("é", "i").body, ignoring=True) is None
