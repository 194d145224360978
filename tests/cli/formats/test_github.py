from outcomes import EACH, EVIL, HOSTILE, MISSING, TORN, finding, outcome

from registry.cli.formats.github import render
from registry.cli.outcome import Manner

ENGLISH = Manner("en")


def test_a_finding_is_a_command_with_its_place_its_rule_and_its_message() -> None:
    told = render([outcome(finding(), name="api/a.yaml")], ENGLISH)
    assert told == "::error file=api/a.yaml,line=2,endLine=2,col=3,endColumn=5,title=some-rule::No."


def test_columns_are_left_out_where_the_place_has_several_lines() -> None:
    assert "line=2,endLine=9,title=" in render([outcome(finding(end_line=9))], ENGLISH)


def test_the_severity_chooses_the_command() -> None:
    commands = [line.split()[0] for line in render(EACH, ENGLISH).splitlines()]
    assert commands == ["::error", "::warning", "::notice", "::notice"]


def test_what_was_not_checked_is_told() -> None:
    told = render([outcome(large="not_checked"), TORN, MISSING], ENGLISH).splitlines()
    assert told[0] == "::notice file=a.yaml,title=large::The document is too large for this check."
    assert told[1].startswith("::error file=torn.yaml,line=3,endLine=3,col=7,endColumn=7,title=unreadable-syntax::")
    assert told[2].startswith("::error file=none.yaml,line=1,")


def test_nothing_of_a_document_becomes_a_command_or_a_property() -> None:
    (told,) = render([HOSTILE], ENGLISH).splitlines()
    properties, _, message = told.removeprefix("::error ").partition("::")
    assert [one.partition("=")[0] for one in properties.split(",")] == [
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    ]
    assert ":" not in properties
    assert message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%") == "".join(
        letter if letter.isprintable() or letter in "\r\n" else "\ufffd" for letter in EVIL
    )


def test_a_name_that_is_a_command_stays_a_name() -> None:
    told = render([outcome(finding(), name="::set-output name=x::y\n::stop-commands::z")], ENGLISH)
    assert len(told.splitlines()) == 1
    assert told.startswith("::error file=%3A%3Aset-output name=x%3A%3Ay%0A%3A%3Astop-commands%3A%3Az,line=2,")
