from registry.validators.rulesets.ruleset import DeclaredRule, Ruleset, Target

RULE = DeclaredRule("a", ("$.x", "#A.y"), (), aliases={"A": (Target(frozenset({"oas3"}), ("$.z",)),)})


def test_a_rule_is_given_its_aliases_written_out() -> None:
    assert RULE.given_for(frozenset({"oas3"})) == ("$.x", "$.z.y")
    assert RULE.given_for(frozenset({"oas2"})) == ("$.x",)
    assert DeclaredRule("a", ("$.x",), ()).given_for(frozenset()) == ("$.x",)


def test_a_rule_without_formats_is_meant_for_every_document() -> None:
    assert RULE.applies_to(frozenset())
    assert not DeclaredRule("a", (), (), formats=frozenset()).applies_to(frozenset({"oas3"}))
    assert DeclaredRule("a", (), (), formats=frozenset({"oas2", "oas3"})).applies_to(frozenset({"oas3"}))


def test_a_ruleset_without_overrides_is_the_same_for_every_file() -> None:
    ruleset = Ruleset({})
    assert ruleset.for_source("x/y.yaml") is ruleset


def test_a_ruleset_with_overrides_is_what_they_make_of_it() -> None:
    other = Ruleset({"a": RULE})
    assert Ruleset({}, overridden={"x.yaml": other}.__getitem__).for_source("x.yaml") is other
