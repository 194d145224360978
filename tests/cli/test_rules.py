import json
from pathlib import Path

import pytest
from cards import SECURITY, written_to
from commands import Run

from registry.cli import exits
from registry.validators.rule_card import card_of
from registry.validators.rules import every_rule

RULESET = """
rules:
  info-title:
    description: Say what it is.
    documentationUrl: https://standards.example/title
    given: $.info
    severity: hint
    then: {field: title, function: truthy}
  odd:
    given: $.info.[title]
    then: {function: truthy}
"""


@pytest.fixture
def ruleset(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULESET, "utf-8")
    return tmp_path / "rules.yaml"


def test_every_rule_is_listed_the_gravest_first(somana: Run) -> None:
    lines = somana("rules").stdout.splitlines()
    assert len(lines) == len(every_rule())
    severities = [line.split()[0] for line in lines]
    assert severities == sorted(severities, key=["error", "warning", "info", "hint"].index)
    assert "error     paths-equivalent" in "\n".join(lines)


def test_the_list_is_there_for_programs(somana: Run, ruleset: Path) -> None:
    told = json.loads(somana("rules", "--ruleset", ruleset, "--format", "json").stdout)
    assert told["rules"] == [
        {"rule": "odd", "severity": "warning", "title": "", "group": "other"},
        {"rule": "info-title", "severity": "hint", "title": "Say what it is.", "group": "other"},
    ]


def test_a_rule_is_explained_in_the_words_of_its_page(somana: Run) -> None:
    rule = next(rule for rule in every_rule() if rule.name == "paths-equivalent")
    card = card_of(rule)
    shown = somana("rules", "show", "paths-equivalent", "--lang", "sw").stdout
    for said in (card.title, card.why, card.remedy, card.grade):
        assert said["sw"] in shown
    assert all(words in shown for words in card.references)
    for line in (card.wrong + card.right).splitlines():
        assert f"  {line}" in shown


def test_a_rule_of_a_ruleset_is_explained_by_what_it_says(somana: Run, ruleset: Path) -> None:
    shown = somana("rules", "--ruleset", ruleset, "show", "info-title").stdout
    assert shown.startswith("Say what it is.\nhint · info-title · Others\n")
    for line in ("  - $.info", "  - truthy (title)", "https://standards.example/title"):
        assert line in shown.splitlines()
    assert somana("rules", "show", "info-title", "--ruleset", ruleset).stdout == shown
    assert somana("rules", "--ruleset", ruleset, "show", "odd").stdout.startswith("odd\nwarning · odd · Others\n")


def test_a_rule_of_a_profile_is_explained_in_both_languages_with_its_examples(somana: Run, tmp_path: Path) -> None:
    file = written_to(tmp_path) / "ruleset.yaml"
    for language, words in (("sw", "Anwani za seva zinaanza na https."), ("en", "Server addresses begin with https.")):
        shown = somana("rules", "show", "server-over-http", "--ruleset", file, "--lang", language).stdout
        assert shown.startswith(words)
        assert '  servers: [{url: "http://a.example"}]' in shown
        assert "  - rfc-9325, 3" in shown


def test_an_example_that_its_rule_does_not_bear_out_is_told_with_its_place(somana: Run, tmp_path: Path) -> None:
    untrue = SECURITY.replace("http://a.example", "https://b.example")
    result = somana("rules", "check", written_to(tmp_path, security=untrue) / "ruleset.yaml")
    assert result.exit_code == exits.FINDINGS
    assert "security.yaml:23:" in result.stdout
    assert "example-passed server-over-http: " in result.stdout


def test_a_rule_that_is_not_there_gives_status_2(somana: Run, ruleset: Path) -> None:
    assert somana("rules", "show", "nothing").exit_code == exits.USAGE
    assert somana("rules", "--ruleset", ruleset, "show", "paths-equivalent").exit_code == exits.USAGE


def test_what_surprises_in_a_ruleset_is_told_with_its_place(somana: Run, ruleset: Path) -> None:
    result = somana("rules", "check", ruleset)
    assert result.exit_code == exits.FINDINGS
    assert "rules.yaml:10:" in result.stdout
    assert "path-descends" in result.stdout


def test_a_ruleset_without_surprises_gives_status_0(somana: Run, ruleset: Path) -> None:
    ruleset.write_text(RULESET.partition("  odd:")[0], "utf-8")
    assert somana("rules", "check", ruleset).exit_code == exits.CLEAN


def test_a_ruleset_that_cannot_be_read_gives_status_2(somana: Run, tmp_path: Path) -> None:
    result = somana("rules", "check", tmp_path / "none.yaml")
    assert result.exit_code == exits.USAGE
    assert "could not be read (No such file or directory)" in result.stderr
