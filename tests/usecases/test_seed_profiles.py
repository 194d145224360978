import os
from pathlib import Path

import pytest
from seeds import PROFILE, RULESET, told, write, written_standards

from registry.usecases.seed_problems import Problems
from registry.usecases.seed_profiles import profiles_in
from registry.validators.bundles import unpacked

OWN = "profiles/tz-interop/profile.yaml"


def told_of(folder: Path) -> list[str]:
    problems = Problems()
    assert list(profiles_in(folder, problems)) == []
    return told(problems)


def test_a_profile_comes_with_all_that_it_extends(tmp_path: Path) -> None:
    (profile,) = profiles_in(written_standards(tmp_path), Problems())
    bundle = unpacked(profile.archive)
    assert (profile.said.reference, profile.said.is_default, profile.said.is_active) == ("tz-interop@1.0.0", True, True)
    assert (bundle.name, list(bundle.files)) == ("ruleset.yaml", ["security.yaml"])


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (PROFILE.replace("grace_days: 30", "grace_days: many"), f"{OWN}:5 type"),
        (PROFILE.replace("key: tz-interop\n", ""), f"{OWN}:1 missing"),
        ("key: a: b", f"{OWN}:1 unreadable.syntax"),
    ],
)
def test_what_is_wrong_with_what_a_profile_says_of_itself_is_told(tmp_path: Path, content: str, where: str) -> None:
    write(written_standards(tmp_path) / OWN, content)
    assert told_of(tmp_path) == [where]


def test_a_name_that_no_profile_can_have_is_told(tmp_path: Path) -> None:
    write(written_standards(tmp_path) / OWN, PROFILE.replace("tz-interop", "somana-core").replace("1.0.0", "one"))
    problems = Problems()
    assert len(list(profiles_in(tmp_path, problems))) == 1
    assert told(problems) == [f"{OWN}:1 profile-key", f"{OWN}:2 profile-version"]


def test_a_ruleset_that_is_wrong_or_not_there_is_told(tmp_path: Path) -> None:
    ruleset = written_standards(tmp_path) / "profiles/tz-interop/ruleset.yaml"
    write(ruleset, RULESET + "rules: 7\n")
    assert told_of(tmp_path) == ["profiles/tz-interop/ruleset.yaml:2 type"]
    ruleset.unlink()
    assert told_of(tmp_path) == ["profiles/tz-interop/ruleset.yaml:1 file-unread"]


def test_a_folder_that_says_nothing_of_itself_is_told(tmp_path: Path) -> None:
    written_standards(tmp_path)
    (tmp_path / OWN).unlink()
    assert told_of(tmp_path) == [f"{OWN}:1 no-file"]
    os.mkfifo(tmp_path / OWN)
    assert told_of(tmp_path) == [f"{OWN}:1 no-file"]
