import json
from pathlib import Path

import pytest
from commands import Run
from reference_data import CONCEPT

from registry.cli import exits


@pytest.fixture
def file(tmp_path: Path, here: str) -> Path:
    del here
    (tmp_path / "nin.json").write_text(json.dumps(CONCEPT))
    return tmp_path / "nin.json"


def test_a_concept_is_put_listed_shown_and_put_again(somana: Run, file: Path) -> None:
    assert somana("concept", "list").stderr.startswith("No concept has been entered")
    assert somana("concept", "put", file).stdout == "nin is at revision 1.\n"
    assert somana("concept", "list").stdout == "nin@1.0.0  string  identifier  National identification number\n"
    shown = somana("concept", "show", "nin").stdout
    assert somana("concept", "put", "-", given=shown).stdout == "nin is at revision 1.\n"
    other = shown.replace("title: NIN", "title: Number")
    refused = somana("concept", "put", "-", given=other)
    assert (refused.exit_code, "1.0.0" in refused.stderr) == (exits.FINDINGS, True)
    other = other.replace("version: 1.0.0", "version: 1.0.1")
    assert somana("concept", "put", "-", "--revision", 1, given=other).stdout == "nin is at revision 2.\n"
    body = json.loads(somana("concept", "show", "nin", "--format", "json").stdout)
    assert (body["versions"], body["schema"]["title"]) == (["1.0.0", "1.0.1"], "Number")


def test_a_list_is_limited(somana: Run, file: Path) -> None:
    put = json.loads(somana("concept", "put", file, "--format", "json").stdout)
    for words, rows in (
        (("--personal-data", "identifier"), [put]),
        (("--type", "object"), []),
        (("NIDA", "number"), [put]),
        (("zebra",), []),
        (("--certainty", "stated", "--certainty", "reported"), [put]),
    ):
        assert json.loads(somana("concept", "list", *words, "--format", "json").stdout) == rows


def test_what_is_wrong_is_said_with_its_place(somana: Run, file: Path) -> None:
    file.write_text(json.dumps({**CONCEPT, "pattern": "([", "related": ["nobody"]}))
    refused = somana("concept", "put", file)
    assert (refused.exit_code, "  /pattern: " in refused.stderr) == (exits.USAGE, True)
    assert somana("concept", "show", "nin").exit_code == exits.USAGE
    assert somana("concept", "list", "--type", "text").exit_code == exits.USAGE
