import pytest

from registry.validators.rulesets.legacy import overrides_of, renamed

WHOLE = {"given": "$", "then": {"function": "truthy"}}


def test_rules_of_old_names_are_chosen_by_their_names_of_today() -> None:
    assert renamed({"operation-2xx-response": "error", "a": WHOLE}) == {
        "operation-default-response": ("operation-2xx-response", "error"),
        "a": ("a", WHOLE),
    }


def test_a_whole_rule_keeps_its_name() -> None:
    assert list(renamed({"operation-2xx-response": WHOLE})) == ["operation-2xx-response"]


@pytest.mark.parametrize(
    ("older", "newer", "chosen"),
    [
        ("error", "warn", "error"),
        ("hint", "warn", "warn"),
        ("off", "warn", "off"),
        ("warn", "off", "warn"),
        (True, "info", "info"),
        ("info", False, "info"),
    ],
)
def test_the_gravest_counts_where_an_old_and_a_new_name_are_both_chosen(
    older: object, newer: object, chosen: object
) -> None:
    rules = {"operation-2xx-response": older, "operation-default-response": newer}
    assert [value for _, value in renamed(rules).values()] == [chosen]


def test_old_names_that_became_one_are_one_rule() -> None:
    rules = {"oas3-valid-oas-header-example": "info", "oas3-valid-oas-content-example": "error"}
    assert {name: value for name, (_, value) in renamed(rules).items()} == {"oas3-valid-media-example": "error"}


def test_a_whole_rule_of_the_new_name_counts_before_an_old_name() -> None:
    rules = {"operation-2xx-response": "error", "operation-default-response": WHOLE}
    assert renamed(rules)["operation-default-response"][1] == WHOLE


def test_exceptions_are_overrides_that_switch_rules_off() -> None:
    assert overrides_of({"a.yaml#/info": ["r", "s"], "#/paths": ["r"]}) == [
        ("a.yaml#/info", {"files": ["a.yaml#/info"], "rules": {"r": "off", "s": "off"}}),
        ("#/paths", {"files": ["**#/paths"], "rules": {"r": "off"}}),
    ]
