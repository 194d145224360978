import json

from outcomes import HOSTILE, MISSING, TORN, WARNED

from registry.cli.formats.json import render
from registry.cli.outcome import Manner
from registry.validators.report import to_tree


def test_each_file_has_its_report_or_why_there_is_none_in_both_languages() -> None:
    assert WARNED.report is not None
    told = json.loads(render([WARNED, TORN, MISSING], Manner("en")))
    assert told["version"] == 1
    warned, torn, missing = told["files"]
    assert warned == {"file": "api/warned.json", "report": to_tree(WARNED.report)}
    assert (torn["unreadable"]["line"], set(torn["unreadable"]["message"])) == (3, {"sw", "en"})
    assert missing == {"file": "none.yaml", "problem": "No such file or directory"}


def test_the_language_makes_no_difference() -> None:
    assert render([WARNED, TORN], Manner("en")) == render([WARNED, TORN], Manner("sw"))


def test_whatever_a_document_says_comes_back_as_it_was() -> None:
    assert HOSTILE.report is not None
    (file,) = json.loads(render([HOSTILE], Manner("en")))["files"]
    assert file["file"] == HOSTILE.name
    assert file["report"]["findings"][0]["message"] == HOSTILE.report.findings[0].message
