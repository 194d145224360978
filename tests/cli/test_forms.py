import io
import sys
from pathlib import Path

import pytest
import rich_click as click
from outcomes import WARNED, finding, outcome

from registry.cli import formats
from registry.cli.exits import Stopped
from registry.cli.forms import Form, FormType, deliver
from registry.cli.outcome import Manner


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMANA_LANG", "en")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_every_module_of_the_folder_is_a_format() -> None:
    wanted = "concise github gitlab json junit markdown pretty sarif spectral-json"
    assert " ".join(formats.names()) == wanted
    assert all(formats.render_of(name)([], Manner("en")) is not None for name in formats.names())


def test_a_word_names_a_format_and_perhaps_a_file() -> None:
    kind = FormType()
    assert kind.convert("sarif", None, None) == Form("sarif")
    assert kind.convert("sarif=a=b.json", None, None) == Form("sarif", Path("a=b.json"))
    assert kind.convert(Form("json"), None, None) == Form("json")
    for word in ("text", "sarif=", "", "=a", "spectral_json"):
        with pytest.raises(click.BadParameter, match="concise"):
            kind.convert(word, None, None)


def test_without_a_format_a_terminal_gets_the_lines_and_a_pipe_a_line_a_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = outcome(finding(), lines={2: "abcdef"})
    deliver([one], [])
    assert "     2 | abcdef" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    deliver([one], [])
    assert "\x1b[31;1m^^^" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    deliver([one], [])
    assert "\x1b" not in capsys.readouterr().out


def test_colours_can_be_forced(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    deliver([outcome(finding())], [Form("pretty")])
    assert "\x1b[31;1merror" in capsys.readouterr().out


def test_a_file_takes_its_format_without_colours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    deliver([WARNED], [Form("pretty", tmp_path / "a.txt"), Form("json", tmp_path / "a.json")])
    assert capsys.readouterr().out == ""
    assert "\x1b" not in (tmp_path / "a.txt").read_text("utf-8")
    assert (tmp_path / "a.json").read_text("utf-8").endswith("}\n")


def test_a_file_that_cannot_be_written_stops_the_command(tmp_path: Path) -> None:
    with pytest.raises(Stopped) as stopped:
        deliver([WARNED], [Form("json", tmp_path / "none" / "a.json")])
    assert stopped.value.status == 2
    assert "cannot be written (No such file or directory)" in stopped.value.sentence("en")


def test_a_name_that_is_no_text_is_written_all_the_same(tmp_path: Path) -> None:
    deliver([outcome(finding(), name="b\udcff.yaml")], [Form(name, tmp_path / name) for name in formats.names()])
    for name in formats.names():
        assert (tmp_path / name).read_text("utf-8")


def test_nothing_to_tell_is_an_empty_answer(tmp_path: Path) -> None:
    deliver([outcome(fine="pass")], [Form("github", tmp_path / "a")])
    assert (tmp_path / "a").read_text("utf-8") == ""


def test_standard_output_may_be_no_terminal_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.StringIO()
    monkeypatch.setattr(sys, "stdout", told)
    deliver([outcome(finding())], [])
    assert told.getvalue().startswith("a.yaml:2:3: error")
