from pathlib import Path

import pytest
from commands import Run

from registry.cli.language import chosen, from_environment, spoken


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "sw"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "sw"),
        ({"LANG": "fr_FR.UTF-8"}, "sw"),
        ({"LANG": "en_US.UTF-8", "SOMANA_LANG": "sw"}, "sw"),
        ({"LANG": "sw_TZ.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_the_language_is_that_of_the_environment_and_swahili_where_it_is_silent(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: str
) -> None:
    monkeypatch.delenv("SOMANA_LANG")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert from_environment() == chosen() == expected


def test_what_is_asked_for_wins_over_the_environment(somana: Run, tmp_path: Path) -> None:
    assert "Hakuna" in somana("seed", tmp_path, "--lang", "sw").stderr
    assert "There is no" in somana("seed", tmp_path).stderr
    assert "Hakuna" in somana("--lang", "sw", "seed", tmp_path).stderr


def test_a_language_is_spoken_while_something_is_done() -> None:
    with spoken("sw"):
        assert chosen() == "sw"
        with spoken(None):
            assert chosen() == "en"
        assert chosen() == "sw"
    assert chosen() == "en"
