import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.validators.rulesets.globs import matches

MATCHED = [
    ("a.yaml", "a.yaml"),
    ("x/a.yaml", "a.yaml"),
    ("x/y/a.yaml", "*.yaml"),
    ("x/y/a.yaml", "**/*.yaml"),
    ("a.yaml", "**/*.yaml"),
    ("x/a.yaml", "x/**"),
    ("x/y/z/a.yaml", "x/**/a.yaml"),
    ("x/a.yaml", "x/**/a.yaml"),
    ("v2/a.json", "v{1..2}/*.{json,yml}"),
    ("v2/a.json", "**"),
    (".a.yaml", ".*"),
    ("x/.a/b", "x/.*/b"),
    ("b.js", "!a.js"),
    ("a.js", "!!a.js"),
    ("ab", "[a-c]b"),
    ("xb", "[!a-c]b"),
    ("]b", "[]]b"),
    ("a*b", r"a\*b"),
    ("[a", "[a"),
    ("abab", "+(ab)"),
    ("", ""),
    ("c", "*(a|b)c"),
    ("abac", "*(a|b)c"),
    ("b", "?(a)b"),
    ("a.yaml", "@(a|b).yaml"),
    ("x/c.yaml", "x/!(a|b).yaml"),
    ("../a.yaml", "../*.yaml"),
    ("x//a", "x/a"),
    ("a(b)", "a(b)"),
]
NOT_MATCHED = [
    ("x/a.yaml", "./a.yaml"),
    ("x/a.yaml", "*/b.yaml"),
    ("x", "x/**"),
    (".a.yaml", "*"),
    (".a.yaml", "?a.yaml"),
    (".x/a.yaml", "**/a.yaml"),
    ("../a.yaml", "**/a.yaml"),
    ("x/.a", "x/*"),
    ("a.js", "!a.js"),
    ("a.yaml", "#a.yaml"),
    ("", "*"),
    ("ab", "[!a]b"),
    ("b", "+(a)b"),
    ("x/a.yaml", "x/!(a|b).yaml"),
    ("aXb", r"a\*b"),
    ("a", ""),
    ("b", "[c-a]"),
]


@pytest.mark.parametrize(("path", "pattern"), MATCHED)
def test_a_pattern_matches_the_paths_that_it_means(path: str, pattern: str) -> None:
    assert matches(path, pattern)


@pytest.mark.parametrize(("path", "pattern"), NOT_MATCHED)
def test_a_pattern_matches_no_other_paths(path: str, pattern: str) -> None:
    assert not matches(path, pattern)


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 300, "*(*(*(a)))b" * 20, "!(!(!(a*)))" * 20, "**/" * 200 + "b", "{*,**/a}" * 100, "+(a|aa|aaa)" * 60],
)
@pytest.mark.timeout(20)
def test_no_pattern_takes_long(pattern: str) -> None:
    assert matches("a" * 200 + "/c", pattern) in (True, False)


@given(some.text("ab./*?[]!(){},|+@\\-1", max_size=12), some.text("ab./-", max_size=8))
def test_no_pattern_is_a_mistake(pattern: str, path: str) -> None:
    assert matches(path, pattern) in (True, False)
