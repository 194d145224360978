import json
from typing import Any

import pytest
from documents import api, in_json, operation, schema

from registry.frugal.values import fields_of
from registry.validators.checking import check, unfinished
from registry.validators.finding import Severity
from registry.validators.report import Outcome, RuleResult, from_tree, score_of, to_tree

DOCUMENTS = [api(), api(paths={"/A/{b}": {"get": operation()}}), schema(properties={"a": {}}), api(openapi="3")]


@pytest.mark.parametrize("tree", DOCUMENTS)
def test_a_report_survives_its_tree(tree: object) -> None:
    report = check(in_json(tree))

    assert from_tree(json.loads(json.dumps(to_tree(report)))) == report


def test_an_unfinished_report_survives_its_tree_and_is_no_pass() -> None:
    report = unfinished(b"{}", "timed-out")

    assert from_tree(to_tree(report)) == report
    assert (report.result, report.score, report.coverage) == ("error", 0, 0.0)


def test_counts_hold_what_was_not_kept() -> None:
    paths: dict[str, Any] = {f"/Bad-{number}": {"get": {"responses": {}}} for number in range(600)}
    report = check(in_json(api(paths=paths)))

    assert len(report.findings) == 1000
    assert sum(report.counts[severity] for severity in Severity) == 1000 + report.omitted
    assert report.omitted > 0


def result(outcome: Outcome, severity: Severity = Severity.ERROR) -> RuleResult:
    return RuleResult("rule", outcome, severity)


@pytest.mark.parametrize(
    ("results", "score", "coverage"),
    [
        ([], 0, 0.0),
        ([result(Outcome.NOT_CHECKED)], 0, 0.0),
        ([result(Outcome.PASS)], 100, 1.0),
        ([result(Outcome.PASS), result(Outcome.NOT_APPLICABLE)], 100, 1.0),
        ([result(Outcome.PASS), result(Outcome.NOT_CHECKED)], 100, 0.5),
        ([result(Outcome.PASS), result(Outcome.FAIL, Severity.INFO)], 83, 1.0),
        ([result(Outcome.FAIL), result(Outcome.PASS, Severity.WARNING)], 37, 1.0),
        ([result(Outcome.PASS), result(Outcome.FAIL, Severity.HINT)], 100, 1.0),
        ([result(Outcome.FAIL, Severity.HINT), result(Outcome.NOT_CHECKED, Severity.HINT)], 100, 0.5),
        ([result(Outcome.FAIL, Severity.INFO), result(Outcome.PASS, Severity.HINT)], 0, 1.0),
    ],
)
def test_the_score_follows_its_formula(results: list[RuleResult], score: int, coverage: float) -> None:
    assert score_of(results) == (score, coverage)


def test_a_tree_has_every_field_of_the_report_of_its_rules_and_of_its_findings() -> None:
    report = check(in_json(api(paths={"/A/{b}": {"get": operation()}})))
    tree = to_tree(report)

    assert tree == json.loads(json.dumps(fields_of(report), default=fields_of)) | {
        "counts": report.counts,
        "omitted": report.omitted,
    }
    assert tree["findings"]
