import json
from pathlib import Path

import pytest
from commands import Prepared, Run
from factories import PUBLISHER, Factory
from reference_data import STANDARD

from registry.cli import exits
from registry.domain.actors import Role

BARE = {**STANDARD, "component": None}


@pytest.fixture
def file(tmp_path: Path, here: str) -> Path:
    del here
    (tmp_path / "standard.json").write_text(json.dumps(BARE))
    return tmp_path / "standard.json"


def test_a_standard_is_put_listed_shown_and_put_again(somana: Run, file: Path, tmp_path: Path) -> None:
    assert somana("standard", "list").stderr.startswith("No standard has been entered")
    assert somana("standard", "put", file).stdout == "ega-ita-001 is at revision 1.\n"
    assert somana("standard", "list").stdout == "ega-ita-001  eGA/EXT/ITA/001  1.1  Integration architecture\n"
    assert "Usanifu wa utangamanishi" in somana("standard", "list", "--lang", "sw").stdout
    shown = somana("standard", "show", "ega-ita-001").stdout
    assert shown.startswith("# revision 1\nkey: ega-ita-001\n")
    (tmp_path / "shown.yaml").write_text(shown)
    assert somana("standard", "put", tmp_path / "shown.yaml").stdout == "ega-ita-001 is at revision 1.\n"
    changed = shown.replace("2017-12", "2018-01")
    assert somana("standard", "put", "-", "--revision", 1, given=changed).stdout.endswith("revision 2.\n")
    late = somana("standard", "put", "-", "--revision", 1, given=changed.replace("2018", "2019"))
    assert (late.exit_code, "has changed meanwhile" in late.stderr) == (exits.FINDINGS, True)
    body = json.loads(somana("standard", "show", "ega-ita-001", "--format", "json").stdout)
    assert (body["issued"], body["revision"]) == ("2018-01", 2)


def test_a_list_is_limited(somana: Run, file: Path) -> None:
    put = json.loads(somana("standard", "put", file, "--format", "json").stdout)
    for words, rows in (
        (("--kind", "standard", "--kind", "act"), [put]),
        (("--status", "unknown"), []),
        (("--component", "none"), []),
    ):
        assert json.loads(somana("standard", "list", *words, "--format", "json").stdout) == rows


def test_what_is_wrong_is_said_with_its_place(somana: Run, file: Path) -> None:
    file.write_text("key: a\nkind: law\n")
    refused = somana("standard", "put", file)
    assert refused.exit_code == exits.USAGE
    assert "  /kind: Choose one of" in refused.stderr
    for content, said in (("key: [", "line"), ("kind: act\n", "/key"), ("key: 1\n", "/key"), ("- a\n", "line 1")):
        refused = somana("standard", "put", "-", given=content)
        assert (refused.exit_code, said in refused.stderr) == (exits.USAGE, True), refused.stderr
    assert somana("standard", "put", "-", given="#" * 300_000).exit_code == exits.USAGE
    assert somana("standard", "put", file.parent / "none.yaml").exit_code == exits.USAGE
    assert somana("standard", "show", "nothing").exit_code == exits.USAGE
    assert somana("standard", "list", "--kind", "law").exit_code == exits.USAGE


def test_an_account_without_the_role_may_not(somana: Run, file: Path, prepared: Prepared) -> None:
    async def made(make: Factory) -> None:
        await make.institution()
        await make.person(PUBLISHER.name, Role.PUBLISHER)
        await make.person("rashid", Role.STANDARDS_EDITOR)

    prepared(made)
    assert somana("standard", "put", file, "--as", PUBLISHER.name).exit_code == exits.REFUSED
    assert somana("standard", "put", file, "--as", "rashid").exit_code == exits.CLEAN
