import json
from pathlib import Path
from typing import Any

import pytest
from cards import written_to

from registry.messages import LANGUAGES
from registry.validators.finding import Severity
from registry.validators.profile import profile_from_file
from registry.validators.rule import Rule
from registry.validators.rule_card import (
    GROUPS,
    Citation,
    RuleCard,
    card_from,
    card_of,
    card_of_declared,
    cards_of,
    told,
)
from registry.validators.rules import every_rule
from registry.validators.rulesets.card_lints import card_schema
from registry.validators.rulesets.ruleset import DeclaredRule


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_every_rule_in_python_says_everything_of_itself_in_both_languages(rule: Rule) -> None:
    card = card_of(rule)
    assert card.lacks == ()
    assert (card.name, card.severity) == (rule.name, rule.severity)
    assert card.kinds == tuple(sorted(rule.kinds))
    assert card.group in GROUPS
    assert card.references
    assert card.wrong != card.right
    assert all(card.grade[language] != card.why[language] for language in LANGUAGES)


def test_a_rule_as_data_says_the_same_things(tmp_path: Path) -> None:
    cards = {card.name: card for card in cards_of(profile_from_file(written_to(tmp_path) / "ruleset.yaml"))}
    assert list(cards) == ["operation-without-summary", "server-over-http", "title-too-long"]
    card = cards["server-over-http"]
    assert (card.severity, card.group, card.standard) == (Severity.ERROR, "security", None)
    assert card.basis == (Citation("rfc-9110"), Citation("rfc-9325", "3"))
    assert card.title == {"sw": "Anwani za seva zinaanza na https.", "en": "Server addresses begin with https."}
    assert card.grade["en"] == "An error, because personal data are read on the way."
    assert card.wrong.endswith('servers: [{url: "http://a.example"}]\n')
    assert (card.given, card.then) == (("$.servers[*].url",), ("pattern",))
    assert cards["title-too-long"].standard == Citation("demo-standard", "4.2")
    assert all(card.lacks == () for card in cards.values())


def test_a_card_comes_back_from_plain_values(tmp_path: Path) -> None:
    for card in cards_of(profile_from_file(written_to(tmp_path) / "ruleset.yaml")):
        assert card_from(json.loads(json.dumps(card.tree()))) == card


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"sw": 1, "en": None, "basis": {"a": 1}, "examples": [1], "standard": 3, "group": ["x"]},
        {"sw": {"description": 1, "rationale": []}, "basis": [None, 1, {"key": 2}, ""], "examples": {"bad": 1}},
        {"standard": {"clause": "1"}, "group": "nobody-has-it"},
    ],
)
def test_what_is_of_another_form_counts_as_not_said(words: dict[str, Any]) -> None:
    card = card_of_declared(DeclaredRule("a", ("$",), (), words=words), Severity.HINT)
    assert card == RuleCard("a", Severity.HINT, given=("$",))
    assert {"group", "wrong", "right", "basis", "title.sw", "grade.en"} <= {*card.lacks}


def test_the_groups_are_those_of_the_schema() -> None:
    assert list(GROUPS) == card_schema()["properties"]["group"]["enum"]


def test_a_rule_of_another_time_is_called_by_its_name() -> None:
    assert told("gone-since", "title", "en") == "gone-since"
    assert told("gone-since", "why", "en") == ""
