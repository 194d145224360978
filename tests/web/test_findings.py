from registry.validators.checking import check
from registry.validators.report import to_tree
from registry.validators.rule_page import told
from registry.web.findings import SHOWN, grades_of, unchecked_of

DOCUMENT = b"""openapi: 3.1.0
info: {title: A, version: 1.0.0}
servers: [{url: "http://a.example"}]
paths:
""" + b"".join(f"  /p{n}:\n    get: {{responses: {{'200': {{description: ok}}}}}}\n".encode() for n in range(9))
LINES = DOCUMENT.decode().split("\n")


def test_findings_are_grouped_by_rule_the_gravest_first_and_the_many_by_line_alone() -> None:
    grades = grades_of(to_tree(check(DOCUMENT)), LINES, "sw")
    assert [grade.severity for grade in grades] == sorted(
        (grade.severity for grade in grades), key=["error", "warning", "info", "hint"].index
    )
    groups = {group.rule: group for grade in grades for group in grade.groups}
    silent = groups["operation-without-summary"]
    assert (silent.count, len(silent.places), len(silent.others)) == (9, SHOWN, 9 - SHOWN)
    place = groups["server-without-https"].places[0]
    assert place.lines[place.line - place.lines[0].number].text == LINES[place.line - 1]


def test_what_was_not_checked_says_why() -> None:
    tree = to_tree(check(DOCUMENT))
    tree["rules"] = [{"rule": "pattern-malformed", "outcome": "not_checked", "reason": "timed-out"}]
    (one,) = unchecked_of(tree, "en")
    assert one.reason == "The time for the check ran out."


def test_a_rule_of_another_time_is_called_by_its_name() -> None:
    assert told("no-longer-there", "title", "sw") == "no-longer-there"
    assert told("no-longer-there", "why", "sw") == ""
