from datetime import date
from pathlib import Path

import pytest
from cards import PROFILE, written_to

from registry.validators.rulesets.profile_folder import ProfileFolder, read_folder
from registry.validators.rulesets.refusal import RulesetRefused


def test_a_folder_says_which_profile_it_holds(tmp_path: Path) -> None:
    folder = written_to(tmp_path)
    title = {"sw": "Wasifu wa mfano", "en": "A demonstration"}
    own = ProfileFolder(
        folder / "ruleset.yaml", "demo", "1.2.0", title, None, grace_days=30, is_default=True, is_active=True
    )
    assert read_folder(folder) == own
    assert own.reference == "demo@1.2.0"


def test_what_it_does_not_say_is_a_draft_that_binds_from_no_day(tmp_path: Path) -> None:
    folder = written_to(tmp_path, profile="key: a\nversion: 1.0.0\n")
    assert read_folder(folder) == ProfileFolder(folder / "ruleset.yaml", "a", "1.0.0")
    assert not read_folder(folder).is_active


def test_the_day_from_which_it_binds_is_a_day(tmp_path: Path) -> None:
    folder = written_to(tmp_path, profile=PROFILE.replace("null", '"2027-01-31"'))
    assert read_folder(folder).binding_on == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("version: 1.0.0\n", "missing", 1),
        (PROFILE.replace("30", "many"), "type", 5),
        (PROFILE.replace("null", '"2027-02-30"'), "day", 4),
        (PROFILE.replace("null", "soon"), "day", 4),
        (PROFILE.replace("active", "retired"), "choice", 7),
        (PROFILE + "colour: red\n", "unexpected", 1),
        ("- key", "not-object", 1),
        ("key: *none", "unreadable.yaml-alias-unknown", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_line(content: str, code: str, line: int, tmp_path: Path) -> None:
    folder = written_to(tmp_path, profile=content)
    with pytest.raises(RulesetRefused) as refused:
        read_folder(folder)
    (problem,) = refused.value.problems
    assert problem.file == str(folder / "profile.yaml")
    assert problem.code.endswith(code)
    assert problem.line >= line
    assert problem.sentence("sw") != problem.sentence("en")


def test_a_folder_without_a_profile_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_folder(tmp_path)
