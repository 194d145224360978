from pathlib import Path

import pytest

from registry.cli.addresses import address_of


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("api/a.yaml", "api/a.yaml"),
        ("./api//x/../a.yaml", "api/a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("/srv/a.yaml", "/srv/a.yaml"),
        ("-", "-"),
        ("b\udcff.yaml", "b\\udcff.yaml"),
    ],
)
def test_a_name_is_told_as_seen_from_the_working_folder(name: str, address: str) -> None:
    assert address_of(name) == address


def test_a_whole_name_below_the_working_folder_is_shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address_of(str(tmp_path / "api" / "a.yaml")) == "api/a.yaml"
