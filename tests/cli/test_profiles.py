from pathlib import Path

import pytest
from cards import written_to

from registry.cli import profiles
from registry.cli.exits import Stopped, Told
from registry.validators.bundles import Bundle, packed, unpacked
from registry.validators.profile import built_in, profile_of
from registry.validators.rulesets.loading import keep_file

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


@pytest.fixture
def shipped(folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    del folder
    own = written_to(tmp_path_factory.mktemp("shipped"))
    monkeypatch.setattr(profiles, "SHIPPED", own.parent)
    return own


@pytest.mark.parametrize("name", ["demo", "demo@1.2.0"])
def test_a_profile_that_comes_with_somana_needs_no_download(name: str, shipped: Path) -> None:
    profile = profiles.chosen(name, None)
    assert profile is not None
    assert (profile.reference, profile.folder) == ("demo@1.2.0", None)
    assert [rule.name for rule in profile.rules] == ["operation-without-summary"]
    assert shipped.name == "demo"


@pytest.mark.parametrize("name", ["demo@9.0.0", "../demo", "dem", "", "*"])
def test_a_profile_that_does_not_come_with_somana_is_told_of(name: str, shipped: Path) -> None:
    del shipped
    with pytest.raises(Stopped, match="profile-unknown"):
        profiles.chosen(name, None)


def test_what_was_downloaded_goes_before_what_is_shipped(folder: Path, shipped: Path) -> None:
    (folder / "demo-1.2.0.yaml").write_text(RULESET, "utf-8")
    assert profiles.found("demo") == (folder / "demo-1.2.0.yaml", "demo", "1.2.0")
    (folder / "demo-1.2.0.yaml").unlink()
    assert profiles.found("demo") == (shipped / "ruleset.yaml", "demo", "1.2.0")


def test_a_shipped_profile_has_the_digest_that_a_registry_gives_its_bundle(shipped: Path) -> None:
    profile, kept = profiles.chosen("demo", None), keep_file(shipped / "ruleset.yaml")
    stored = unpacked(packed(Bundle(kept.name, kept.content, kept.files)))
    assert profile is not None
    there = profile_of("demo", "1.2.0", stored.content, stored.files, stored.name)
    assert (there.digest, there.outline) == (profile.digest, profile.outline)


def test_a_shipped_profile_that_is_broken_is_told_with_its_line(shipped: Path) -> None:
    (shipped / "profile.yaml").write_text("key: demo\nversion: 1\n", "utf-8")
    with pytest.raises(Told) as told:
        profiles.chosen("demo", None)
    assert "profile.yaml:2:" in told.value.sentences[0]
