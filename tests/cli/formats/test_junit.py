from xml.etree import ElementTree as ET

import pytest
from outcomes import EACH, EVIL, HOSTILE, MISSING, STOPPED, TORN, WARNED, finding, outcome

from registry.cli.formats.junit import render
from registry.cli.outcome import Manner, Outcome

ENGLISH = Manner("en")
EVERYTHING = [WARNED, TORN, MISSING, STOPPED, HOSTILE, outcome(finding(), large="not_checked", fine="pass"), *EACH]
# What the schema of Ant's report asks for, and all that it allows.
SUITE = {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"}
CASE = {"name", "classname", "time"}


def suites_in(*outcomes: Outcome) -> list[ET.Element]:
    root = ET.fromstring(render(outcomes, ENGLISH))  # noqa: S314 it is our own text
    assert root.tag == "testsuites"
    return list(root)


@pytest.mark.parametrize("one", EVERYTHING, ids=range(len(EVERYTHING)))
def test_a_suite_is_of_the_form_that_the_schema_asks_for(one: Outcome) -> None:
    (suite,) = suites_in(one)
    assert set(suite.attrib) == SUITE
    tags = [child.tag for child in suite]
    assert (tags[0], tags[-2:], set(tags[1:-2])) == ("properties", ["system-out", "system-err"], {"testcase"})
    for case in suite.iter("testcase"):
        assert set(case.attrib) == CASE
        assert len(case) <= 1
        for name in ("name", "classname"):
            assert case.attrib[name]
            assert case.attrib[name] == " ".join(case.attrib[name].split())
        for inner in case:
            assert set(inner.attrib) == ({"message"} if inner.tag == "skipped" else {"message", "type"})


@pytest.mark.parametrize("one", EVERYTHING, ids=range(len(EVERYTHING)))
def test_the_counts_are_those_of_the_cases(one: Outcome) -> None:
    (suite,) = suites_in(one)
    assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(suite.attrib[count]) == len(list(suite.iter(tag)))


def test_a_finding_fails_and_what_could_not_be_checked_is_an_error() -> None:
    failed, torn, missing, stopped = suites_in(outcome(finding()), TORN, MISSING, STOPPED)
    assert [suite.attrib["errors"] for suite in (failed, torn, missing, stopped)] == ["0", "1", "1", "1"]
    failure = failed.find("testcase/failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": "No."}
    assert failure.text == "a.yaml:2:3 /a/0 No."


def test_suites_are_numbered() -> None:
    assert [suite.attrib["id"] for suite in suites_in(*EACH)] == ["0", "1", "2", "3"]


def test_whatever_a_document_says_is_text_and_nothing_else() -> None:
    (suite,) = suites_in(HOSTILE)
    failure = suite.find("testcase/failure")
    assert failure is not None
    allowed = EVIL.replace("\x1b", "\ufffd").replace("\x00", "\ufffd")
    assert failure.attrib["message"] == allowed
    assert failure.text is not None
    assert failure.text.endswith(allowed)
    assert len(list(suite.iter())) == 6
