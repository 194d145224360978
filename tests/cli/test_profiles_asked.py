import asyncio
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from commands import Run
from factories import PUBLISHER, RULESET
from processes import serving

from registry.cli import exits
from registry.cli.profiles_asked import Asked, Local
from registry.validators.bundles import Bundle


def test_a_registry_is_asked_over_http_as_it_is_asked_here(
    somana: Run, demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "base.yaml").write_bytes(RULESET)
    (tmp_path / "main.yaml").write_bytes(b"extends: base.yaml\n")
    with serving("demo", "--port", "0", "--data", str(demo_folder)) as served:
        there = ("--server", served.address)
        load = ("profile", "load", tmp_path / "main.yaml", "--key", "tz-trial", "--version", "1.0.0", *there)
        assert somana(*load).exit_code == exits.REFUSED
        keys = {row["name"]: row["key"] for row in json.loads((demo_folder / "demo-accounts.json").read_text())}
        monkeypatch.setenv("SOMANA_KEY", keys["publisher"])
        assert somana(*load).exit_code == exits.REFUSED
        monkeypatch.setenv("SOMANA_KEY", keys["standards-editor"])
        assert "is there as a draft" in somana(*load, "--title-en", "Rules", "--binding", "2090-01-01").stdout
        activated = somana("profile", "activate", "tz-trial@1.0.0", "--grace", 5, "--default", *there)
        assert "It binds from 2090-01-01, with 5 days of grace" in activated.stdout
        monkeypatch.delenv("SOMANA_KEY")
        rows = json.loads(somana("profile", "list", "--format", "json", *there).stdout)
        assert [(row["reference"], row["state"]) for row in rows if row["default"]] == [("tz-trial@1.0.0", "active")]
        assert "operation-without-summary" in somana("profile", "show", "tz-trial", *there).stdout
        archive = tmp_path / "x.zip"
        assert somana("profile", "download", "tz-trial", "--output", archive, *there).exit_code == exits.CLEAN
        with ZipFile(archive) as opened:
            assert opened.read("base.yaml") == RULESET
        assert somana("profile", "show", "nobody", *there).exit_code == exits.USAGE


def test_this_machine_is_asked_in_the_name_of_its_operator(here: str) -> None:
    del here
    asked = Local(None)
    row = asyncio.run(asked.load("tz-interop", "1.0.0", Bundle("a.yaml", RULESET), Asked({"sw": "Masharti"})))
    assert (row["reference"], row["state"], row["title"]) == ("tz-interop@1.0.0", "draft", {"sw": "Masharti"})
    shown, rules = asyncio.run(asked.show("tz-interop", "1.0.0"))
    assert (shown, len(rules)) == (row, row["rules"])
    assert asyncio.run(asked.download("tz-interop", "1.0.0")) == (row, RULESET)
    assert PUBLISHER.name not in str(row)
