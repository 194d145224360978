import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from cards import SECURITY, written_to
from commands import Prepared, Run
from factories import PUBLISHER, RULESET, Factory

from registry.cli import exits
from registry.domain.actors import Role


@pytest.fixture
def file(tmp_path: Path, here: str) -> Path:
    del here
    (tmp_path / "rules.yaml").write_bytes(RULESET)
    return tmp_path / "rules.yaml"


def load(somana: Run, file: Path, *more: object, version: str = "1.0.0") -> str:
    result = somana("profile", "load", file, "--key", "tz-interop", "--version", version, *more)
    assert result.exit_code == exits.CLEAN, result.stderr
    return result.stdout


def test_a_profile_is_loaded_activated_listed_and_retired(somana: Run, file: Path) -> None:
    assert somana("profile", "list").stderr.startswith("No profile has been loaded")
    told = load(somana, file, "--title-sw", "Masharti", "--binding", "2090-01-01", "--grace", 30)
    assert "tz-interop@1.0.0 is there as a draft" in told
    assert "2090-01-01, 30 days of grace" in told
    assert (
        "is active. It binds from 2090-01-01" in somana("profile", "activate", "tz-interop@1.0.0", "--default").stdout
    )
    (row,) = json.loads(somana("profile", "list", "--format", "json").stdout)
    assert (row["state"], row["default"], row["grace_days"], row["title"]) == ("active", True, 30, {"sw": "Masharti"})
    assert (
        "tz-interop@1.0.0  Inatumika  2090-01-01  siku 30 za neema  chaguo-msingi  Masharti"
        in somana("profile", "list", "--lang", "sw").stdout
    )
    assert "is retired" in somana("profile", "retire", "tz-interop@1.0.0").stdout
    refused = somana("profile", "activate", "tz-interop@1.0.0")
    assert (refused.exit_code, "retired" in refused.stderr) == (exits.FINDINGS, True)


def test_a_profile_shows_its_rules(somana: Run, file: Path) -> None:
    load(somana, file)
    shown = json.loads(somana("profile", "show", "tz-interop@1.0.0", "--format", "json").stdout)
    assert {"name": "operation-without-summary", "severity": "error"}.items() <= next(
        rule for rule in shown["rules"] if rule["page"] == "/rules/operation-without-summary"
    ).items()
    assert "error     operation-without-summary" in somana("profile", "show", "tz-interop@1.0.0").stdout
    assert somana("profile", "show", "tz-interop").exit_code == exits.USAGE


def test_what_is_downloaded_is_what_was_loaded(
    somana: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(somana, file)
    monkeypatch.chdir(tmp_path)
    assert somana("profile", "download", "tz-interop@1.0.0").exit_code == exits.CLEAN
    assert (tmp_path / "tz-interop-1.0.0.yaml").read_bytes() == RULESET
    assert somana("profile", "download", "tz-interop@1.0.0", "--output", "-").stdout_bytes == RULESET
    missing = somana("profile", "download", "tz-interop@1.0.0", "--output", tmp_path / "none" / "x")
    assert missing.exit_code == exits.USAGE


def test_files_that_are_extended_come_along_and_those_outside_the_folder_do_not(
    somana: Run, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "rules"
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "base.yaml").write_bytes(RULESET)
    main = folder / "main.yaml"
    main.write_bytes(b"extends: [[./parts/base.yaml, all]]\n")
    load(somana, main)
    archive = tmp_path / "x.zip"
    assert somana("profile", "download", "tz-interop@1.0.0", "--output", archive).exit_code == exits.CLEAN
    with ZipFile(archive) as opened:
        assert opened.namelist() == ["main.yaml", "parts/base.yaml"]
    load(somana, archive)
    main.write_bytes(b"extends: ../rules.yaml\n")
    refused = somana("profile", "load", main, "--key", "a", "--version", "1.0.0")
    assert (refused.exit_code, "extends-outside" in refused.stderr) == (exits.USAGE, True)
    (folder / "link.yaml").symlink_to(file)
    main.write_bytes(b"extends: link.yaml\n")
    assert somana("profile", "load", main, "--key", "a", "--version", "1.0.0").exit_code == exits.USAGE
    main.write_bytes(b"extends: gone.yaml\n")
    assert "gone.yaml" in somana("profile", "load", main, "--key", "a", "--version", "1.0.0").stderr


def test_a_ruleset_that_cannot_be_used_names_its_file_line_and_column(somana: Run, file: Path) -> None:
    file.write_bytes(b"rules:\n  no-such-rule: error\n")
    refused = somana("profile", "load", file, "--key", "a", "--version", "1.0.0")
    assert refused.exit_code != exits.CLEAN
    said = "has a rule `no-such-rule`: write the whole rule"
    assert refused.stderr.startswith("rules.yaml:2:3: rule-unknown no-such-rule: ")
    assert said in refused.stderr
    file.write_bytes(b"extends: [a.yaml, b.yaml]\nrules:\n  x: {given: $}\n")
    lines = somana("profile", "load", file, "--key", "a", "--version", "1.0.0").stderr.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in lines] == ["extends-missing"] * 2 + ["missing x"]


