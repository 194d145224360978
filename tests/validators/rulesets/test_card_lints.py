from pathlib import Path

import pytest
from cards import SECURITY, written_to

from registry.validators.rulesets.card_lints import card_lints
from registry.validators.rulesets.linting import lint, lint_file
from registry.validators.rulesets.loading import load_bytes
from registry.validators.rulesets.ruleset import WARNING


def test_a_rule_that_says_everything_in_the_right_form_is_not_told_of(tmp_path: Path) -> None:
    assert lint_file(written_to(tmp_path) / "ruleset.yaml") == []


@pytest.mark.parametrize(
    ("was", "becomes", "line", "code"),
    [
        ("group: security", "group: safety", 9, "choice"),
        ("standard: proposed", "standard: demanded", 10, "choice"),
        ("standard: proposed", "standard: {clause: '1'}", 10, "missing"),
        ("standard: proposed", "standard: 3", 10, "type"),
        ("[rfc-9110,", "[RFC 9110,", 11, "standard-key"),
        ("basis: [", "basis: [[], ", 11, "type"),
        ("description: Anwani za seva zinaanza na https.", "description: [1]", 13, "type"),
        ("bad: |", "bad: 3\n        worse: |", 23, "type"),
    ],
)
def test_what_is_of_the_wrong_form_is_told_with_its_line(was: str, becomes: str, line: int, code: str) -> None:
    content = SECURITY.replace(was, becomes).encode()
    told = [(one.code, one.line, one.severity, one.rule) for one in lint(content)]
    assert told == [(code, line, WARNING, "server-over-http")]
    assert "server-over-http" in load_bytes(content).rules


def test_a_placeholder_of_a_message_in_one_language_is_looked_at_too() -> None:
    content = SECURITY.replace('"{{value}} haianzi', '"{{thamani}} haianzi').encode()
    (told,) = lint(content)
    assert (told.code, told.line, told.values["found"]) == ("placeholder-unknown", 14, "{{thamani}}")


def test_a_member_that_nobody_knows_is_let_pass_as_in_spectral() -> None:
    assert list(card_lints({"x": 1, "sw": {"y": []}, "examples": {"ugly": 1}, "fr": {"message": 3}})) == []
