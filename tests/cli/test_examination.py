from pathlib import Path

import pytest
from factories import document

from registry.cli.candidates import Candidate, candidates_of
from registry.cli.examination import outcomes_of
from registry.validators.checking import check
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
