from outcomes import HOSTILE, MISSING, STOPPED, TORN, WARNED, finding, outcome

from registry.cli.formats.concise import render
from registry.cli.outcome import Manner

ENGLISH, SWAHILI = Manner("en"), Manner("sw")


def test_each_finding_is_a_line_and_the_last_line_sums_up() -> None:
    told = render([outcome(finding(), passing_rule="pass", large_rule="not_checked")], ENGLISH).splitlines()
    assert told == [
        "a.yaml:2:3: error some-rule No.",
        "a.yaml: not checked large-rule The document is too large for this check.",
        "a.yaml: failed. 1 errors, 0 warnings, 0 notes, 0 hints, 1 rules not checked. Score 50 of 100.",
    ]


def test_what_could_not_be_checked_is_a_line_too() -> None:
    torn, missing, stopped, _ = render([TORN, MISSING, STOPPED], ENGLISH).splitlines()
    assert torn.startswith("torn.yaml:3:7: error unreadable-syntax The syntax is not right")
    assert missing == "none.yaml:1:1: error no-file The file could not be read (No such file or directory)."
    assert stopped == "slow.yaml:1:1: error unfinished The time for the check ran out."


def test_a_finding_in_another_file_has_the_name_of_that_file() -> None:
    assert render([outcome(finding(file="common.yaml"))], ENGLISH).startswith("common.yaml:2:3: ")


def test_each_language_has_its_words() -> None:
    assert "onyo version-not-semantic" in render([WARNED], SWAHILI)
    assert render([outcome(finding())], SWAHILI).startswith("a.yaml:2:3: kosa some-rule Hapana.")


def test_nothing_steers_a_terminal_and_nothing_makes_a_line_of_its_own() -> None:
    told = render([HOSTILE], ENGLISH)
    assert all(letter.isprintable() for letter in told.replace("\n", ""))
    assert len(told.splitlines()) == 2
