from pathlib import Path

import pytest

from registry.cli.candidates import candidates_of


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "a.yaml",
        "b.json",
        "api/c.yml",
        "api/deep/d.yaml",
        "api/.git/e.yaml",
        ".f.yaml",
        "notes.txt",
        "[x].yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()


def names(*words: str) -> list[str]:
    return [candidate.name for candidate in candidates_of(words)]


def test_files_and_standard_input_mean_themselves() -> None:
    assert names("notes.txt", "-", "none.yaml") == ["notes.txt", "-", "none.yaml"]


def test_a_folder_means_the_documents_below_it() -> None:
    assert names("api") == ["api/c.yml", "api/deep/d.yaml"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.yaml", ["[x].yaml", "a.yaml"]),
        ("**/*.yaml", ["[x].yaml", "a.yaml", "api/deep/d.yaml"]),
        ("api/*/d.*", ["api/deep/d.yaml"]),
        ("[ab].*", ["a.yaml", "b.json"]),
        (".*.yaml", [".f.yaml"]),
        ("ap?", ["api/c.yml", "api/deep/d.yaml"]),
    ],
)
def test_a_quoted_pattern_means_what_a_shell_would_make_of_it(pattern: str, found: list[str]) -> None:
    assert names(pattern) == found


def test_a_whole_pattern_works_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert names(f"{tmp_path}/api/**/*.yaml") == [f"{tmp_path}/api/deep/d.yaml"]
    monkeypatch.chdir(tmp_path / "api")
    assert names("../*.json") == ["../b.json"]


def test_a_name_that_looks_like_a_pattern_is_a_name_where_there_is_such_a_file() -> None:
    assert names("[x].yaml") == ["[x].yaml"]


def test_a_pattern_that_matches_nothing_stays_and_cannot_be_read() -> None:
    (candidate,) = candidates_of(["none/*.yaml"])
    assert (candidate.name, candidate.named) == ("none/*.yaml", True)


def test_a_file_that_is_meant_twice_is_checked_once() -> None:
    assert names("a.yaml", "*.yaml", "a.yaml") == ["a.yaml", "[x].yaml"]


def test_a_document_may_refer_to_the_folder_that_was_given_or_else_its_own() -> None:
    folders = {candidate.name: candidate.folder for candidate in candidates_of(["api", "a.yaml", "-"])}
    assert folders == {"api/c.yml": Path("api"), "api/deep/d.yaml": Path("api"), "a.yaml": Path(), "-": None}


def test_a_pattern_is_not_led_round_by_links(tmp_path: Path) -> None:
    (tmp_path / "api" / "loop").symlink_to(tmp_path)
    assert names("api/**/*.yaml") == ["api/deep/d.yaml"]
