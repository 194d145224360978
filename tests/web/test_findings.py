from registry.usecases.rules import Judge
from registry.validators.checking import check
from registry.validators.finding import Severity
from registry.validators.profile import profile_of
from registry.validators.report import to_tree
from registry.validators.rule_card import RuleCard, told
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
    assert (one.page, one.pointers) == ("/rules/pattern-malformed", [])


DECLARED = b"""documentationUrl: https://example.org/rules
rules:
  paths-equivalent:
    description: Theirs, under a name of ours.
    given: "$.paths[*]"
    then: {field: post, function: truthy}
  custom: {given: $.info, then: {function: nobodyHasIt}}
  filtered: {given: "$.x[?(@.length)]", documentationUrl: "http://example.org/f", then: {function: truthy}}
"""


def test_a_rule_written_as_data_is_told_in_the_words_of_its_author() -> None:
    content = DOCUMENT + b"x: [null, null, null, null, null, null, null]\n"
    tree = to_tree(check(content, profile_of("a", "1.0.0", DECLARED, {})))
    (group,) = grades_of(tree, LINES, "en")[0].groups
    assert (group.title, group.why, group.remedy) == ("paths-equivalent", "", "Theirs, under a name of ours.")
    assert group.page == "https://example.org/rules#paths-equivalent"
    custom, filtered = unchecked_of(tree, "en")
    assert custom.reason == "The function nobodyHasIt is not available."
    assert (custom.page, custom.pointers, custom.more) == ("https://example.org/rules#custom", [], False)
    assert (filtered.title, filtered.page) == ("filtered", None)
    assert (filtered.pointers, filtered.more) == ([f"/x/{number}" for number in range(5)], True)


def test_a_rule_of_a_profile_that_is_there_is_told_in_its_words_and_leads_to_its_page() -> None:
    profile = profile_of("a", "1.0.0", DECLARED, {})
    tree = to_tree(check(DOCUMENT, profile))
    card = RuleCard("paths-equivalent", Severity.WARNING, title={"en": "Theirs"}, why={"sw": "Kwa sababu"})
    judge = Judge("a@1.0.0", {card.name: card})
    (group,) = grades_of(tree, LINES, "sw", judge)[0].groups
    assert (group.title, group.why) == ("Theirs", "Kwa sababu")
    assert group.page == "/rules/paths-equivalent?profile=a%401.0.0"
    assert group.remedy == "Theirs, under a name of ours."
    (one,) = unchecked_of(tree, "en", judge)
    assert one.page == "https://example.org/rules#custom"


def test_a_rule_of_another_time_is_called_by_its_name() -> None:
    assert told("no-longer-there", "title", "sw") == "no-longer-there"
    assert told("no-longer-there", "why", "sw") == ""
