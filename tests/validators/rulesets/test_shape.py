from typing import Any

import jsonschema_rs
import pytest

from registry.messages import has_text
from registry.validators.rulesets.glance import fits
from registry.validators.rulesets.shape import mistakes, mistakes_in, schema, shortened, shown

RULE = {"given": "$", "then": {"function": "truthy"}}

SOUND: dict[str, dict[str, Any]] = {
    "rules": {"rules": {"a": RULE, "b": "off", "c": True, "d": 2}},
    "everything that a rule may say": {
        "rules": {
            "a": {
                "given": ["$", "#A.b"],
                "then": [{"field": "x", "function": "pattern", "functionOptions": {"match": "x"}}],
                "severity": "hint",
                "message": "m",
                "description": "d",
                "documentationUrl": "https://example.org/a",
                "recommended": False,
                "resolved": False,
                "formats": ["oas3"],
                "tags": ["t"],
                "type": "style",
                "extensions": {},
                "x-more": 1,
            }
        }
    },
    "extends": {"extends": ["spectral:oas", ["./a.yaml", "off"]], "x-note": 1, "$schema": "x"},
    "overrides": {
        "overrides": [{"files": ["*.yaml"], "rules": {"a": RULE}}, {"files": ["*#/info"], "rules": {"a": 0}}]
    },
    "exceptions": {"except": {"a.yaml#/x": ["a"]}},
    "the rest": {
        "rules": {},
        "aliases": {"A": ["$"], "B": {"targets": [{"formats": ["oas2"], "given": ["#A"]}]}},
        "formats": [],
        "functions": ["f"],
        "functionsDir": "./f",
        "parserOptions": {"duplicateKeys": "off", "incompatibleValues": 1},
        "description": "d",
        "documentationUrl": "http://example.org",
    },
}
BROKEN: dict[str, tuple[dict[str, Any], list[tuple[tuple[str | int, ...], str]]]] = {
    "nothing": ({}, [((), "one-missing")]),
    "a field that means nothing": ({"rules": {}, "rule": {}}, [(("rule",), "unexpected")]),
    "rules that are a list": ({"rules": []}, [(("rules",), "type")]),
    "a rule that is a word": ({"rules": {"a": "fatal"}}, [(("rules", "a"), "choice")]),
    "a rule that is nothing": ({"rules": {"a": None}}, [(("rules", "a"), "choice")]),
    "a severity of five": ({"rules": {"a": {**RULE, "severity": 5}}}, [(("rules", "a", "severity"), "choice")]),
    "a rule without given": ({"rules": {"a": {"then": RULE["then"]}}}, [(("rules", "a"), "missing")]),
    "a path that is none": ({"rules": {"a": {**RULE, "given": "info"}}}, [(("rules", "a", "given"), "path")]),
    "one path of two": ({"rules": {"a": {**RULE, "given": ["$", 1]}}}, [(("rules", "a", "given", 1), "type")]),
    "no paths": ({"rules": {"a": {**RULE, "given": []}}}, [(("rules", "a", "given"), "too-few")]),
    "no function": ({"rules": {"a": {**RULE, "then": [{}]}}}, [(("rules", "a", "then", 0), "missing")]),
    "a misspelt field": ({"rules": {"a": {**RULE, "messages": ""}}}, [(("rules", "a", "messages"), "unexpected")]),
    "an address that is none": ({"rules": {}, "documentationUrl": "docs"}, [(("documentationUrl",), "url")]),
    "an unknown choice": ({"extends": [["a", "some"]]}, [(("extends", 0, 1), "choice")]),
    "half a choice": ({"extends": [["a"]]}, [(("extends", 0), "too-few")]),
    "more than a choice": ({"extends": [["a", "all", "x"]]}, [(("extends", 0), "too-many")]),
    "a name for an alias": ({"rules": {}, "aliases": {"1": ["$"]}}, [(("aliases",), "alias-name")]),
    "an override for nothing": ({"overrides": [{"files": ["a"]}]}, [(("overrides", 0), "one-missing")]),
    "more than severities at a place": (
        {"overrides": [{"files": ["a#/b"], "rules": {"a": RULE, "b": 1}, "formats": []}]},
        [(("overrides", 0, "rules", "a"), "choice"), (("overrides", 0, "formats"), "unexpected")],
    ),
    "no pattern for files": ({"overrides": [{"files": [""], "rules": {}}]}, [(("overrides", 0, "files", 0), "glob")]),
    "two mistakes at once": (
        {"rules": {"a": {"given": 1, "then": 2}}},
        [(("rules", "a", "given"), "type"), (("rules", "a", "then"), "type")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("tree", SOUND.values(), ids=SOUND)
def test_what_rulesets_may_say_is_no_mistake(tree: dict[str, Any]) -> None:
    assert list(mistakes_in(tree)) == []


@pytest.mark.parametrize(("tree", "told"), BROKEN.values(), ids=BROKEN)
def test_every_mistake_is_told_where_it_is(tree: dict[str, Any], told: list[tuple[tuple[str | int, ...], str]]) -> None:
    found = list(mistakes_in(tree))
    assert sorted(((keys, code) for keys, code, _ in found), key=str) == sorted(told, key=str)
    assert all(has_text(f"rulesets.problem.{code}") for _, code, _ in found)


def test_a_mistake_says_what_was_expected_and_what_was_found() -> None:
    [(_, _, values)] = mistakes_in({"rules": {"a": {**RULE, "type": "law"}}})
    assert values == {"expected": '"style", "validation"', "found": '"law"'}
    [(_, _, values)] = mistakes_in({})
    assert values == {"names": "rules, extends, overrides, except"}


def test_the_schema_is_a_schema() -> None:
    jsonschema_rs.meta.validate(schema())


@pytest.mark.parametrize("tree", SOUND.values(), ids=SOUND)
def test_a_glance_is_enough_for_what_rulesets_may_say(tree: dict[str, Any]) -> None:
    assert fits(schema(), tree)


def test_other_schemas_can_be_held_against_too() -> None:
    against = {"anyOf": [{"type": "string"}, {"required": ["a"]}], "maxProperties": 1}
    assert [code for _, code, _ in mistakes(against, {"b": 1, "c": 2})] == ["shape", "shape"]


def test_values_are_shown_short() -> None:
    assert (shown({"a": 1}), shown([1]), shown("ä"), shown(None)) == ("object", "array", '"ä"', "null")
    assert len(shown("x" * 500)) < 70
    assert shortened("short") == "short"
