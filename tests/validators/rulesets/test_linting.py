import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from registry.messages import LANGUAGES
from registry.validators.rulesets.linting import lint, lint_file
from registry.validators.rulesets.ruleset import ERROR, INFORMATION, WARNING

CONTENT = b"""extends: spectral:oas
aliases:
  Paths:
    - $.paths
  Scoped:
    targets:
      - formats: [oas2]
        given: ["$.[definitions]"]
rules:
  one:
    given: $.info.[title]
    message: "{{property}} {{ error }} {{verb}} #{{print('value')}}"
    then:
      field: $.x[?(@.y)]
      function: ours
  two:
    recommended: false
    given: "#Paths.[get]"
    then: {function: pattern, functionOptions: {notMatch: '/(a)\\1/i'}}
  three: {given: "#Scoped", then: {function: truthy}, formats: [oas3]}
  four: {given: $, then: {function: truthy}, formats: []}
  five: {given: $, then: {function: truthy}, severity: off}
  info-contact: off
overrides:
  - files: ["#/info"]
    rules: {one: off}
  - files: ["*.yaml#/info"]
    rules: {one: off, six: off}
"""
TRUTHY = {"function": "truthy"}


def codes(ruleset: dict[str, Any]) -> list[str]:
    return [problem.code for problem in lint(json.dumps(ruleset).encode())]


def test_what_surprises_is_told_with_its_rule_and_its_place() -> None:
    told = lint(CONTENT)
    assert [(it.line, it.column, it.rule, it.code, it.severity) for it in told] == [
        (8, 19, None, "path-descends", WARNING),
        (11, 18, "one", "path-descends", WARNING),
        (12, 28, "one", "placeholder-unknown", WARNING),
        (12, 40, "one", "placeholder-unknown", WARNING),
        (14, 20, "one", "filter-on-null", WARNING),
        (15, 17, "one", "function-unavailable", WARNING),
        (17, 5, "two", "rule-off", INFORMATION),
        (18, 19, "two", "path-descends", WARNING),
        (19, 61, "two", "pattern-slow", INFORMATION),
        (20, 11, "three", "rule-without-paths", WARNING),
        (21, 46, "four", "rule-without-formats", WARNING),
        (22, 46, "five", "rule-silent", WARNING),
        (25, 14, None, "override-nowhere", WARNING),
        (28, 23, "six", "override-unknown", WARNING),
    ]
    assert all(problem.sentence(language) for problem in told for language in LANGUAGES)


def test_a_ruleset_without_surprises_is_nothing_to_speak_of() -> None:
    assert codes({"extends": "spectral:oas", "rules": {"a": {"given": ["$.info"], "then": TRUTHY}}}) == []


def test_what_makes_a_ruleset_unusable_comes_first_and_the_rest_is_told_too() -> None:
    rules = {"a": {"given": "$.[x]", "then": TRUTHY}, "b": {"given": "x", "then": TRUTHY}, "c": "off"}
    told = lint(json.dumps({"rules": rules}).encode())
    assert [(it.code, it.severity) for it in told] == [
        ("path", ERROR),
        ("rule-unknown", ERROR),
        ("path-descends", WARNING),
    ]


def test_what_cannot_be_read_has_one_problem() -> None:
    assert [problem.code for problem in lint(b"rules: [")] == ["unreadable.syntax"]


def test_a_rule_whose_aliases_need_a_format_that_nobody_names_never_runs() -> None:
    aliases = {"A": {"targets": [{"formats": ["oas3"], "given": ["$"]}]}}
    rule = {"given": "#A", "then": TRUTHY}
    assert codes({"aliases": aliases, "rules": {"a": rule}}) == ["rule-without-paths"]
    assert codes({"aliases": aliases, "rules": {"a": rule}, "formats": ["oas3"]}) == []


def test_impossible_paths_are_wrong_though_the_ruleset_loads() -> None:
    told = lint(json.dumps({"rules": {"a": {"given": "$.x[", "then": TRUTHY}}}).encode())
    assert [(it.code, it.severity) for it in told] == [("path-unclosed", ERROR)]


def test_rules_in_overrides_are_looked_at_too() -> None:
    override = {"files": ["*"], "rules": {"a": {"given": "$.[x]", "then": TRUTHY}}, "aliases": {"A": ["$.[y]"]}}
    assert codes({"rules": {}, "overrides": [override]}) == ["path-descends", "path-descends"]


def test_the_files_that_a_ruleset_extends_are_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("rules: {a: {given: '$.[x]', then: {function: truthy}}}")
    (tmp_path / "main.yaml").write_text("extends: base.yaml")
    assert [(it.file, it.code) for it in lint_file(tmp_path / "main.yaml")] == [("base.yaml", "path-descends")]
    (tmp_path / "sub").mkdir()
    assert [it.code for it in lint_file(tmp_path / "main.yaml", tmp_path / "sub")] == ["extends-outside"]


words = some.sampled_from(
    ["$", "$.[x]", "#A", "#", "{{x}}", "[", "(a)\\1", "/x/", "$[?(@.x)]", "off", "truthy", "pattern"]
)
trees = some.recursive(words | some.integers() | some.none(), lambda it: some.lists(it, max_size=3), max_leaves=5)
thens = some.fixed_dictionaries(
    {"function": words},
    optional={"field": words, "functionOptions": trees | some.dictionaries(some.sampled_from(["match"]), trees)},
)
rules = some.fixed_dictionaries(
    {"given": words | some.lists(words), "then": thens | some.lists(thens)},
    optional={"message": words, "severity": words, "formats": some.just(["oas3"])},
)


@settings(max_examples=200, deadline=None)
@given(some.dictionaries(words, rules | trees, max_size=3), some.dictionaries(some.just("A"), trees), some.lists(thens))
def test_whatever_a_ruleset_says_it_can_be_looked_at(rules: Any, aliases: Any, overrides: Any) -> None:
    for problem in lint(json.dumps({"rules": rules, "aliases": aliases, "overrides": overrides}).encode()):
        assert all(problem.sentence(language) for language in LANGUAGES)
