import json
from typing import Any

from registry.validators.declared.planning import plan_of
from registry.validators.rulesets.loading import load_bytes
from registry.validators.rulesets.ruleset import Ruleset

OAS3, OAS2 = frozenset({"oas3"}), frozenset({"oas2"})
TRUTHY = {"function": "truthy"}


def ruleset(**rules: Any) -> Ruleset:
    return load_bytes(json.dumps({"rules": rules}).encode())


def test_a_plan_is_made_once_for_documents_of_the_same_formats() -> None:
    rules = ruleset(titled={"given": "$.info", "then": {"field": "title", **TRUTHY}})

    assert plan_of(rules, OAS3) is plan_of(rules, frozenset(OAS3))
    assert plan_of(rules, OAS3) is not plan_of(rules, OAS2)


def test_a_path_that_several_rules_give_is_walked_once() -> None:
    plan = plan_of(
        ruleset(one={"given": "$.info", "then": TRUTHY}, two={"given": ["$.info", "$"], "then": TRUTHY}), OAS3
    )

    assert [expression.text for expression in plan.resolved.expressions] == ["$.info", "$"]
    assert [[call.rule.name for call in calls] for calls in plan.resolved.calls] == [["one", "two"], ["two"]]


def test_a_rule_looks_at_the_source_or_at_the_resolved_document() -> None:
    plan = plan_of(ruleset(one={"given": "$", "then": TRUTHY, "resolved": False}), OAS3)

    assert (len(plan.source.expressions), len(plan.resolved.expressions)) == (1, 0)


def test_rules_for_other_formats_are_switched_on_and_do_not_apply() -> None:
    rules = ruleset(
        one={"given": "$", "then": TRUTHY, "formats": ["oas2"]},
        two={"given": "$", "then": TRUTHY},
        three={"given": "$", "then": TRUTHY, "recommended": False},
    )

    assert (list(plan_of(rules, OAS3).enabled), plan_of(rules, OAS3).applied) == (["one", "two"], frozenset({"two"}))


def test_what_no_document_can_be_asked_is_told_with_its_reason() -> None:
    plan = plan_of(
        ruleset(
            nobodys={"given": "$", "then": {"function": "isNobodys"}},
            broken={"given": "$.a[", "then": TRUTHY},
            field={"given": "$", "then": {"field": "$.a[", **TRUTHY}},
        ),
        OAS3,
    )

    assert sorted((rule.name, reason) for rule, reason in plan.unusable) == [
        ("broken", "path-refused"),
        ("field", "path-refused"),
        ("nobodys", "function-unavailable:isNobodys"),
    ]