@pytest.mark.parametrize(
    "words",
    [
        ("activate", "tz-interop"),
        ("activate", "a/b@1.0.0"),
        ("retire", "??"),
        ("show", "A"),
        ("load", "none.yaml", "--key", "a", "--version", "1.0.0"),
        ("activate", "tz-interop@1.0.0", "--binding", "soon"),
    ],
)
def test_words_that_mean_nothing_give_status_2(somana: Run, here: str, words: tuple[str, ...]) -> None:
    del here
    assert somana("profile", *words).exit_code == exits.USAGE


def test_an_account_without_the_role_may_not(somana: Run, file: Path, prepared: Prepared) -> None:
    async def made(make: Factory) -> None:
        await make.institution()
        await make.person(PUBLISHER.name, Role.PUBLISHER)
        await make.person("rashid", Role.STANDARDS_EDITOR)

    prepared(made)
    refused = somana("profile", "load", file, "--key", "a", "--version", "1.0.0", "--as", PUBLISHER.name)
    assert refused.exit_code == exits.REFUSED
    load(somana, file, "--as", "rashid")


def test_a_folder_says_itself_what_else_is_asked_for(somana: Run, here: str, tmp_path: Path) -> None:
    del here
    folder = written_to(tmp_path)
    assert "demo@1.2.0 is there as a draft with 3 rules" in somana("profile", "load", folder).stdout
    (row,) = json.loads(somana("profile", "list", "--format", "json").stdout)
    assert (row["grace_days"], row["title"]["sw"]) == (30, "Wasifu wa mfano")
    assert row["files"] == ["ruleset.yaml", "document.yaml", "security.yaml"]
    other = ("--key", "other", "--version", "2.0.0", "--grace", 1, "--title-en", "Other")
    assert "other@2.0.0 is there" in somana("profile", "load", folder, *other).stdout


def test_a_ruleset_alone_needs_a_key_and_a_version(somana: Run, file: Path) -> None:
    for words in (("--key", "a"), ("--version", "1.0.0"), ()):
        result = somana("profile", "load", file, *words)
        assert result.exit_code == exits.USAGE
        assert "profile.yaml" in result.stderr


def test_a_profile_with_an_untrue_example_is_refused_with_its_place(somana: Run, here: str, tmp_path: Path) -> None:
    del here
    untrue = SECURITY.replace("http://a.example", "https://b.example")
    result = somana("profile", "load", written_to(tmp_path, security=untrue))
    assert result.exit_code != exits.CLEAN
    assert "security.yaml:23:" in result.stderr
    assert "demo" not in somana("profile", "list").stdout


def test_a_folder_that_says_nothing_right_is_told_of(somana: Run, here: str, tmp_path: Path) -> None:
    del here
    result = somana("profile", "load", written_to(tmp_path, profile="key: [1]"))
    assert result.exit_code != exits.CLEAN
    assert "profile.yaml:1:" in result.stderr
    assert somana("profile", "load", tmp_path).exit_code != exits.CLEAN
