import json
import sys
import threading

import pytest

from registry.cli import output


def test_json_keeps_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    output.as_json({"jina": "Ng'ombe — é"})
    shown = capsys.readouterr().out
    assert "é" in shown
    assert json.loads(shown) == {"jina": "Ng'ombe — é"}


def test_a_line_cannot_steer_a_terminal() -> None:
    assert output.printable("a\x1b[31m\x9b\tb\u202e") == "a\ufffd[31m\ufffd b\ufffd"


def test_progress_that_nobody_watches_is_a_line_a_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    with output.progress() as advance:
        for done in range(101):
            advance("x", done, 100)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 10


def test_progress_on_a_terminal_is_a_bar_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with output.progress() as advance:
        advance("[bold]x", 1, 2)
        output.say("answer")
    assert capsys.readouterr().out == "answer\n"


def test_progress_of_work_that_forks_is_one_line_that_goes_away_and_no_thread(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    before = threading.active_count()
    with output.progress_if(long=True) as advance:
        advance("a\x1b[31m.yaml", 1, 2)
        assert threading.active_count() == before
    assert capsys.readouterr() == ("", "\r\x1b[2K1/2 a\ufffd[31m.yaml\r\x1b[2K")


def test_short_work_shows_no_progress(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with output.progress_if(long=False) as advance:
        advance("x", 1, 2)
    assert capsys.readouterr().err == ""


def test_colour_is_left_out_where_that_is_wished(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    output.say("\x1b[31mred\x1b[0m")
    assert capsys.readouterr().out == "red\n"
