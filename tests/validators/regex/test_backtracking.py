import pytest
import regex

from registry.validators.regex.backtracking import backtracking
from registry.validators.regex.parsing import parse


def written(pattern: str, flags: str = "", *, captures: bool = False) -> str:
    expression = parse(pattern, flags)
    return backtracking(expression, expression.body, captures=captures)


@pytest.mark.parametrize(
    ("pattern", "flags", "translation"),
    [
        ("^(a)$", "", r"\A(?:[a])\Z"),
        ("(?<!a)(?=b)", "", "(?<![a])(?=[b])"),
        ("(a)\\1", "", "(?P<g1>[a])(?(g1)(?P=g1)|)"),
        ("(a)\\1", "i", "(?P<g1>[Aa])(?(g1)(?i:(?P=g1))|)"),
        ("(a\\1)", "", "(?P<g1>[a])"),
        ("(?:(a)|b)*\\1", "", "(?:(?P<g1>)(?:(?:(?P<g1>[a])|[b]))){0,}(?(g1)(?P=g1)|)"),
        ("(?<=(?:(a)\\1)+)", "", "(?<=(?:(?:(?P<g1>[a])(?(g1)(?P=g1)|))(?P<g1>)){1,})"),
        ("[]", "", "(?!)"),
        ("\\p{Lu}", "iu", r"(?i:[\p{gc=Lu}])"),
        ("[^\\p{Alpha}]", "u", r"[^\p{Alphabetic}]"),
        ("\\{", "", r"[\x7b]"),
        ("😀", "u", r"[\U0001f600]"),
        ("a*?", "", "(?:[a]){0,}?"),
    ],
)
def test_a_tree_is_written_for_the_other_engine(pattern: str, flags: str, translation: str) -> None:
    assert written(pattern, flags) == translation
    assert regex.compile(translation, regex.V0)


def test_all_groups_capture_where_they_are_asked_for() -> None:
    assert written("(a)(?:b)", captures=True) == "(?P<g1>[a])(?:[b])"


@pytest.mark.parametrize(("flags", "letter"), [("", False), ("iu", True)])
def test_the_long_s_is_a_letter_of_words_only_without_case_by_code_points(flags: str, letter: bool) -> None:  # noqa: FBT001 it is the expectation
    assert (regex.search(written("\\bſ", flags), "ſ") is not None) == letter
    assert (regex.search(written("-\\Bſ", flags), "-ſ") is None) == letter


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\u2029"])
def test_lines_end_where_javascript_ends_them(end: str) -> None:
    assert regex.search(written("^b$", "m"), f"a{end}b{end}c")
    assert not regex.search(written("^b$", "m"), "a\u0085b\u0085c")
