import json
from pathlib import Path

from outcomes import EACH, HOSTILE, TORN, finding, outcome

from registry.cli.formats.spectral_json import render
from registry.cli.outcome import Manner

ENGLISH = Manner("en")

# The shape, the order of the keys and the indentation are those of Spectral 6.16.3.
WANTED = """[
\t{
\t\t"code": "some-rule",
\t\t"path": [
\t\t\t"a",
\t\t\t"0"
\t\t],
\t\t"message": "No “é”.",
\t\t"severity": 0,
\t\t"range": {
\t\t\t"start": {
\t\t\t\t"line": 1,
\t\t\t\t"character": 2
\t\t\t},
\t\t\t"end": {
\t\t\t\t"line": 1,
\t\t\t\t"character": 5
\t\t\t}
\t\t},
\t\t"source": "SOURCE"
\t}
]"""


def test_the_text_is_the_one_that_spectral_prints() -> None:
    told = render([outcome(finding(message={"sw": "-", "en": "No “é”."}))], ENGLISH)
    assert told == WANTED.replace("SOURCE", str(Path.cwd() / "a.yaml"))


def test_nothing_found_is_an_empty_list() -> None:
    assert render([], ENGLISH) == render([outcome(passing="pass")], ENGLISH) == "[]"


def test_a_finding_at_the_root_has_an_empty_path() -> None:
    assert '"path": [],' in render([outcome(finding(pointer=""))], ENGLISH)


def test_severities_are_numbers_from_the_gravest() -> None:
    assert [one["severity"] for one in json.loads(render(EACH, ENGLISH))] == [0, 1, 2, 3]


def test_standard_input_and_other_files_have_the_names_that_spectral_gives_them() -> None:
    told = json.loads(render([outcome(finding(), name="-"), outcome(finding(file="b/c.yaml"))], ENGLISH))
    assert [one["source"] for one in told] == ["<STDIN>", str(Path.cwd() / "b" / "c.yaml")]


def test_a_file_that_cannot_be_read_is_an_error_of_the_parser() -> None:
    (told,) = json.loads(render([TORN], ENGLISH))
    assert (told["code"], told["severity"], told["range"]["start"]) == ("parser", 0, {"line": 2, "character": 6})


def test_whatever_a_document_says_comes_back_as_it_was() -> None:
    assert HOSTILE.report is not None
    (told,) = json.loads(render([HOSTILE], ENGLISH))
    assert told["message"] == HOSTILE.report.findings[0].message["en"]


def test_many_findings_are_one_list_that_json_would_lay_out_in_the_same_way() -> None:
    told = render([HOSTILE, *EACH, TORN, outcome(finding(pointer="/a~1b/~0/c d"))], ENGLISH)
    assert told == json.dumps(json.loads(told), ensure_ascii=False, indent="\t")
    assert json.loads(told)[-1]["path"] == ["a/b", "~", "c d"]
