import json
from typing import Any

import pytest

from registry.validators.rulesets.layer import Extension, Layer
from registry.validators.rulesets.loading import load_bytes
from registry.validators.rulesets.merging import Merging, TooMuchMerged, layered, names_in
from registry.validators.rulesets.ruleset import ERROR, HINT, INFORMATION, OFF, WARNING, DeclaredRule, Ruleset
from registry.validators.rulesets.written import Complaints

TRUTHY = {"function": "truthy"}


def rule(**said: Any) -> dict[str, Any]:
    return {"given": "$", "then": TRUTHY, **said}


def load(extends: Any = None, /, base: dict[str, Any] | None = None, **said: Any) -> Ruleset:
    """Load a ruleset that extends `base`."""
    tree = {**({} if extends is None else {"extends": extends}), **said}
    return load_bytes(json.dumps(tree).encode(), {"base.yaml": json.dumps(base or {"rules": {}}).encode()})


BASE = {"rules": {"on": rule(), "off": rule(recommended=False), "dull": rule(severity="hint")}}
CHOICES = {
    "plain": ("base.yaml", {"on", "dull"}),
    "recommended": ([["base.yaml", "recommended"]], {"on", "dull"}),
    "all": ([["base.yaml", "all"]], {"on", "off", "dull"}),
    "off": ([["base.yaml", "off"]], set()),
    "the last counts": ([["base.yaml", "off"], ["base.yaml", "all"]], {"on", "off", "dull"}),
}


@pytest.mark.parametrize(("extends", "enabled"), CHOICES.values(), ids=CHOICES)
def test_who_extends_chooses(extends: Any, enabled: set[str]) -> None:
    ruleset = load(extends, BASE)
    assert {name for name, it in ruleset.rules.items() if it.enabled} == enabled


def test_an_explicit_choice_reaches_through_what_is_extended() -> None:
    files = {"a.yaml": b"extends: base.yaml\nrules: {on: off}", "base.yaml": json.dumps(BASE).encode()}
    plain = load_bytes(b"extends: a.yaml", files)
    assert {name for name, it in plain.rules.items() if it.enabled} == {"dull"}
    chosen = load_bytes(b"extends: [[a.yaml, all]]", files)
    assert {name for name, it in chosen.rules.items() if it.enabled} == {"on", "off", "dull"}


SHORT = [
    ("error", ERROR, True),
    ("warn", WARNING, True),
    ("info", INFORMATION, True),
    ("hint", HINT, True),
    ("off", OFF, False),
    (True, WARNING, True),
    (False, WARNING, False),
    (0, ERROR, True),
    (-1, OFF, True),
]


@pytest.mark.parametrize(("said", "becomes"), [(said, becomes) for said, *becomes in SHORT])
@pytest.mark.parametrize("name", ["on", "off"])
def test_a_rule_is_chosen_by_a_word_a_number_or_yes_and_no(said: Any, becomes: list[Any], name: str) -> None:
    chosen = load("base.yaml", BASE, rules={name: said}).rules[name]
    assert [chosen.severity, chosen.enabled] == becomes


def test_a_rule_that_is_written_anew_keeps_what_is_not_said_and_is_on() -> None:
    base = {"rules": {"a": rule(severity="hint", message="m", resolved=False, recommended=False, formats=["oas2"])}}
    changed = load("base.yaml", base, rules={"a": rule(given=["$.x"], description="d")}).rules["a"]
    assert changed == DeclaredRule(
        "a", ("$.x",), changed.then, HINT, recommended=False, resolved=False, message="m", description="d",
        formats=frozenset({"oas2"}),
    )  # fmt: skip


def test_a_rule_that_is_written_anew_may_change_its_formats_and_its_severity() -> None:
    base = {"rules": {"a": rule(severity="hint", formats=["oas2"])}}
    changed = load("base.yaml", base, rules={"a": rule(severity="error", formats=["oas3"])}).rules["a"]
    assert (changed.severity, changed.formats) == (ERROR, frozenset({"oas3"}))


