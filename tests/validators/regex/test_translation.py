from itertools import product

import pytest
from re2 import compile as re2_compile

from registry.validators.regex.parsing import parse
from registry.validators.regex.ranges import LAST, LAST_ASCII
from registry.validators.regex.translation import Untranslatable, linear, members


def written(pattern: str, flags: str = "", last: int = LAST, *, captures: bool = False) -> str:
    expression = parse(pattern, flags)
    return linear(expression, expression.body, last=last, captures=captures)


@pytest.mark.parametrize(
    ("pattern", "flags", "translation"),
    [
        ("^a$", "", r"\Aa\z"),
        ("^a$", "m", "(?m:^)a(?m:$)"),
        ("a.b", "", r"a[\x{0}-\x{9}\x{b}-\x{c}\x{e}-\x{7f}]b"),
        ("(a|)", "", "(?:(?:a|))"),
        ("a{2,}?", "", "a{2,}?"),
        ("(?:ab)*", "", "(?:ab)*"),
        ("[]", "", r"[^\x00-\xff]"),
        ("a", "i", "[Aa]"),
        ("\\{", "", r"\x{7b}"),
        ("\\p{Lu}", "u", r"[\p{Lu}]"),
        ("[^\\p{Lu}a]", "iu", r"(?i:[^a\p{Lu}])"),
        ("\\bx\\B", "", r"\bx\B"),
    ],
)
def test_a_tree_is_written_for_texts_of_ascii(pattern: str, flags: str, translation: str) -> None:
    assert written(pattern, flags, LAST_ASCII) == translation


def test_groups_capture_where_they_are_asked_for() -> None:
    assert written("(a)(?:b)(?<n>c)", captures=True) == "(a)(?:b)(c)"


@pytest.mark.parametrize("pattern", ["(?=a)", "(?<!a)b", "(a)\\1", "\\p{Alphabetic}", "\\p{C}", "\\p{scx=Grek}"])
def test_what_re2_has_no_words_for_is_said(pattern: str) -> None:
    with pytest.raises(Untranslatable):
        written(pattern, "u")


def test_edges_beyond_ascii_are_left_to_the_other_engine() -> None:
    with pytest.raises(Untranslatable):
        written("\\B")
    with pytest.raises(Untranslatable):
        written("\\b", "iu")
    assert written("\\b", "iu", LAST_ASCII) == r"\b"


@pytest.mark.parametrize(("low", "high"), [(1001, 1001), (0, 1500), (1500, 2600), (999, None), (2500, None)])
@pytest.mark.parametrize("part", ["a", "(?:ab?)", "(?:a{20}){0,2}a"])
def test_more_copies_than_re2_makes_are_written_out(low: int, high: int | None, part: str) -> None:
    counts = f"{{{low},{'' if high is None else high}}}"
    found = re2_compile(written(f"^(?:a){counts}$", last=LAST_ASCII).encode())
    for length, more in product((max(low - 1, 0), low, 1500, high or 3000, (high or 3000) + 1), (b"", b"!")):
        expected = not more and low <= length <= (high or length)
        assert (found.search(b"a" * length + more) is not None) == expected
    assert re2_compile(written(f"{part}{{2,3}}", last=LAST_ASCII).encode())


def test_nested_copies_are_counted_together() -> None:
    found = re2_compile(written("^(?:(?:a{30}){30}){3}$", last=LAST_ASCII).encode())
    assert found.search(b"a" * 2700)
    assert not found.search(b"a" * 2699)


@pytest.mark.parametrize("pattern", ["(?:a{1000}){0,1000}", "(?:(?:ab{0,90}){0,90}){0,90}", "(?:a{0,900}|b){0,900}"])
def test_too_many_copies_are_not_written(pattern: str) -> None:
    with pytest.raises(Untranslatable):
        written(pattern)


def test_groups_are_not_copied() -> None:
    for pattern in ("(a){2000}", "(a){0}"):
        with pytest.raises(Untranslatable):
            written(pattern, captures=True)
        assert written(pattern)


def test_a_long_choice_is_too_heavy() -> None:
    with pytest.raises(Untranslatable):
        written("|".join(["a{0,9000}"] * 6))


def test_letters_that_re2_would_fold_too_far_are_written_apart() -> None:
    assert written("[Ss]") == "(?:S|s)"
    assert written("k", "i") == "(?:K|k)"


def test_members_are_closed_before_they_are_turned_round() -> None:
    expression = parse("[^a]", "i")
    found = members(expression.body, expression, LAST_ASCII)  # type: ignore[arg-type]  # it is a class
    assert found == ((0, 0x40), (0x42, 0x60), (0x62, LAST_ASCII))
