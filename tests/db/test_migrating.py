from pathlib import Path

import pytest

from registry.db import migrating
from registry.settings import sqlite_url


def test_a_database_is_current_when_every_migration_has_run(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "a.db")
    assert not migrating.is_current(url)
    assert not (tmp_path / "a.db").exists()
    migrating.upgrade(url, "d60b245ec421")
    assert not migrating.is_current(url)
    migrating.upgrade(url)
    assert migrating.is_current(url)
    migrating.downgrade(url, "-1")
    assert not migrating.is_current(url)


def test_migrating_says_nothing_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    url = sqlite_url(tmp_path / "a.db")
    migrating.upgrade(url)
    migrating.check(url)
    assert capfd.readouterr() == ("", "")
