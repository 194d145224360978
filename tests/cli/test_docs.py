import shutil
from pathlib import Path

import pytest
from commands import Run

from registry.cli import docs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "reference"
    shutil.copytree(docs.FOLDER, copy)
    monkeypatch.setattr(docs, "FOLDER", copy)
    return copy


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fresh_pages_pass(somana: Run, folder: Path) -> None:
    somana("docs", "write")
    result = somana("docs", "check")
    assert (result.exit_code, result.output) == (0, "")
    assert (folder / "problems.md").is_file()


def test_every_page_that_was_changed_lost_or_added_is_named(somana: Run, folder: Path) -> None:
    somana("docs", "write")
    with (folder / "problems.md").open("a", encoding="utf-8") as page:
        page.write("Nobody wrote this.\n")
    (folder / "lifecycle.md").unlink()
    (folder / "rules" / "gone.md").write_text("# gone\n", "utf-8")

    result = somana("docs", "check")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["lifecycle.md", "problems.md", "rules/gone.md"]


def test_checking_mends_nothing(somana: Run, folder: Path) -> None:
    (folder / "problems.md").write_text("Nobody wrote this.\n", "utf-8")
    before = contents(folder)
    somana("docs", "check")
    assert contents(folder) == before


def test_writing_mends_the_pages_and_removes_those_of_things_that_are_gone(somana: Run, folder: Path) -> None:
    somana("docs", "write")
    fresh = contents(folder)
    shutil.rmtree(folder / "rules")
    (folder / "problems.md").write_text("Nobody wrote this.\n", "utf-8")
    (folder / "gone.md").write_text("# gone\n", "utf-8")

    assert somana("docs", "write").exit_code == 0

    assert contents(folder) == fresh
