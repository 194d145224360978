from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from labelled import CONCEPTS

from registry.messages import LANGUAGES
from registry.validators.checking import check
from registry.validators.concepts.concept import concept_of, entries_of
from registry.validators.concepts.ruleset import ruleset_of
from registry.validators.finding import Severity
from registry.validators.profile import profile_of
from registry.validators.report import Outcome, Report
from registry.validators.source import read

SHIPPED = Path(__file__).parents[3] / "catalog_seed" / "profiles" / "tz-interop" / "dictionary.yaml"
RULES: dict[str, Any] = read(SHIPPED.read_bytes()).data["rules"]
PROFILE = profile_of("dictionary", "1.0.0", SHIPPED.read_bytes(), {})
WORDS = {
    "sw": ("description", "rationale", "remedy", "severity"),
    "en": ("rationale", "remedy", "severity"),
}


def outcome(report: Report, rule: str) -> Outcome:
    return next(result.outcome for result in report.rules if result.rule == rule)


def examples() -> Iterator[tuple[str, str, Outcome]]:
    for name, rule in RULES.items():
        for kind, outcome in (("bad", Outcome.FAIL), ("good", Outcome.PASS)):
            yield name, rule["extensions"]["examples"][kind], outcome


def test_the_shipped_rules_hold_the_shipped_concepts() -> None:
    entries = entries_of(concept_of(read(file.read_bytes()).data) for file in CONCEPTS.glob("*.yaml"))
    assert SHIPPED.read_text("utf-8") == ruleset_of(entries), "write it anew with `somana dictionary`"


@pytest.mark.parametrize(("rule", "document", "wanted"), list(examples()))
def test_the_examples_of_a_rule_are_judged_as_it_says(rule: str, document: str, wanted: Outcome) -> None:
    assert outcome(check(document.encode(), PROFILE), rule) is wanted


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_tells_why_and_how_in_both_languages(rule: str) -> None:
    extensions = RULES[rule]["extensions"]
    assert all(extensions[language][name] for language in LANGUAGES for name in WORDS[language])
    assert (extensions["standard"], bool(extensions["basis"])) == ("proposed", True)


def test_nothing_is_an_error_by_its_name_alone() -> None:
    errors = [name for name, rule in RULES.items() if rule["severity"] == "error"]
    assert errors == ["concept-form-contradicts"]
    assert RULES["concept-form-contradicts"]["then"]["functionOptions"]["declared"] is True
    properties = "".join(f"  {entry['key'].replace('-', '_')}: {{type: boolean}}\n" for entry in _entries())
    report = check(f"type: object\nproperties:\n{properties}".encode(), PROFILE)
    assert Severity.ERROR not in {finding.severity for finding in report.findings}


def _entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = RULES["concept-form-differs"]["then"]["functionOptions"]["concepts"]
    return found


def test_a_finding_speaks_both_languages() -> None:
    (finding,) = [
        one
        for one in check(b"type: object\nproperties: {nin: {type: integer}}", PROFILE).findings
        if one.rule == "concept-form-differs"
    ]
    assert finding.message["en"].startswith("`nin` seems to be “National identification number”")
    assert finding.message["sw"].startswith("`nin` inaonekana kuwa “Namba ya Utambulisho wa Taifa”")
    assert (finding.line, finding.pointer) == (2, "/properties/nin")


def test_a_copied_schema_with_its_address_is_left_in_peace() -> None:
    document = b"""
$schema: https://json-schema.org/draft/2020-12/schema
x-personal-data: [identifier]
properties:
  nationalId: {$ref: "#/$defs/nin"}
$defs:
  nin: {$id: https://somana.example/concepts/nin/1.0.0.schema.json, type: string, pattern: "^[0-9]{20}$"}
"""
    assert check(document, PROFILE).findings == ()
