from typing import Any

import pytest
from declared import matches, messages, outcome, places

from registry.validators import limits

TRUTHY = {"function": "truthy"}
API: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Cards"},
    "tags": [{"name": "b"}, {}],
    "paths": {"/cards/{number}": {"get": {"responses": {"200": {"$ref": "#/components/responses/Found"}}}}},
    "components": {"responses": {"Found": {"content": {}}}, "schemas": {"card": {"type": "object"}}},
}


def test_a_rule_is_judged_at_each_place_that_it_is_given() -> None:
    assert places("$.tags[*]", {"field": "name", **TRUTHY}, API) == ["tags/1"]
    assert places(["$.tags[*]", "$.info"], {"field": "x", **TRUTHY}, API) == ["info", "tags/0", "tags/1"]


def test_a_path_that_is_given_twice_counts_once() -> None:
    found = outcome({"one": {"given": ["$.info", "$.info"], "then": {"field": "x", **TRUTHY}}}, API)
    assert (len(found.matches), found.standings["one"].judged) == (1, 1)


def test_every_function_of_a_rule_is_called() -> None:
    then = [{"field": "x", **TRUTHY}, {"field": "title", "function": "falsy"}]
    assert places("$.info", then, API) == ["info", "info/title"]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({}, '"info.contact" property must be truthy'),
        ({"description": "Name a contact."}, "Name a contact."),
        ({"message": "{{error}}!"}, '"info.contact" property must be truthy!'),
        ({"message": " {{path}} {{property}} {{value}} "}, "#/info info.contact [object Object]"),
        ({"message": "{{description}}", "description": "d"}, "d"),
    ],
)
def test_a_message_is_the_rules_own_or_its_description_or_the_functions(rule: dict[str, Any], message: str) -> None:
    assert messages("$.info", {"field": "contact", **TRUTHY}, API, **rule) == [message]


NIN = {"key": "nin", "version": "1.0.0", "sw": "Namba", "en": "Number", "names": "nin", "personal": "identifier"}
PERSONAL = {"function": "personalDataUndeclared", "functionOptions": {"concepts": [NIN]}}


@pytest.mark.parametrize(
    ("rule", "sw", "en"),
    [
        ({}, "`nin` inaonekana", "`nin` seems"),
        ({"message": "! {{error}}"}, "! `nin` inaonekana", "! `nin` seems"),
        ({"message": "{{error}}", "extensions": {"sw": {"message": "Haya"}}}, "Haya", "`nin` seems"),
        (
            {"message": "{{error}}", "extensions": {"sw": {"message": "Ee {{error}}"}}},
            "Ee `nin` inaonekana",
            "`nin` seems",
        ),
        ({"description": "Own words"}, "Own words", "Own words"),
    ],
)
def test_what_a_function_says_in_both_languages_is_told_unless_the_rule_has_its_own(
    rule: dict[str, Any], sw: str, en: str
) -> None:
    (match,) = matches("$", PERSONAL, {"properties": {"nin": {}}}, resolved=False, **rule)
    assert match.message.startswith(en)
    assert dict(match.words)["sw"].startswith(sw)
    assert dict(match.words)["en"].startswith(en)


def test_what_is_found_behind_a_reference_is_told_at_its_target() -> None:
    given = "$.paths[*][*].responses[*]"
    assert places(given, {"field": "description", **TRUTHY}, API) == ["components/responses/Found"]
    unresolved = places(given, {"field": "description", **TRUTHY}, API, resolved=False)
    assert unresolved == ["paths//cards/{number}/get/responses/200"]


def test_a_finding_that_two_ways_lead_to_is_told_once() -> None:
    document = {**API, "more": {"$ref": "#/components/responses/Found"}}
    assert len(matches("$..content", {"function": "falsy"}, document)) == 1


def test_the_key_is_judged_where_it_is_asked_for() -> None:
    casing = {"function": "casing", "functionOptions": {"type": "pascal"}}
    assert places("$.components.schemas", {"field": "@key", **casing}, API) == ["components/schemas/card"]
    assert places("$.components.schemas.*~", casing, API) == ["components/schemas/card"]


def test_a_rule_that_is_not_switched_on_does_not_stand() -> None:
    assert outcome({"one": {"given": "$", "then": TRUTHY, "recommended": False}}, API).standings == {}


def test_what_a_rule_without_severity_finds_is_dropped() -> None:
    assert matches("$.info", {"field": "x", **TRUTHY}, API, severity="off") == []


def test_a_rule_for_other_formats_is_not_applied() -> None:
    rules = {"one": {"given": "$", "then": {"function": "falsy"}, "formats": ["oas2"]}}
    found = outcome(rules, API, frozenset({"oas3"}))
    assert (found.matches, found.standings["one"].applied) == ([], False)
    assert len(outcome(rules, API, frozenset({"oas2"})).matches) == 1


def test_a_filter_that_fails_leaves_the_rest_of_the_rule_in_force() -> None:
    document = {"list": [{"a": {"b": 1}}, {"c": 1}, None]}
    found = outcome({"one": {"given": "$.list[?(@.a.b)]", "then": {"function": "falsy"}}}, document)
    assert [match.path for match in found.matches] == [("list", "0")]
    assert found.standings["one"].unchecked == [(("list", "1"), "filter-failed"), (("list", "2"), "filter-failed")]


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        ({"function": "nobody-has-it"}, "function-unavailable:nobody-has-it"),
        ({"field": "$.a[", **TRUTHY}, "path-refused"),
        ({"field": "$[?(@.match(/(/))]", **TRUTHY}, "path-refused"),
        ({"field": "$.tags[?(@.name.x.y)]", **TRUTHY}, "filter-failed"),
    ],
)
def test_what_cannot_be_run_is_not_checked(then: dict[str, Any], reason: str) -> None:
    found = outcome({"one": {"given": "$", "then": then}}, API)
    assert found.standings["one"].unchecked == [((), reason)]
    assert found.matches == []


def test_no_more_than_some_places_are_kept_for_one_rule() -> None:
    document: dict[str, Any] = {"list": [{} for _ in range(100)]}
    found = outcome({"one": {"given": "$.list[?(@.a.b)]", "then": TRUTHY}}, document)
    assert len(found.standings["one"].unchecked) == 20


def test_too_much_work_leaves_every_rule_of_the_walk_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VISITS", 10)
    rules = {name: {"given": given, "then": TRUTHY} for name, given in (("a", "$..x"), ("b", "$.info"))}
    standings = outcome(rules, API).standings
    assert {name: standing.unchecked for name, standing in standings.items()} == {
        "a": [((), "too-much-work")],
        "b": [((), "too-much-work")],
    }


def test_too_many_findings_end_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MATCHES", 10)
    found = outcome({"one": {"given": "$.list[*]", "then": {"field": "x", **TRUTHY}}}, {"list": [{}] * 100})
    assert len(found.matches) == 11
    assert found.standings["one"].unchecked == [((), "too-much-work")]


def test_siblings_that_lead_astray_at_every_step_end_in_too_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VISITS", 20_000)
    document: dict[str, Any] = {
        f"s{number}": {"properties": {side: {"$ref": f"#/s{number + 1}", "properties": {}} for side in "ab"}}
        for number in range(40)
    }
    found = outcome({"one": {"given": "$..type", "then": TRUTHY}}, {**document, "s40": {"type": "string"}})
    assert found.standings["one"].unchecked == [((), "too-much-work")]
