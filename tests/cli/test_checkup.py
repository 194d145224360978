from pathlib import Path

import pytest

from registry.cli import exits
from registry.cli.checkup import status_of
from registry.cli.forms import Form

EMPTY = '{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {}}'


def test_documents_are_checked_and_the_outcome_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.json"
    file.write_text(EMPTY)
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules: {no-servers: {given: $, severity: warn, then: {field: servers, function: truthy}}}")
    assert status_of([str(file)], None, rules, [Form("concise")], "error") == exits.CLEAN
    assert "no-servers" in capsys.readouterr().out
    assert status_of([str(file)], None, rules, [Form("concise")], "warning") == exits.FINDINGS


def test_where_there_is_nothing_to_check_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(exits.Stopped, match="nothing-to-check"):
        status_of([str(tmp_path)], None, None, (), "error")
    (tmp_path / "list.json").write_text("[]")
    with pytest.raises(exits.Stopped, match="nothing-to-check"):
        status_of([str(tmp_path)], None, None, (), "error")
