import json
from typing import Any

from registry.validators.rulesets.loading import load_bytes
from registry.validators.rulesets.ruleset import ERROR, HINT, INFORMATION, OFF, WARNING, Ruleset

TRUTHY = {"function": "truthy"}


def load(*overrides: dict[str, Any], **said: Any) -> Ruleset:
    rules = {name: {"given": "$", "then": TRUTHY, "severity": "warn"} for name in "ab"}
    return load_bytes(json.dumps({"rules": rules, "overrides": list(overrides), **said}).encode())


def test_a_file_that_no_override_names_gets_the_plain_ruleset() -> None:
    ruleset = load({"files": ["v1/**"], "rules": {"a": "off"}})
    assert ruleset.for_source("v2/x.yaml").rules == ruleset.rules
    assert ruleset.rules["a"].enabled


def test_the_later_override_counts() -> None:
    ruleset = load(
        {"files": ["*.yaml"], "rules": {"a": "error", "b": "hint"}}, {"files": ["x.*"], "rules": {"a": "info"}}
    )
    rules = ruleset.for_source("x.yaml").rules
    assert (rules["a"].severity, rules["b"].severity) == (INFORMATION, HINT)


def test_an_override_may_add_rules_aliases_formats_and_options() -> None:
    override = {
        "files": ["*"],
        "aliases": {"B": ["#A.y"]},
        "formats": ["oas3"],
        "parserOptions": {"duplicateKeys": "off"},
        "rules": {"c": {"given": "#B", "then": TRUTHY}},
    }
    ruleset = load(override, aliases={"A": ["$.x"]}, description="d")
    changed = ruleset.for_source("x.yaml")
    assert changed.rules["c"].given_for(frozenset()) == ("$.x.y",)
    assert (changed.rules["c"].formats, changed.duplicate_keys, changed.description) == (frozenset({"oas3"}), OFF, "d")
    assert changed.rules["a"].formats is None
    assert "c" not in ruleset.rules


def test_a_pointer_changes_the_severity_below_it() -> None:
    ruleset = load(
        {"files": ["*.yaml#/paths", "*.yaml#/paths/~1a"], "rules": {"a": "error"}},
        {"files": ["x.yaml#/paths/~1a/get"], "rules": {"a": "off"}},
    )
    at = ruleset.for_source("x.yaml").rules["a"].severity_at
    assert at is not None
    assert [at(pointer) for pointer in ("#/info", "#/paths", "#/pathsX", "#/paths/~1a/put", "#/paths/~1a/get/x")] == [
        WARNING, ERROR, WARNING, ERROR, OFF,
    ]  # fmt: skip
    assert ruleset.for_source("x.json").rules["a"].severity_at is None
    assert ruleset.for_source("x.yaml").rules["b"].severity_at is None


def test_of_equal_pointers_the_later_counts() -> None:
    ruleset = load({"files": ["*#/info"], "rules": {"a": "error"}}, {"files": ["**#/info"], "rules": {"a": "hint"}})
    at = ruleset.for_source("x.yaml").rules["a"].severity_at
    assert at is not None
    assert at("#/info/title") == HINT


def test_a_rule_with_a_severity_somewhere_is_on() -> None:
    ruleset = load_bytes(
        b"extends: [[spectral:oas, off]]\noverrides: [{files: ['**#/info'], rules: {info-contact: error, none: off}}]"
    )
    rule = ruleset.for_source("x.yaml").rules["info-contact"]
    assert rule.enabled
    assert rule.then[0].check is not None
    assert not ruleset.for_source("x.yaml").rules["info-license"].enabled


def test_plain_and_located_overrides_come_together() -> None:
    ruleset = load({"files": ["*.yaml"], "rules": {"a": "hint"}}, {"files": ["*.yaml#/info"], "rules": {"a": "error"}})
    rule = ruleset.for_source("x.yaml").rules["a"]
    assert rule.severity == HINT
    assert rule.severity_at is not None
    assert (rule.severity_at("#/info"), rule.severity_at("#/paths")) == (ERROR, HINT)


def test_a_pattern_without_files_matches_nothing() -> None:
    ruleset = load({"files": ["#/info"], "rules": {"a": "error"}})
    assert ruleset.for_source("x.yaml").rules == ruleset.rules


def test_exceptions_switch_rules_off_below_their_pointers() -> None:
    ruleset = load_bytes(b"rules: {a: {given: $, then: {function: truthy}}}\nexcept: {'#/info': [a], x.yaml: [a]}")
    at = ruleset.for_source("y.yaml").rules["a"].severity_at
    assert at is not None
    assert (at("#/info"), at("#/paths")) == (OFF, WARNING)
    assert ruleset.for_source("x.yaml").rules["a"].severity == OFF


def test_what_overrides_make_of_a_ruleset_is_kept() -> None:
    ruleset = load({"files": ["*.yaml"], "rules": {"a": "hint"}})
    assert ruleset.for_source("x.yaml") is ruleset.for_source("y/z.yaml")


def test_what_is_kept_stays_small() -> None:
    ruleset = load(*({"files": [f"*{number}*"], "rules": {"a": "hint"}} for number in range(10)))
    for number in range(300):
        assert ruleset.for_source(f"{number}.yaml").rules["a"].severity == HINT
