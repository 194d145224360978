import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from processes import serving

from registry.cli import formats
from registry.cli.commands import somana
from registry.cli.docs import FOLDER
from registry.cli.reference import every_error, stale
from registry.validators.rules import every_rule

ROOT = Path(__file__).parents[2]
SHOWN = re.findall(
    r"^\$ \.venv/bin/somana (.+)\n((?:.*\n)*?)```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*/README.md"))]


def test_the_reference_is_what_the_code_says() -> None:
    assert stale(FOLDER) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    broken = [one for one in targets if not one.startswith("http") and not (page.parent / one).exists()]
    assert broken == []


def test_every_error_and_every_rule_is_documented() -> None:
    problems = (FOLDER / "problems.md").read_text("utf-8")
    assert [kind.code for kind in every_error() if f"## {kind.code}\n" not in problems] == []
    rules = (FOLDER / "rules" / "README.md").read_text("utf-8")
    assert [rule.name for rule in every_rule() if f"[{rule.name}]" not in rules] == []


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "dependencies.md").read_text("utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    section = project.partition("dependencies = [")[2].partition("\n]")[0]
    names = re.findall(r'"([a-z0-9-]+)', section)
    assert len(names) > 10
    assert [name for name in names if name not in reasons] == []


def test_the_readme_shows_the_command_at_work() -> None:
    assert [words.split()[0] for words, _ in SHOWN] == ["check"]


@pytest.mark.parametrize(("words", "shown"), SHOWN, ids=[words for words, _ in SHOWN])
def test_a_command_in_the_readme_prints_what_is_shown_under_it(words: str, shown: str) -> None:
    command = [sys.executable, "-m", "registry", *shlex.split(words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode in {0, 1}, done.stderr
    assert (done.stdout, done.stderr) == (shown, "")


def test_the_tutorial_takes_one_document_from_file_to_found(demo_folder: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "tutorial.md").read_text("utf-8"), flags=re.DOTALL)
    with serving("demo", "--port", "0", "--data", str(demo_folder)) as served:
        accounts = str(demo_folder / "demo-accounts.json")
        done = subprocess.run(  # noqa: S603 the words are our own
            ["bash", "-c", "set -eu\n" + "\n".join(blocks)],  # noqa: S607 whichever bash is here
            cwd=ROOT,
            env={**os.environ, "SERVER": served.address, "ACCOUNTS": accounts},
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "card-tracking/cards@1.0.0" in done.stdout
    assert '"code":"scope-missing"' in done.stdout
    assert re.search(r"api card-tracking/cards .*published", done.stdout)


CI = (ROOT / "docs" / "how-to" / "check-in-ci.md").read_text("utf-8")
IN_CI = re.findall(r"(?:- run: |- |entry: )somana (.+)$", CI, flags=re.MULTILINE)


def test_the_snippets_for_continuous_integration_are_yaml() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", CI, flags=re.DOTALL)
    assert len(blocks) >= 4
    assert all(yaml.safe_load(block) for block in blocks)


@pytest.mark.parametrize("words", IN_CI)
def test_a_command_for_continuous_integration_is_one_that_somana_knows(words: str) -> None:
    args = shlex.split(words)
    context = click.Context(somana, info_name="somana")
    group: click.Group = somana
    while True:
        name, command, args = group.resolve_command(context, args)
        assert command is not None
        if not isinstance(command, click.Group):
            break
        group = command
    given = [*args, "a.yaml"] if words.startswith("check --") else args
    assert command.make_context(name, given, parent=context)


def test_every_format_is_explained_where_it_is_needed() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", CI, flags=re.MULTILINE)) == set(formats.names())
