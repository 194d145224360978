from pathlib import Path

import pytest
from commands import Asked, Run
from factories import contents
from seeds import EVERYTHING, write, written_catalogue, written_standards

from registry.cli import exits
from registry.cli.seed import FOLDER


@pytest.mark.usefixtures("here")
def test_the_catalogue_is_loaded_once(somana: Run) -> None:
    first = somana("seed")
    assert first.exit_code == exits.CLEAN
    assert first.stdout.startswith("Loaded: ")
    done, total = first.stderr.split()[-1].split("/")
    assert done == total
    assert somana("seed", FOLDER).stdout == "The sample data is there already; nothing was changed.\n"


def test_a_load_that_is_only_tried_says_what_it_would_load(somana: Run, asked: Asked, tmp_path: Path) -> None:
    written_standards(written_catalogue(tmp_path))
    before = asked(lambda registry: contents(registry.database))
    tried = somana("seed", tmp_path, "--dry-run")
    assert tried.exit_code == exits.CLEAN
    assert tried.stdout.startswith(
        "Would be loaded: 1 components, 1 standards, 2 concepts, 0 groups of synonyms, 1 profiles, 3 institutions"
    )
    assert tried.stdout.endswith("Nothing was changed.\n")
    assert asked(lambda registry: contents(registry.database)) == before
    assert f"{EVERYTHING['step']} steps" in somana("seed", tmp_path).stdout


@pytest.mark.usefixtures("here")
def test_a_folder_that_holds_no_seed_gives_status_2(somana: Run, tmp_path: Path) -> None:
    result = somana("seed", tmp_path)
    assert result.exit_code == exits.USAGE
    assert str(tmp_path) in result.stderr


def test_a_seed_that_is_wrong_is_told_line_by_line_and_nothing_is_loaded(
    somana: Run, asked: Asked, tmp_path: Path
) -> None:
    written_standards(written_catalogue(tmp_path))
    write(tmp_path / "institutions.yaml", "- key: nida\n  kind: authority\n  sector: none\n")
    write(tmp_path / "concepts/nin.yaml", "key: a: b")
    before = asked(lambda registry: contents(registry.database))
    for words in ((), ("--dry-run",)):
        result = somana("seed", tmp_path, *words)
        assert result.exit_code == exits.USAGE
        assert result.stdout == ""
        lines = result.stderr.splitlines()[-4:]
        assert lines[0].startswith("concepts/nin.yaml:1:")
        assert lines[1] == "institutions.yaml:1:3: This is needed. (required)"
        assert lines[2].startswith("institutions.yaml:3:3: Choose one of: ")
        assert lines[2].endswith(" (enum)")
        assert lines[3] == "Nothing was loaded. Problems: 3."
    assert asked(lambda registry: contents(registry.database)) == before


@pytest.mark.usefixtures("here")
def test_a_seed_that_is_wrong_is_told_in_swahili_too(somana: Run, tmp_path: Path) -> None:
    write(tmp_path / "institutions.yaml", "key: nida")
    lines = somana("seed", tmp_path, "--lang", "sw").stderr.splitlines()
    assert lines == [
        "institutions.yaml:1:1: Orodha inatarajiwa hapa. (not-a-list)",
        "Hakuna kilichopakiwa. Matatizo: 1.",
    ]


def test_a_database_without_tables_is_refused(somana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert somana("seed").exit_code == exits.USAGE
