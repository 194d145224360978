from pathlib import Path

import pytest

from registry.cli import profiles
from registry.cli.exits import Stopped, Told
from registry.validators.profile import built_in

RULESET = "rules:\n  a: {given: $, then: {function: truthy}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(profiles.FOLDER, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", [None, "somana-core", built_in().reference])
def test_the_built_in_profile_is_there_without_asking_and_by_its_name(name: str | None) -> None:
    assert profiles.chosen(name, None) is None


def test_a_ruleset_is_a_profile_of_its_rules_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(RULESET, "utf-8")
    profile = profiles.chosen(None, tmp_path / "r.yaml")
    assert profile is not None
    assert (profile.rules, [rule.name for rule in profile.outline.rules]) == ((), ["a"])


def test_the_digest_of_a_ruleset_covers_what_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(RULESET, "utf-8")
    (tmp_path / "r.yaml").write_text("extends: ./base.yaml\n", "utf-8")
    first = profiles.chosen(None, tmp_path / "r.yaml")
    (tmp_path / "base.yaml").write_text(RULESET + "# changed\n", "utf-8")
    second = profiles.chosen(None, tmp_path / "r.yaml")
    assert first is not None
    assert second is not None
    assert first.digest != second.digest


def test_a_profile_and_a_ruleset_are_not_asked_for_together(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="profile-or-ruleset"):
        profiles.chosen("somana-core", tmp_path / "r.yaml")


def test_the_newest_version_that_was_saved_is_taken_unless_one_is_named(folder: Path) -> None:
    for name in ("adr@1.9.0.zip", "adr-1.10.0.yaml", "adr-core-9.0.0.zip", "adrs-9.0.0.zip", "adr-9.0.0.txt"):
        (folder / name).touch()
    assert profiles.saved("adr@1.9.0") == (folder / "adr@1.9.0.zip", "adr", "1.9.0")
    assert profiles.saved("adr") == (folder / "adr-1.10.0.yaml", "adr", "1.10.0")


def test_a_saved_profile_has_its_own_name_and_can_be_named_by_its_path(folder: Path) -> None:
    (folder / "adr-1.0.0.yaml").write_text(RULESET, "utf-8")
    saved, by_path = profiles.chosen("adr", None), profiles.chosen(str(folder / "adr-1.0.0.yaml"), None)
    assert saved is not None
    assert by_path is not None
    assert saved.reference == "adr@1.0.0"
    assert saved.digest == by_path.digest


@pytest.mark.parametrize("name", ["none", "adr@7", "../adr", "*", ""])
def test_a_profile_that_was_not_saved_is_not_there(folder: Path, name: str) -> None:
    (folder / "adr@1.0.0.zip").touch()
    with pytest.raises(Stopped, match="profile-unknown"):
        profiles.saved(name)


def test_a_ruleset_that_cannot_be_used_is_refused_with_each_place(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("rules:\n  a: {given: 5}\n  b: {}\n", "utf-8")
    with pytest.raises(Told) as told:
        profiles.chosen(None, tmp_path / "r.yaml")
    assert told.value.status == 2
    assert all(sentence.startswith("r.yaml:") for sentence in told.value.sentences)
    assert len(told.value.sentences) > 1


def test_a_ruleset_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="ruleset-unread"):
        profiles.chosen(None, tmp_path / "none.yaml")