def test_the_formats_of_a_ruleset_are_for_its_own_rules_only() -> None:
    base = {"rules": {"a": rule(), "b": rule(formats=["oas2"]), "c": rule()}, "formats": ["oas3_0"]}
    ruleset = load(
        "base.yaml", base, formats=["oas3"], rules={"a": rule(), "b": "warn", "d": rule(), "e": rule(formats=[])}
    )
    assert {name: it.formats for name, it in ruleset.rules.items()} == {
        "a": {"oas3_0"},
        "b": {"oas2"},
        "c": {"oas3_0"},
        "d": {"oas3"},
        "e": frozenset(),
    }
    assert ruleset.formats == ("oas3", "oas3_0", "oas2")


def test_the_documentation_of_a_ruleset_is_for_the_rules_that_it_names() -> None:
    base = {"rules": {"a": rule(), "b": rule(documentationUrl="https://b.example"), "c": rule()}}
    ruleset = load(
        "base.yaml", base, documentationUrl="https://x.example", rules={"a": "warn", "b": "warn", "d": rule()}
    )
    assert [it.documentation_url for it in ruleset.rules.values()] == [
        "https://x.example#a",
        "https://b.example",
        None,
        "https://x.example#d",
    ]


def test_aliases_are_those_of_the_ruleset_that_wrote_the_paths() -> None:
    base = {"aliases": {"A": ["$.base"]}, "rules": {"a": rule(given="#A"), "b": rule(given="#A")}}
    ruleset = load("base.yaml", base, aliases={"A": ["$.own"]}, rules={"a": "error", "b": rule(given=["#A.x"])})
    assert ruleset.rules["a"].given_for(frozenset()) == ("$.base",)
    assert ruleset.rules["b"].given_for(frozenset()) == ("$.own.x",)


def test_parser_options_are_not_extended() -> None:
    base = {"rules": {}, "parserOptions": {"duplicateKeys": "off"}}
    assert load("base.yaml", base).duplicate_keys == ERROR
    assert load("base.yaml", base, parserOptions={"incompatibleValues": 3}).incompatible_values == HINT


def test_extended_rules_come_first_and_keep_their_order() -> None:
    ruleset = load("base.yaml", BASE, rules={"new": rule(), "off": True})
    assert list(ruleset.rules) == ["on", "off", "dull", "new"]


def test_functions_of_our_own_rules_that_are_off_are_not_made() -> None:
    ruleset = load_bytes(b"extends: [[spectral:oas, off]]\nrules: {info-contact: warn}")
    assert [name for name, it in ruleset.rules.items() if any(then.check for then in it.then)] == ["info-contact"]


def test_layers_over_layers_keep_what_the_upper_does_not_say() -> None:
    lower = Layer(
        rules={}, aliases={"A": ("$",), "B": ("$",)}, formats=("oas2",), documentation_url="https://x.example"
    )
    upper = Layer(aliases={"B": ("$.b",)}, formats=("oas3",))
    whole = layered(lower, upper)
    assert whole.aliases == {"A": ("$",), "B": ("$.b",)}
    assert (whole.formats, whole.documentation_url, whole.extends) == (("oas3",), "https://x.example", None)


def test_rules_of_an_upper_layer_extend_the_lower_one() -> None:
    lower, other = Layer(rules={}, extends=()), Layer()
    whole = layered(lower, Layer(rules={}, extends=(Extension(other),)))
    assert next(extension.layer for extension in whole.extends or ()) is other
    assert len(whole.extends or ()) == 2


def test_merging_ends_even_where_layers_multiply() -> None:
    layer = Layer(rules={})
    for _ in range(20):
        layer = Layer(extends=(Extension(layer),) * 3)
    with pytest.raises(TooMuchMerged):
        Merging(Complaints()).ruleset(layer)
    assert list(names_in([layer])) == []
