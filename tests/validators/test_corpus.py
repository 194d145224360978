import json
from pathlib import Path
from typing import Any

import pytest

from registry.validators.checking import check
from registry.validators.finding import Severity
from registry.validators.report import Result, to_tree
from registry.validators.unreadable import Unreadable

# Documents that their sources call valid and that we refuse, each for a reason that we stand by.
REFUSED_THOUGH_VALID = {
    "gov-0804": "an escaped NUL in the name of a header",
    "gen-0664": "begins as JSON does and is none",
    "hrd-0005": "a title of more than two hundred characters",
    "gov-0504": "Swagger 2.0: two bodies",
    "gov-0317": "asks for a security scheme that is defined nowhere",
    "jsn-0284": "a dialect without a version",
    "gov-0052": "access tokens as examples, signed and not typed as samples",
    "gov-0249": "the example of a client secret cannot be told from a real one",
    "gen-0657": "the example of a client secret cannot be told from a real one",
    "gen-0451": "the examples of keys cannot be told from real ones",
}
# Documents that their sources call invalid for what no meta-schema says; none of our rules looks for it yet.
PASSED_THOUGH_INVALID = {
    "gen-0573": "a word that is a boolean in YAML 1.1 only",
    "fix-0004": "a field that the shipped meta-schema of 3.1 still has",
    "fix-0346": "a required property that is not defined",
    "fix-0428": "Swagger 2.0: a list without items",
    "fix-0431": "Swagger 2.0: a file without its media type",
}
STRUCTURE = {"openapi-document-malformed", "schema-document-malformed", "openapi-version-unknown"}


def documents_in(shared: Path) -> list[dict[str, Any]]:
    manifest = (shared / "corpus" / "dev" / "manifest.jsonl").read_text("utf-8")
    cases = [json.loads(line) for line in manifest.splitlines()]
    return [case for case in cases if case["spec_kind"] in ("openapi", "jsonschema")]


def verdict(shared: Path, case: dict[str, Any]) -> tuple[str, set[str]]:
    """The result for one document, and the rules that stop it."""
    content = (shared / "corpus" / "dev" / case["path"]).read_bytes()
    try:
        report = check(content)
    except Unreadable as refused:
        return "refused", {refused.code}
    assert to_tree(report) == to_tree(check(content))
    assert not [result for result in report.rules if result.reason == "rule-failed"]
    return report.result, {finding.rule for finding in report.findings if finding.severity is Severity.ERROR}


def disagreements(shared: Path, cases: list[dict[str, Any]]) -> list[Any]:
    found = []
    for case in cases:
        result, rules = verdict(shared, case)
        name = case["id"]
        if case["expected"] == "valid" and name not in REFUSED_THOUGH_VALID:
            listed = isinstance(case.get("why"), str) and case["why"].startswith("array of")
            if (rules - {"reference-external"} and not listed) or rules & STRUCTURE:
                found.append((name, result, rules))
        elif case["expected"] == "invalid" and name not in PASSED_THOUGH_INVALID and result == Result.PASS:
            found.append((name, result, rules))
    return found


def test_real_documents_are_judged_as_their_sources_judge_them(shared: Path) -> None:
    cases = [case for case in documents_in(shared) if case["bytes"] < 60_000][::5]

    assert len(cases) >= 50
    assert not disagreements(shared, cases)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_all_real_documents_are_judged_as_their_sources_judge_them(shared: Path) -> None:
    assert not disagreements(shared, documents_in(shared))
