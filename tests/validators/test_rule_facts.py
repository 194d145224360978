from pathlib import Path

import pytest

from registry.validators.rule_card import GROUPS
from registry.validators.rule_facts import FACTS
from registry.validators.rules import rule_names

STANDARDS = Path(__file__).parents[2] / "catalog_seed" / "standards"


def test_every_rule_in_python_has_its_facts_and_nothing_else_has() -> None:
    assert sorted(FACTS) == sorted(rule_names())


def test_every_rule_belongs_to_a_group_and_rests_on_something() -> None:
    assert {fact.group for fact in FACTS.values()} <= {*GROUPS}
    assert all(fact.basis for fact in FACTS.values())


@pytest.mark.skipif(not STANDARDS.is_dir(), reason="catalog_seed/standards is not there")
def test_what_rules_rest_on_is_among_the_standards() -> None:
    assert {key for fact in FACTS.values() for key in fact.basis} <= {path.stem for path in STANDARDS.glob("*.yaml")}
