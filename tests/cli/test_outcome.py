import pytest
from outcomes import MISSING, STOPPED, TORN, WARNED, finding, outcome

from registry.cli.outcome import Outcome, lines_at, reason_of
from registry.frugal.values import replace
from registry.validators.finding import Severity
from registry.validators.unreadable import Unreadable

STRANGE = Outcome("list.json", unreadable=Unreadable("not-object"), named=False)


@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "hint", "none"])
def test_what_could_not_be_checked_gives_status_2_whatever_is_asked(fail_on: str) -> None:
    assert {one.status(fail_on) for one in (TORN, MISSING, STOPPED)} == {2}
    assert STRANGE.status(fail_on) == 0


@pytest.mark.parametrize("severity", Severity)
def test_a_finding_counts_from_its_own_level_on(severity: Severity) -> None:
    levels = list(Severity)
    one = outcome(finding(severity=severity))
    statuses = {level: one.status(level) for level in levels}
    assert statuses == {level: int(levels.index(level) >= levels.index(severity)) for level in levels}
    assert one.status("none") == 0


def test_only_a_file_that_was_found_in_a_folder_is_skipped() -> None:
    assert STRANGE.skipped
    assert not replace(STRANGE, named=True).skipped
    assert not replace(STRANGE, unreadable=Unreadable("syntax", problem="-")).skipped


def test_what_kept_a_file_from_being_checked_is_a_finding() -> None:
    assert [one.findings[0].rule for one in (TORN, MISSING, STOPPED)] == ["unreadable-syntax", "no-file", "unfinished"]
    assert (TORN.findings[0].line, TORN.findings[0].range) == (3, (2, 6, 2, 6))
    assert STOPPED.unchecked == ()


def test_rules_that_were_not_checked_say_why() -> None:
    (rule,) = outcome(large="not_checked", fine="pass").unchecked
    assert reason_of(rule, "en") == "The document is too large for this check."


def test_a_file_failed_only_where_its_check_came_to_an_end() -> None:
    assert [one.failed for one in (outcome(finding()), WARNED, TORN, STOPPED)] == [True, False, False, False]


def test_the_lines_at_findings_are_kept_and_no_others() -> None:
    content = b"\xef\xbb\xbfone\r\ntwo\xff\nthree"
    assert lines_at(content, outcome(finding(line=1), finding(line=2))) == {1: "one", 2: "two\N{REPLACEMENT CHARACTER}"}
    assert lines_at(content, outcome(finding(line=9), finding(line=3, file="b.yaml"))) == {}
    assert lines_at(b"", outcome(finding())) == {}


def test_a_finding_elsewhere_has_the_name_of_that_file_and_no_line_of_this_one() -> None:
    there = finding(file="schemas/b.yaml")
    one = replace(outcome(there, lines={2: "x"}), folder="api")
    assert (one.file_of(there), one.line_of(there)) == ("api/schemas/b.yaml", None)
    assert (one.file_of(finding()), one.line_of(finding())) == ("a.yaml", "x")


@pytest.mark.parametrize("name", ["key", "rule", "language", "problem", "words"])
def test_the_words_of_a_refusal_may_have_any_name(name: str) -> None:
    refused = Unreadable("duplicate-key", 2, 3, "/a", **{"key": "a", name: "a"})
    assert "`a`" in Outcome("a.yaml", unreadable=refused).findings[0].message["en"]
