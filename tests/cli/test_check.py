import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import rich_click as click
from commands import Run
from factories import document

from registry.cli import exits
from registry.cli.check import FormType
from registry.cli.forms import Form
from registry.validators import limits

CLEAN = document(tags=[{"name": "identities"}])
FLAWED = b"""openapi: 3.1.0
info: {title: a, version: "1"}
paths:
  /a/{id}:
    get: {responses: {"200": {description: ok}}}
"""
WARNED = document("1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.json").write_bytes(CLEAN)
    (tmp_path / "flawed.yaml").write_bytes(FLAWED)
    (tmp_path / "warned.json").write_bytes(WARNED)
    return tmp_path


def run(*words: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 it runs what the test says
        [sys.executable, "-m", "registry", *words],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "SOMANA_LANG": "en", **environment},
    )


def test_a_clean_document_gives_status_0(somana: Run, folder: Path) -> None:
    result = somana("check", folder / "clean.json")
    assert result.exit_code == exits.CLEAN
    assert "passed" in result.stdout
    assert result.stderr == ""


def test_an_error_gives_status_1_and_its_place(somana: Run, folder: Path) -> None:
    result = somana("check", folder / "flawed.yaml")
    assert result.exit_code == exits.FINDINGS
    assert f"{folder / 'flawed.yaml'}:5:5: error path-parameter-undeclared" in result.stdout


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("hint", 1), ("none", 0)], ids=str
)
def test_fail_on_draws_the_line_at_a_gravity(somana: Run, folder: Path, fail_on: str, status: int) -> None:
    assert somana("check", "--fail-on", fail_on, folder / "warned.json").exit_code == status


def test_fail_on_none_lets_errors_pass(somana: Run, folder: Path) -> None:
    assert somana("check", "--fail-on", "none", folder / "flawed.yaml").exit_code == exits.CLEAN


def test_an_unreadable_document_gives_status_2_even_beside_a_clean_one(somana: Run, folder: Path) -> None:
    (folder / "torn.yaml").write_bytes(b"a: [")
    result = somana("check", "--fail-on", "none", folder / "clean.json", folder / "torn.yaml")
    assert result.exit_code == exits.USAGE
    assert "torn.yaml:2:1: error unreadable-syntax" in result.stdout


def test_a_file_that_is_not_there_gives_status_2_and_the_others_are_checked(somana: Run, folder: Path) -> None:
    result = somana("check", folder / "none.json", folder / "clean.json")
    assert result.exit_code == exits.USAGE
    assert "could not be read" in result.stdout
    assert "passed" in result.stdout


def test_a_document_comes_from_standard_input(somana: Run) -> None:
    result = somana("check", "-", given=FLAWED)
    assert result.exit_code == exits.FINDINGS
    assert result.stdout.startswith("-:")


def test_a_folder_is_checked_with_its_folders_and_what_is_no_description_is_left_out(somana: Run, folder: Path) -> None:
    below = folder / "below"
    below.mkdir()
    (below / "one.yml").write_bytes(CLEAN)
    (below / "notes.yaml").write_bytes(b"just: notes\n")
    (below / "list.json").write_bytes(b"[1]")
    (folder / ".hidden.yaml").write_bytes(b"a: [")
    result = somana("check", folder, "--format", "json")
    names = [Path(one["file"]).name for one in json.loads(result.stdout)["files"]]
    assert names == ["one.yml", "clean.json", "flawed.yaml", "warned.json"]
    assert result.exit_code == exits.FINDINGS


