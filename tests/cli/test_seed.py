from pathlib import Path

import pytest
from commands import Run

from registry.cli import exits
from registry.cli.seed import FOLDER


@pytest.mark.usefixtures("here")
def test_the_catalogue_is_loaded_once(somana: Run) -> None:
    first = somana("seed")
    assert first.exit_code == exits.CLEAN
    assert "8 APIs, 4 data schemas" in first.stdout
    done, total = first.stderr.split()[-1].split("/")
    assert done == total
    assert somana("seed", FOLDER).stdout == "The sample data is there already; nothing was changed.\n"


@pytest.mark.usefixtures("here")
def test_a_folder_that_holds_no_seed_gives_status_2(somana: Run, tmp_path: Path) -> None:
    result = somana("seed", tmp_path)
    assert result.exit_code == exits.USAGE
    assert str(tmp_path) in result.stderr


@pytest.mark.usefixtures("here")
def test_a_seed_that_breaks_a_rule_names_file_and_field(somana: Run, tmp_path: Path) -> None:
    (tmp_path / "institutions.yaml").write_text("- key: nida\n  kind: authority\n  sector: none\n", "utf-8")
    result = somana("seed", tmp_path)
    assert result.exit_code == exits.USAGE
    assert "/sector: Choose one of" in result.stderr
    assert "/names: This is needed." in result.stderr
    assert "institutions.yaml" in result.stderr


def test_a_database_without_tables_is_refused(somana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert somana("seed").exit_code == exits.USAGE
