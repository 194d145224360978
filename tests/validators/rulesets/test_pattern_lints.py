import pytest

from registry.validators.rulesets.pattern_lints import pattern_lints
from registry.validators.rulesets.ruleset import ERROR, INFORMATION


@pytest.mark.parametrize("source", ["^a+$", "[a-z]{1,3}|x", "(?:a|b)*"])
def test_a_pattern_that_takes_linear_time_is_nothing_to_speak_of(source: str) -> None:
    assert list(pattern_lints(source, "")) == []


@pytest.mark.parametrize(("source", "flags"), [("[", ""), ("(", ""), ("a", "gg"), ("a", "q")])
def test_what_is_no_pattern_is_wrong(source: str, flags: str) -> None:
    assert [(lint.code, lint.severity) for lint in pattern_lints(source, flags)] == [("pattern-refused", ERROR)]


def test_a_pattern_that_goes_back_and_forth_is_told() -> None:
    [lint] = pattern_lints(r"(a)\1", "")
    assert (lint.code, lint.severity, lint.values) == ("pattern-slow", INFORMATION, {"found": r"(a)\1"})
