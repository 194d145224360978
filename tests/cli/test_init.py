import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "examples"


def ran(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 it runs what the test says
        [sys.executable, "-m", "registry", *words], capture_output=True, check=False, text=True, cwd=ROOT, timeout=60
    )


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("check", "--lang", "en", "docs/examples/card-status.yaml"), 1, "path-parameter-undeclared"),
        (("check", "--lang=en", "--fail-on", "none", "docs/examples/card-status.yaml"), 0, "path-parameter-undeclared"),
        (("check", "--lang", "en", "nowhere.yaml"), 2, "no-file"),
        (("check", "--lang", "en", "--profile", "a@1", "--ruleset", "b", "x.yaml"), 2, "profile"),
        (("check", "--help"), 0, "--fail-on"),
        (("check", "--fail", "x"), 2, "--fail"),
        (("--version",), 0, "somana"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else str(part),
)
def test_the_command_says_what_it_has_to_say_and_ends_with_its_status(
    words: tuple[str, ...], status: int, told: str
) -> None:
    done = ran(*words)
    assert (done.returncode, told in done.stdout + done.stderr) == (status, True), done
    assert "Traceback" not in done.stderr


def test_a_check_in_plain_words_imports_nothing_that_draws_pages_of_help() -> None:
    script = (
        "import os, sys\nfrom registry.cli import exits, main\n"
        "heavy = {'click', 'rich_click', 'rich'}\n"
        "exits.leave_at_once = lambda status: sys.exit(f'{status} {heavy & {*sys.modules}}')\n"
        "sys.argv = ['somana', 'check', '--fail-on', 'none', 'docs/examples/card-status.yaml']\nmain()"
    )
    done = subprocess.run(  # noqa: S603 it runs what the test says
        [sys.executable, "-c", script], capture_output=True, check=False, text=True, cwd=ROOT, timeout=60
    )
    assert done.stderr == "0 set()\n"
