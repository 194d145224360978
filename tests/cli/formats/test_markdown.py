import html
import re

from markdown_it import MarkdownIt
from outcomes import HOSTILE, MISSING, STOPPED, TORN, WARNED, finding, outcome

from registry.cli.formats.markdown import MOST, render
from registry.cli.outcome import Manner

ENGLISH = Manner("en")
READER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


def tags_in(told: str) -> set[str]:
    return set(re.findall(r"<(\w+)", READER.render(told)))


def test_a_file_is_a_heading_its_sum_and_a_table() -> None:
    assert render([outcome(finding(), large="not_checked")], ENGLISH).split("\n") == [
        "### a.yaml",
        "",
        "a.yaml: failed. 1 errors, 0 warnings, 0 notes, 0 hints, 1 rules not checked. Score 50 of 100.",
        "",
        "| Severity | Rule | Line | Finding |",
        "| --- | --- | --- | --- |",
        "| error | some-rule | 2:3 | No. |",
        "",
        "- large: not checked. The document is too large for this check.",
    ]


def test_a_clean_file_has_no_table() -> None:
    assert "|" not in render([outcome(passing="pass")], ENGLISH)


def test_what_could_not_be_checked_is_in_the_table() -> None:
    told = render([TORN, MISSING, STOPPED], ENGLISH)
    assert "| error | unreadable-syntax | 3:7 |" in told
    assert "| error | no-file | 1:1 |" in told
    assert "| error | unfinished | 1:1 | The time for the check ran out. |" in told


def test_a_long_list_ends_and_says_how_much_is_left_out() -> None:
    told = render([outcome(*[finding(pointer=f"/{number}") for number in range(MOST + 7)])], ENGLISH)
    assert told.count("some-rule") == MOST
    assert "7 more findings were counted and are not listed." in told


def test_nothing_of_a_document_becomes_markup() -> None:
    assert tags_in(render([HOSTILE], ENGLISH)) == tags_in(render([outcome(finding())], ENGLISH))
    assert tags_in(render([WARNED], ENGLISH)) == tags_in(render([outcome(finding())], ENGLISH))


def test_nobody_is_called_and_nothing_is_linked() -> None:
    told = render([HOSTILE], ENGLISH)
    assert not re.search(r"@all|#1\b|https?://|www\.|!\[", told)
    assert "@all" in html.unescape(told)
    assert len(re.findall(r"^\| error", told, re.MULTILINE)) == 1
