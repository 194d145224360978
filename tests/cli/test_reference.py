import dataclasses
from pathlib import Path

import pytest

from registry.cli import database, key, user
from registry.cli.commands import COMMANDS
from registry.cli.reference import every_error, pages, stale
from registry.domain import errors
from registry.domain.lifecycle import TRANSITIONS
from registry.messages import text
from registry.settings import Settings
from registry.validators.rules import every_rule


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def rows(page: str) -> list[list[str]]:
    """Return the cells of every row of a page's tables."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"]


def test_every_kind_of_error_is_found_once() -> None:
    declared = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.RegistryError)
    }
    found = every_error()
    assert len(found) == len(set(found)) == len({kind.code for kind in found})
    assert declared <= set(found)
    assert [kind.code for kind in found] == sorted(kind.code for kind in found)


def test_every_error_has_its_code_statuses_and_both_titles(made: dict[str, str]) -> None:
    for kind in every_error():
        section = made["problems.md"].partition(f"## {kind.code}\n")[2].partition("\n## ")[0]
        assert "HTTP " in section, kind.code
        for language in ("sw", "en"):
            assert f"**{text(f'errors.{kind.code}.title', language)}.**" in section


def test_an_error_tells_the_status_of_http_and_of_the_command(made: dict[str, str]) -> None:
    assert "## not-found\n\nHTTP 404, exit 2.\n" in made["problems.md"]
    assert "## unauthenticated\n\nHTTP 401, exit 4.\n" in made["problems.md"]


def test_every_transition_is_drawn_and_has_its_row(made: dict[str, str]) -> None:
    page = made["lifecycle.md"]
    expected = [
        [row.source, f"`{row.action}`", row.target, row.party, "needed" if row.reason_required else ""]
        for row in TRANSITIONS
    ]
    assert rows(page)[2:] == expected
    drawn = [line.strip() for line in page.splitlines() if " --> " in line]
    assert drawn == ["[*] --> draft", *(f"{row.source} --> {row.target}: {row.action}" for row in TRANSITIONS)]


def test_every_setting_has_its_variable_meaning_and_default(made: dict[str, str]) -> None:
    described = {variable: (meaning, default) for variable, meaning, default in rows(made["settings.md"])[2:]}
    assert list(described) == [f"`REGISTRY_{one.name.upper()}`" for one in dataclasses.fields(Settings)]
    assert all(meaning for meaning, _ in described.values())
    assert described["`REGISTRY_CHECK_WORKERS`"] == ("How many processes check documents.", "`2`")
    assert described["`REGISTRY_TRUSTED_PROXIES`"][1] == "`-`"


def test_every_command_and_every_one_within_a_group_has_its_help(made: dict[str, str]) -> None:
    titles = [line.removeprefix("## somana ") for line in made["commands.md"].splitlines() if line[:3] == "## "]
    assert [title for title in titles if " " not in title] == list(COMMANDS)
    for group in (database.database, key.key, user.user):
        assert {f"{group.name} {inner}" for inner in group.commands} <= set(titles)
    for name in COMMANDS:
        assert text(f"command.help.{name}", "sw") in made["commands.md"]
        assert text(f"command.help.{name}", "en") in made["commands.md"]


def test_every_option_stands_in_a_row_of_two_cells(made: dict[str, str]) -> None:
    options = rows(made["commands.md"])
    assert {len(row) for row in options} == {2}
    assert ["`--lang [sw/en]`", "Lugha · Language"] in options


def test_every_rule_is_listed_and_has_its_page_in_both_languages(made: dict[str, str]) -> None:
    listed = [[row[0], row[1]] for row in rows(made["rules/README.md"])[2:]]
    assert listed == [[f"[{rule.name}]({rule.name}.md)", rule.severity] for rule in every_rule()]
    for rule in every_rule():
        page = made[f"rules/{rule.name}.md"]
        assert page.startswith(f"# {rule.name}\n")
        assert "## What it does" in page
        assert text(f"rules.{rule.name}.remedy", "sw") in page.partition("## Kwa Kiswahili")[2]


def test_a_folder_is_stale_by_what_is_missing_different_or_left_over(tmp_path: Path, made: dict[str, str]) -> None:
    assert stale(tmp_path) == sorted(made)
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    assert stale(tmp_path) == []
    (tmp_path / "extra.md").touch()
    (tmp_path / "settings.md").write_text(made["settings.md"].replace("2", "3"), "utf-8")
    assert stale(tmp_path) == ["extra.md", "settings.md"]
