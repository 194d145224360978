import pytest

from registry.validators.rulesets.braces import written_out


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("a", ["a"]),
        ("a{b,c}d", ["abd", "acd"]),
        ("{a,b}{c,d}", ["ac", "ad", "bc", "bd"]),
        ("{a,{b,c}d}", ["a", "bd", "cd"]),
        ("{{a,b}}", ["{a}", "{b}"]),
        ("a{,b}", ["a", "ab"]),
        ("{a}", ["{a}"]),
        ("{}", ["{}"]),
        ("{a,b", ["{a,b"]),
        ("a,b}", ["a,b}"]),
        ("{{a,b}", ["{a", "{b"]),
        (r"\{a,b}", [r"\{a,b}"]),
        (r"{a\,b,c}", [r"a\,b", "c"]),
        ("${a,b}", ["${a,b}"]),
        ("{1..3}", ["1", "2", "3"]),
        ("{3..1}", ["3", "2", "1"]),
        ("{01..03}", ["01", "02", "03"]),
        ("{1..7..3}", ["1", "4", "7"]),
        ("{a..c}", ["a", "b", "c"]),
        ("{1..}", ["{1..}"]),
    ],
)
def test_braces_are_written_out(pattern: str, written: list[str]) -> None:
    assert written_out(pattern) == written


@pytest.mark.parametrize(
    "pattern", ["{a,b}" * 200, "{" * 300 + "a,b" + "}" * 300, "{0..999999}{0..999999}", "{{a,b},c}" * 50]
)
def test_no_pattern_is_written_out_more_than_a_thousand_times(pattern: str) -> None:
    assert len(written_out(pattern)) <= 1_000
