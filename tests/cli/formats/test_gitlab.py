import json
import re
from typing import Any

from outcomes import EACH, HOSTILE, MISSING, TORN, finding, outcome

from registry.cli.formats.gitlab import render
from registry.cli.outcome import Manner, Outcome


def told(*outcomes: Outcome) -> list[Any]:
    return list(json.loads(render(outcomes, Manner("en"))))


def test_a_finding_is_an_issue_with_what_gitlab_asks_for() -> None:
    (issue,) = told(outcome(finding(), name="./api/../api/a.yaml"))
    assert re.fullmatch("[0-9a-f]{64}", issue.pop("fingerprint"))
    assert issue == {
        "description": "No.",
        "check_name": "some-rule",
        "severity": "critical",
        "location": {"path": "api/a.yaml", "lines": {"begin": 2, "end": 2}},
    }


def test_the_severities_are_those_of_gitlab() -> None:
    assert [issue["severity"] for issue in told(*EACH)] == ["critical", "major", "minor", "info"]


def test_a_fingerprint_survives_edits_elsewhere_and_is_never_used_twice() -> None:
    moved = told(outcome(finding(line=20, end_line=20, pointer="/a/7")))
    assert moved[0]["fingerprint"] == told(outcome(finding()))[0]["fingerprint"]
    issues = told(outcome(finding(), finding(), finding(rule="b")), outcome(finding(), name="b.yaml"))
    assert len({issue["fingerprint"] for issue in issues}) == 4


def test_what_could_not_be_checked_is_an_issue() -> None:
    assert [issue["check_name"] for issue in told(TORN, MISSING)] == ["unreadable-syntax", "no-file"]


def test_nothing_found_is_an_empty_list() -> None:
    assert told() == []


def test_whatever_a_document_says_comes_back_as_it_was() -> None:
    assert HOSTILE.report is not None
    assert told(HOSTILE)[0]["description"] == HOSTILE.report.findings[0].message["en"]
