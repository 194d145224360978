import pytest
from selecting import selected

from registry.validators.jsonpath.kinds import refuse_patterns
from registry.validators.jsonpath.parsing import parse
from registry.validators.regex.syntax import PatternRefused

DOCUMENT = {"text": "x", "flag": True, "whole": 2, "part": 2.5, "none": None, "list": [1], "object": {}}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("string", ["text"]),
        ("boolean", ["flag"]),
        ("number", ["part", "whole"]),
        ("integer", ["whole"]),
        ("null", ["none"]),
        ("array", ["list"]),
        ("object", ["list", "object"]),
        ("scalar", ["flag", "none", "part", "text", "whole"]),
        ("nonFinite", []),
        ("undefined", []),
        ("function", []),
    ],
)
def test_values_are_selected_by_their_kind(kind: str, names: list[str]) -> None:
    assert selected(f"$.@{kind}()", DOCUMENT) == [(name,) for name in names]
    assert selected(f"$[@{kind}()]", DOCUMENT) == [(name,) for name in names]


def test_a_slice_selects_items_and_never_members() -> None:
    assert selected("$.*[0:1]", {"list": ["a", "b"], "object": {"0": "x"}}) == [("list", 0)]


def test_a_computed_name_may_be_that_of_a_member() -> None:
    assert selected("$.a[(@.key)]", {"a": {"key": "x", "x": 1, "y": 2}}) == [("a", "x")]


def test_a_pattern_that_is_none_is_found_before_the_walk() -> None:
    refuse_patterns(parse("$.a[?(@.b.match(/x/))].c"))
    with pytest.raises(PatternRefused):
        refuse_patterns(parse("$.a[?(@.b.match(/(/))].c"))
