import asyncio
import json
from pathlib import Path

import pytest
from commands import Run
from processes import serving
from reference_data import STANDARD
from reference_data import concept as named

from registry.cli import exits
from registry.cli.reference_asked import Concepts, Local, Remote, Standards, asked


def test_a_registry_is_asked_over_http_as_it_is_asked_here(
    somana: Run, demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard, concept = tmp_path / "standard.json", tmp_path / "concept.json"
    standard.write_text(json.dumps({**STANDARD, "key": "of-a-test", "component": None}))
    concept.write_text(json.dumps(named("of-a-test")))
    with serving("demo", "--port", "0", "--data", str(demo_folder)) as served:
        there = ("--server", served.address)
        keys = {row["name"]: row["key"] for row in json.loads((demo_folder / "demo-accounts.json").read_text())}
        for kind, file in (("standard", standard), ("concept", concept)):
            monkeypatch.delenv("SOMANA_KEY", raising=False)
            assert somana(kind, "put", file, *there).exit_code == exits.REFUSED
            monkeypatch.setenv("SOMANA_KEY", keys["publisher"])
            assert somana(kind, "put", file, *there).exit_code == exits.REFUSED
            monkeypatch.setenv("SOMANA_KEY", keys["standards-editor"])
            assert somana(kind, "put", file, *there).stdout == "of-a-test is at revision 1.\n"
            changed = somana(kind, "show", "of-a-test", *there).stdout.replace("status: in_force", "status: unknown")
            changed = changed.replace("certainty: reported", "certainty: disputed")
            assert somana(kind, "put", "-", *there, given=changed).stdout == "of-a-test is at revision 2.\n"
            late = changed.replace("unknown", "proposed").replace("disputed", "stated")
            assert somana(kind, "put", "-", "--revision", 1, *there, given=late).exit_code == exits.FINDINGS
            assert "of-a-test" in somana(kind, "list", *there).stdout
            assert somana(kind, "show", "nothing", *there).exit_code == exits.USAGE


def test_this_machine_is_asked_in_the_name_of_its_operator(here: str) -> None:
    del here
    tree = {**STANDARD, "component": None}
    put = asyncio.run(Local(Standards(), None).put(tree, None))
    assert {name: put[name] for name in tree} == tree
    assert asyncio.run(Local(Standards(), None).show("ega-ita-001")) == put
    assert asyncio.run(Local(Standards(), None).list_all({"kind": ["standard"]})) == [put]
    assert asyncio.run(Local(Concepts(), None).list_all({})) == []


def test_an_address_asks_another_registry() -> None:
    assert asked(Concepts(), None, "amina").__class__ is Local
    assert asked(Concepts(), "https://x.example", None).__class__ is Remote