def test_a_link_in_a_folder_is_not_followed(
    somana: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yaml").write_bytes(b"a: [")
    (folder / "link.yaml").symlink_to(outside / "secret.yaml")
    (folder / "loop").symlink_to(folder)
    assert "link.yaml" not in somana("check", folder).stdout


def test_a_folder_without_descriptions_gives_status_2(somana: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_bytes(b"just: notes\n")
    result = somana("check", tmp_path)
    assert result.exit_code == exits.USAGE
    assert "No OpenAPI description" in result.stderr


def test_json_is_the_same_for_the_same_bytes_and_holds_both_languages(somana: Run, folder: Path) -> None:
    (folder / "torn.yaml").write_bytes(b"a: [")
    first = somana("check", folder / "flawed.yaml", folder / "torn.yaml", "--format", "json")
    second = somana("check", folder / "flawed.yaml", folder / "torn.yaml", "--format", "json", "--lang", "sw")
    assert first.stdout == second.stdout
    flawed, torn = json.loads(first.stdout)["files"]
    assert flawed["report"]["result"] == "fail"
    assert set(torn["unreadable"]["message"]) == {"sw", "en"}


def test_the_language_can_be_chosen(somana: Run, folder: Path) -> None:
    assert "error path-parameter" in somana("check", folder / "flawed.yaml", "--lang", "en").stdout
    assert "kosa path-parameter" in somana("check", folder / "flawed.yaml", "--lang", "sw").stdout
    assert "kosa path-parameter" in somana("--lang", "sw", "check", folder / "flawed.yaml").stdout


def test_the_source_round_a_finding_is_shown_when_asked_for(somana: Run, folder: Path) -> None:
    shown = somana("check", folder / "flawed.yaml", "--format", "pretty").stdout
    assert "     5 |     get: {" in shown
    assert "\n       |     ^^^\n" in shown
    assert "     5 |     get: {" not in somana("check", folder / "flawed.yaml").stdout


def test_an_endless_file_is_refused_by_its_size(somana: Run, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(limits.BYTES * 100)
    result = somana("check", large)
    assert result.exit_code == exits.USAGE
    assert "more than 5000000 bytes" in result.stdout


def test_a_hostile_document_does_not_end_the_command(somana: Run, tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_bytes(b'{"openapi": "3.1.0", "x": ' + b"[" * 100_000)
    (tmp_path / "fine.json").write_bytes(CLEAN)
    result = somana("check", tmp_path)
    assert result.exit_code == exits.USAGE
    assert "deep.json:1:" in result.stdout
    assert "fine.json: passed" in result.stdout


def test_words_that_mean_nothing_give_status_2(somana: Run, folder: Path) -> None:
    assert somana("check").exit_code == exits.USAGE
    assert somana("check", folder / "clean.json", "--fail-on", "everything").exit_code == exits.USAGE


def test_the_real_command_answers_with_its_status(folder: Path) -> None:
    assert run("check", str(folder / "clean.json")).returncode == exits.CLEAN
    found = run("check", "-", given=FLAWED)
    assert found.returncode == exits.FINDINGS
    assert b"\x1b" not in found.stdout
    assert found.stderr == b""


def test_a_reader_that_goes_away_leaves_no_trace(folder: Path) -> None:
    script = f'"{sys.executable}" -m registry check "{folder}" --format pretty | true; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(  # noqa: S603 it runs what the test says
        ["/bin/bash", "-c", script], capture_output=True, check=False, timeout=60, cwd=Path(__file__).parents[2]
    )
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("check", "--help"), ("check", "FILE"), ("rules",), ("--help",)])
def test_the_offline_commands_import_no_framework_and_no_database(folder: Path, words: tuple[str, ...]) -> None:
    given = [str(folder / "clean.json") if word == "FILE" else word for word in words]
    script = (
        "import sys\nfrom registry.cli.commands import somana\n"
        f"try:\n    somana({given!r})\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'litestar', 'sqlalchemy', 'httpx', 'alembic', 'granian', 'asyncio'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run(  # noqa: S603 it runs what the test says
        [sys.executable, "-c", script], capture_output=True, check=False, timeout=60, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 0, done.stderr.decode()


def test_several_formats_are_given_at_once_to_files_and_to_standard_output(somana: Run, folder: Path) -> None:
    sarif, page = folder / "out.sarif", folder / "summary.md"
    forms = ("--format", "concise", "--format", f"sarif={sarif}", "--format", f"markdown={page}")
    result = somana("check", folder / "flawed.yaml", *forms)
    assert result.exit_code == exits.FINDINGS
    assert result.stdout.startswith(f"{folder / 'flawed.yaml'}:")
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"
    assert page.read_text("utf-8").startswith("### ")


RULESET = """
rules:
  title-long:
    given: $.info
    severity: hint
    message: "{{property}} is short"
    then: {field: title, function: length, functionOptions: {min: 5}}
"""


def test_a_ruleset_is_run_alone(somana: Run, folder: Path) -> None:
    ruleset = folder / "rules.txt"
    ruleset.write_text(RULESET, "utf-8")
    result = somana("check", "--ruleset", ruleset, "--format", "spectral-json", folder / "flawed.yaml")
    assert result.exit_code == exits.CLEAN
    (found,) = json.loads(result.stdout)
    assert (found["code"], found["path"], found["severity"]) == ("title-long", ["info", "title"], 3)
    assert found["range"] == {"start": {"line": 1, "character": 14}, "end": {"line": 1, "character": 15}}
    hints = somana("check", "--ruleset", ruleset, "--fail-on", "hint", folder / "flawed.yaml")
    assert hints.exit_code == exits.FINDINGS


def test_a_ruleset_reads_what_a_document_refers_to_in_its_folder_and_not_beyond(somana: Run, folder: Path) -> None:
    ruleset = folder / "rules.txt"
    ruleset.write_text(RULESET.replace("$.info", "$.info.x-more"), "utf-8")
    below = folder / "below"
    below.mkdir()
    (folder / "outside.json").write_bytes(b'{"title": "no"}')
    (below / "more.json").write_bytes(b'{"title": "no"}')
    start = '{"openapi": "3.1.0", "info": {"title": "a", "version": "1", "x-more": {"$ref": '
    for name in ("more.json", "../outside.json"):
        (below / "api.json").write_text(f'{start}"{name}"}}}}, "paths": {{}}}}', "utf-8")
        result = somana("check", "--ruleset", ruleset, "--format", "spectral-json", below / "api.json")
        codes = [one["code"] for one in json.loads(result.stdout)]
        assert codes == (["title-long"] if name == "more.json" else ["invalid-ref"])


def test_a_ruleset_that_cannot_be_used_gives_status_2_and_says_where(somana: Run, folder: Path) -> None:
    (folder / "rules.txt").write_text("rules:\n  a:\n    given: 5\n", "utf-8")
    result = somana("check", "--ruleset", folder / "rules.txt", folder / "clean.json")
    assert (result.exit_code, result.stdout) == (exits.USAGE, "")
    assert "rules.txt:3:5: " in result.stderr


def test_a_check_of_a_small_file_is_quick() -> None:
    small = str(Path(__file__).parents[2] / "docs" / "examples" / "card-status-mended.yaml")
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("check", small).returncode == exits.CLEAN
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    # The least of a few: what a machine does beside it only adds to them.
    assert min(spent) < 0.25


UNSOUND = b"""rules:
  path: {given: "$.info[", then: {function: truthy}}
  pattern: {given: "$.info[?(@.match(/(/))]", then: {function: truthy}}
  sound: {given: $, then: {field: info, function: truthy}}
"""


def test_mistakes_of_a_ruleset_are_told_and_what_they_do_not_concern_is_checked(somana: Run, folder: Path) -> None:
    rules = folder / "rules.yaml"
    rules.write_bytes(UNSOUND)
    result = somana("check", "--ruleset", rules, "--format", "json", folder / "clean.json")
    assert result.exit_code == exits.CLEAN, result.stdout
    first, second = result.stderr.splitlines()
    assert first.startswith("rules.yaml:2:24: path-unclosed path: This is no JSONPath")
    assert second.startswith("rules.yaml:3:29: pattern-refused pattern: This is no regular expression")
    (report,) = [one["report"] for one in json.loads(result.stdout)["files"]]
    outcomes = {rule["rule"]: rule["outcome"] for rule in report["rules"]}
    assert outcomes == {"path": "not_checked", "pattern": "not_checked", "sound": "pass"}


def test_a_sound_ruleset_is_not_looked_over_while_documents_are_checked(folder: Path) -> None:
    rules = folder / "rules.yaml"
    rules.write_bytes(b"rules: {sound: {given: $, then: {field: info, function: truthy}}}")
    program = (
        "import sys, os; from registry.cli import main, exits\n"
        "os._exit = lambda code: None\n"
        "sys.argv = ['somana', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.endswith(('linting', 'path_lints'))])"
    )
    told = subprocess.run(  # noqa: S603 it is this program
        [sys.executable, "-c", program, "check", "--ruleset", str(rules), str(folder / "clean.json")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_a_word_that_names_no_format_is_refused_with_the_names_of_those_that_there_are() -> None:
    kind = FormType()
    assert kind.convert("sarif=a.json", None, None) == kind.convert(Form("sarif", Path("a.json")), None, None)
    with pytest.raises(click.BadParameter, match="concise"):
        kind.convert("text", None, None)
