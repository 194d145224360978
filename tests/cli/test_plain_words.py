from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.cli.check import check
from registry.cli.forms import Form
from registry.cli.plain_words import Asked, asked_by

WORDS = st.sampled_from(
    [
        *(
            "a.yaml",
            "b c.json",
            "-",
            "--",
            "",
            "-h",
            "--help",
            "--version",
            "-f",
            "--form",
            "--fail-on",
            "none",
            "hint",
        ),
        *("--fail-on=error", "--fail-on=worst", "--format", "--format=json", "sarif=a.sarif", "pretty", "prettier"),
        *(
            "--format=junit=",
            "--lang",
            "--lang=sw",
            "en",
            "fr",
            "--profile",
            "--profile=a@1",
            "--ruleset",
            "--ruleset=",
        ),
        *("--ruleset=r.yaml", "--lang=", "-=", "--=a", "--files=a", "--", "=", "a=b"),
    ]
)


def as_click_reads(words: list[str]) -> dict[str, Any] | None:
    seen: dict[str, Any] = {}
    context = check.make_context("check", list(words))
    seen |= context.params
    seen["language"] = context.meta.get("registry.cli.language")
    return seen


def test_a_check_is_asked_for_in_plain_words() -> None:
    words = [
        "a.yaml",
        "--ruleset",
        "r.yaml",
        "--format=json",
        "--format",
        "sarif=b",
        "-",
        "--fail-on",
        "hint",
        "--lang=en",
    ]
    forms = (Form("json"), Form("sarif", Path("b")))
    assert asked_by(words) == Asked(("a.yaml", "-"), None, Path("r.yaml"), forms, "hint", "en")
    assert asked_by(["a"]) == Asked(("a",), None, None, (), "error", None)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["a", "-h"],
        ["a", "--formt=json"],
        ["a", "--format=jsn"],
        ["a", "--fail-on", "never"],
        ["a", "--lang", "fr"],
        ["a", "--ruleset"],
        ["a", "--ruleset="],
        ["--", "--a"],
    ],
    ids=" ".join,
)
def test_what_is_not_plain_is_left_to_the_command_itself(words: list[str]) -> None:
    assert asked_by(words) is None


def test_the_completion_of_a_shell_is_left_to_the_command_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SOMANA_COMPLETE", "bash_complete")
    assert asked_by(["a"]) is None


@given(st.lists(WORDS, max_size=6))
def test_plain_words_mean_what_the_command_itself_takes_them_for(words: list[str]) -> None:
    asked = asked_by(words)
    if asked is None:
        return
    read = as_click_reads(words)
    assert read == {
        "files": asked.files,
        "profile": asked.profile,
        "ruleset": asked.ruleset,
        "forms": asked.forms,
        "fail_on": asked.fail_on,
        "language": asked.language,
    }


def test_every_option_of_the_command_is_known() -> None:
    names = {name for parameter in check.params for name in parameter.opts if name.startswith("--")}
    for name in names - {"--help"}:
        assert (
            asked_by(["a", name, {"--format": "json", "--fail-on": "none", "--lang": "sw"}.get(name, "x")]) is not None
        )
