"""SARIF 2.1.0, the format that code scanning services take."""

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from registry import __version__
from registry.cli.addresses import address_of
from registry.cli.outcome import Manner, Outcome, reason_of
from registry.messages import Language, has_text, text
from registry.validators.finding import Finding, Severity

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.HINT: "note",
}


def render(outcomes: Sequence[Outcome], manner: Manner) -> str:
    """Tell outcomes as one run; what could not be checked is a notification of it."""
    rules = _rules_of(outcomes)
    numbers = {name: number for number, name in enumerate(rules)}
    results = [
        _result(outcome, finding, numbers, manner.language)
        for outcome in outcomes
        if outcome.report is not None
        for finding in outcome.report.findings
    ]
    run = {
        "tool": {
            "driver": {
                "name": "Somana",
                "version": __version__,
                "language": manner.language,
                "rules": [_rule(name, severity, manner.language) for name, severity in rules.items()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(outcome) for outcome in outcomes],
        "invocations": [
            {
                "executionSuccessful": all(outcome.checked for outcome in outcomes),
                "toolExecutionNotifications": [told for one in outcomes for told in _notices(one, manner.language)],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rules_of(outcomes: Sequence[Outcome]) -> dict[str, Severity]:
    return {
        rule.rule: rule.severity for outcome in outcomes if outcome.report is not None for rule in outcome.report.rules
    }


def _rule(name: str, severity: Severity, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {"id": name, "defaultConfiguration": {"level": _LEVELS[severity]}}
    if has_text(f"rules.{name}.title"):
        parts = {"shortDescription": "title", "fullDescription": "why", "help": "remedy"}
        told |= {field: {"text": text(f"rules.{name}.{part}", language)} for field, part in parts.items()}
    return told


def _artifact(outcome: Outcome) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": _address(outcome.name)}}
    if outcome.report is not None:
        artifact["hashes"] = {"sha-256": outcome.report.digest.removeprefix("sha256:")}
    return artifact


def _result(outcome: Outcome, finding: Finding, numbers: dict[str, int], language: Language) -> dict[str, Any]:
    place = _place(outcome, finding)
    if finding.pointer:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.pointer}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message[language]},
        "locations": [place],
        "partialFingerprints": {"somana/v1": finding.fingerprint},
    }


def _notices(outcome: Outcome, language: Language) -> Iterator[dict[str, Any]]:
    kept = outcome.report.findings if outcome.report is not None else ()
    for finding in outcome.findings[len(kept) :]:
        place = _place(outcome, finding)
        yield {
            "level": "error",
            "descriptor": {"id": finding.rule},
            "message": {"text": finding.message[language]},
            "locations": [place],
        }
    for rule in outcome.unchecked:
        yield {
            "level": "warning",
            "associatedRule": {"id": rule.rule},
            "message": {"text": reason_of(rule, language)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _address(outcome.name)}}}],
        }


def _place(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    address = _address(outcome.file_of(finding))
    return {"physicalLocation": {"artifactLocation": {"uri": address}, "region": region}}


def _address(name: str) -> str:
    """Return the address of a file: relative to the working folder, or whole where it lies elsewhere."""
    if name == "-":
        return "stdin"
    address = address_of(name)
    return PurePath(address).as_uri() if PurePath(address).is_absolute() else quote(address)
