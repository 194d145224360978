import shutil
from pathlib import Path

import pytest
from commands import Run
from labelled import CONCEPTS

SHIPPED = CONCEPTS.parent / "profiles" / "tz-interop" / "dictionary.yaml"


def test_the_rules_are_written_to_a_file_or_to_standard_output(somana: Run, tmp_path: Path) -> None:
    file = tmp_path / "dictionary.yaml"
    written = somana("dictionary", CONCEPTS, "--output", file, "--lang", "en")
    assert written.exit_code == 0
    assert written.stdout.startswith(f"{len(list(CONCEPTS.glob('*.yaml')))} concepts written to ")
    assert file.read_bytes() == SHIPPED.read_bytes()
    assert somana("dictionary", CONCEPTS).stdout == SHIPPED.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("key: nin\nkey: tin", "nin.yaml:2:1"),
        ("key: Not a key", "nin.yaml: /key: "),
        ("[1]", "nin.yaml"),
        ("", "nin.yaml"),
        ('a: "\x1b[31m"', "nin.yaml"),
    ],
)
def test_a_file_that_is_no_concept_stops_it_with_the_place(
    somana: Run, tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "nin.yaml").write_text(content, "utf-8")
    result = somana("dictionary", tmp_path, "--output", tmp_path / "x.yaml")
    assert result.exit_code == 2
    assert told in result.stderr
    assert "\x1b" not in result.stderr
    assert not (tmp_path / "x.yaml").exists()


def test_two_concepts_of_one_name_stop_it(somana: Run, tmp_path: Path) -> None:
    shutil.copytree(CONCEPTS, tmp_path / "concepts")
    file = tmp_path / "concepts" / "nin.yaml"
    file.write_text(file.read_text("utf-8").replace("[nin, ", "[nin, tin, "), "utf-8")
    result = somana("dictionary", tmp_path / "concepts")
    assert result.exit_code == 2
    assert "tin is a name of nin" in result.stderr


def test_a_folder_without_concepts_is_told(somana: Run, tmp_path: Path) -> None:
    assert somana("dictionary", tmp_path).exit_code == 2
