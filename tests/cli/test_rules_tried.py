from pathlib import Path

import pytest
from cards import SECURITY, written_to

from registry.cli import rules_tried
from registry.cli.rules_tried import problems_in

GOOD = 'servers: [{url: "https://a.example"}]'


def test_examples_are_tried_in_a_process_of_their_own(tmp_path: Path) -> None:
    assert problems_in(written_to(tmp_path) / "ruleset.yaml") == []
    bad = SECURITY.replace(GOOD, GOOD.replace("https", "http"))
    (problem,) = problems_in(written_to(tmp_path / "b", security=bad) / "ruleset.yaml")
    assert (problem.code, problem.file, problem.rule) == ("example-flagged", "security.yaml", "server-over-http")
    assert problem.values["line"] == 4


def test_examples_that_take_too_long_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_tried, "WALL_SECONDS", 0)
    (problem,) = problems_in(written_to(tmp_path) / "ruleset.yaml")
    assert problem.code == "examples-unfinished"
    assert problem.values == {"problem": "The time for the check ran out."}
