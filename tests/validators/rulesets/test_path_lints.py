import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.messages import LANGUAGES, text
from registry.validators.rulesets.path_lints import path_lints


@pytest.mark.parametrize(
    "path",
    [
        "$",
        "$.info",
        "$..[get,put].responses",
        "$.paths[*][?(@property === 'a.[b]')]~",
        "$['a.[b]']",
        "$.x[?(@ && @.y)]",
        "$.content['application/json']",
        "$..*^",
    ],
)
def test_a_path_without_surprises_is_nothing_to_speak_of(path: str) -> None:
    assert list(path_lints(path)) == []


SURPRISES = {
    "$.[openapi]": [("path-descends", ".[openapi]")],
    "$.a.['b'].[c]": [("path-descends", ".['b']"), ("path-descends", ".[c]")],
    "$.a.[?(@ && @.b.match(/[.[]/))]": [
        ("path-descends", ".[?(@ && @.b.match(/[.[]/))]"),
        ("filter-on-absence", "@.b.match"),
    ],
    "$..content[application/json]": [("path-unquoted", "[application/json]")],
    "$..content[a+b]": [("path-unquoted", "[a+b]")],
    r"$..content[a\b]": [("path-unquoted", r"[a\b]")],
    "$.x[?(@.in == 'query')].name": [("filter-on-null", "@.in")],
    "$.x[?(@ && @.a.b)]": [("filter-on-absence", "@.a.b")],
    "$.x[?(/(a)\\1/.test(@property))]": [("pattern-slow", "(a)\\1")],
    "$.x[?(@property.match(/(/))]": [("pattern-refused", "(")],
    "$.x[": [("path-unclosed", "[")],
    "$.x[?(@.a === )]": [("path-unexpected", ")")],
    "$.x[?(Object.keys(@))]": [("path-unknown-name", "Object.keys(@))")],
    "$.x~.y": [("path-after-keys", ".y")],
    "$.x[::0]": [("path-no-step", "::0]")],
    "$.x.": [("path-unfinished", "$.x.")],
    "$x": [("path-unexpected", "x")],
    "$.x.@nothing()": [("path-unknown-kind", "$.x.@nothing()")],
    "$.x[(@.length-1)]": [],
}


@pytest.mark.parametrize(("path", "told"), SURPRISES.items())
def test_what_surprises_is_told(path: str, told: list[tuple[str, str]]) -> None:
    assert [(lint.code, lint.fragment) for lint in path_lints(path)] == told


def test_quotes_that_become_letters_are_told() -> None:
    lints = list(path_lints("$.paths[?(@property.match(/\\d/))]['get','put']"))
    assert [lint.code for lint in lints] == ["path-quotes-kept", "path-quotes-kept"]


@pytest.mark.parametrize("path", ["$[?(" + "1|" * 1_900 + "1)]", "$[?(@.a" + " && @.b" * 500 + ")]", "$" + "x" * 5_000])
def test_a_path_too_deep_or_too_long_is_told(path: str) -> None:
    assert next(lint.code for lint in path_lints(path)) in ("path-too-deep", "path-too-long")


@given(some.text("$.[]?()@*'\"/\\~^&|=!ab1,: ", max_size=30))
def test_whatever_a_path_is_what_is_told_has_words(rest: str) -> None:
    for lint in path_lints(f"${rest}"):
        assert all(text(f"rulesets.problem.{lint.code}", language, **lint.values) for language in LANGUAGES)
