import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "add-a-rule.md").read_text("utf-8")


def block(kind: str, name: str) -> str:
    pattern = rf"^   (```+){kind} {re.escape(name)}\n(.*?)^   \1$"
    found = re.search(pattern, PAGE, flags=re.MULTILINE | re.DOTALL)
    assert found, name
    return textwrap.dedent(found[2])


def run(folder: Path, *words: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 the words are our own
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_the_rule_as_data_finds_what_the_page_says(tmp_path: Path) -> None:
    for name in ("ruleset.yaml", "bill.yaml"):
        (tmp_path / name).write_text(block("yaml", name), "utf-8")
    shown = re.search(r"^   \$ somana (check .*)\n   (.*)$", PAGE, flags=re.MULTILINE)
    assert shown

    done = run(tmp_path, "-m", "registry", *shown[1].split(), path=ROOT)

    assert shown[2] in done.stdout.splitlines(), done.stdout + done.stderr
    assert done.returncode == 1


def test_the_rule_in_python_is_found_flagged_and_explained(tmp_path: Path) -> None:
    for folder in ("registry", "tests/validators"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "functions"))
    shutil.copytree(ROOT / "registry/validators/functions", tmp_path / "registry/validators/functions")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests/documents.py", tmp_path / "tests")
    name = "registry/validators/rules/info_title_too_short.py"
    (tmp_path / name).write_text(block("python", name), "utf-8")
    texts = tmp_path / "registry/messages/sw/rules.po"
    texts.write_text(f"{texts.read_text('utf-8')}\n{block('po', 'rules.po')}", "utf-8")

    words = ("-m", "pytest", "-q", "tests/validators/test_rules.py", "-k", "info-title-too-short")
    chosen = run(tmp_path, *words, path=tmp_path)

    assert chosen.returncode == 0, chosen.stdout + chosen.stderr
    assert "3 passed" in chosen.stdout
