from pathlib import Path

import pytest
from factories import document

from registry.cli import exits
from registry.cli.candidates import Candidate, candidates_of
from registry.cli.examination import outcomes_of
from registry.validators.checking import check
from registry.validators.profile import profile_from_file
from registry.validators.report import to_tree

CLEAN = document()


def test_every_file_has_its_outcome_in_the_order_of_the_names(tmp_path: Path) -> None:
    contents = {"a": CLEAN, "b": b"[1]", "d": b"a: [", "e": CLEAN + b"\n", "f": b""}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    candidates = list(candidates_of([str(tmp_path / name) for name in "abcdefg"]))

    outcomes = list(outcomes_of(candidates, None))

    assert [Path(one.name).name for one in outcomes] == list("abcdefg")
    codes = [one.unreadable.code if one.unreadable else bool(one.report) for one in outcomes]
    assert codes == [True, "not-object", False, "syntax", True, "empty", False]
    assert [one.problem for one in outcomes if one.problem] == ["No such file or directory"] * 2


def test_the_report_is_that_of_a_check_in_the_same_process(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(CLEAN)
    (outcome,) = outcomes_of([Candidate("a", tmp_path / "a.json", folder=tmp_path)], None)
    assert outcome.report is not None
    assert to_tree(outcome.report) == to_tree(check(CLEAN))


@pytest.mark.timeout(20)
def test_files_that_cannot_be_read_are_told_without_any_child() -> None:
    (outcome,) = outcomes_of([Candidate("x", Path("/none/x"))], None)
    assert outcome.problem == "No such file or directory"


def test_overrides_of_a_ruleset_change_it_for_the_files_and_places_that_they_name(tmp_path: Path) -> None:
    ruleset = tmp_path / "rules.yaml"
    ruleset.write_text("""
rules:
  has-contact: {given: $.info, severity: error, then: {field: contact, function: truthy}}
  has-summary: {given: "$.paths[*][get]", severity: error, then: {field: summary, function: truthy}}
overrides:
  - files: ["legacy/*.yaml"]
    rules: {has-contact: off}
  - files: ["legacy/old.yaml#/paths/~1a", "legacy/older.yaml#/paths"]
    rules: {has-summary: hint}
""")
    paths = "paths:\n  /a: {get: {responses: {}}}\n  /b: {get: {responses: {}}}\n"
    (tmp_path / "legacy").mkdir()
    names = ["new.yaml", "legacy/old.yaml", "legacy/older.yaml"]
    for name in names:
        (tmp_path / name).write_text(f"openapi: 3.1.0\ninfo: {{}}\n{paths}")
    candidates = list(candidates_of([str(tmp_path / name) for name in names]))

    outcomes = list(outcomes_of(candidates, profile_from_file(ruleset)))

    assert [[(one.rule, str(one.severity)) for one in outcome.findings] for outcome in outcomes] == [
        [("has-contact", "error"), ("has-summary", "error"), ("has-summary", "error")],
        [("has-summary", "hint"), ("has-summary", "error")],
        [("has-summary", "hint"), ("has-summary", "hint")],
    ]
    assert [outcome.status("error") for outcome in outcomes] == [exits.FINDINGS, exits.FINDINGS, exits.CLEAN]
    assert outcomes[1].report is not None
    assert (outcomes[1].report.counts["error"], outcomes[1].report.counts["hint"]) == (1, 1)
