import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]
CODE = [path for folder in ("registry", "migrations", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
# A rule is tested by its own page, a table by the questions asked of it.
WITHOUT_MIRROR = ("validators/rules/", "db/models/")


def modules() -> Iterator[str]:
    for path in sorted((ROOT / "registry").rglob("*.py")):
        name = path.relative_to(ROOT / "registry").as_posix()
        if not name.startswith(WITHOUT_MIRROR) and path.stem not in {"__init__", "__main__"}:
            yield name


def test_imports_point_inwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("module", list(modules()))
def test_every_module_has_its_tests_in_the_same_place(module: str) -> None:
    folder, _, name = module.rpartition("/")
    assert (ROOT / "tests" / folder / f"test_{name}").is_file()


def test_no_file_is_longer_than_can_be_read() -> None:
    # A migration that has been merged is never edited, not even to be shortened.
    written = [path for path in CODE if path.parent != ROOT / "migrations" / "versions"]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in written}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_can_be_read() -> None:
    longest = {}
    for path in (ROOT / "registry").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                longest[f"{path.stem}.{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert {name: length for name, length in longest.items() if length > LONGEST_FUNCTION} == {}


def test_no_module_defers_its_annotations() -> None:
    deferred = [
        path.name
        for path in CODE
        if re.search(r"^from __future__ import annotations|^if TYPE_CHECKING", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert deferred == []


def test_the_requirements_are_pinned_with_hashes_and_name_no_host() -> None:
    files = sorted(ROOT.glob("requirements*.txt"))
    assert files
    for path in files:
        content = path.read_text("utf-8")
        assert not re.search(
            r"://|--(extra-)?index-url|--find-links|--trusted-host|^-[ifr]\b", content, re.MULTILINE
        ), path.name
        pinned = re.findall(r"^[a-zA-Z0-9._-]+(?:\[[a-z,]+\])?(==)?", content, re.MULTILINE)
        assert pinned
        assert all(pinned), path.name
        assert len(re.findall("--hash=sha256:[0-9a-f]{64}", content)) >= len(pinned)


def test_no_lock_file_that_names_a_host_is_kept() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 whichever git is here
    assert not re.search(r"^(uv\.lock|poetry\.lock|Pipfile\.lock)$", listed.stdout, re.MULTILINE)


def test_checking_offline_imports_neither_the_server_nor_the_database() -> None:
    program = "import sys, registry.validators.checking; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 it is this program
    assert "registry" in ran.stdout.split()
    assert not {"litestar", "sqlalchemy", "alembic", "granian", "jinja2"} & set(ran.stdout.split())
