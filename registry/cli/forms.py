"""`--format NAME[=FILE]`: in which formats an answer is given, and where each goes."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from registry.cli import formats
from registry.cli.exits import Stopped
from registry.cli.language import chosen
from registry.cli.outcome import Manner, Outcome
from registry.cli.output import printable
from registry.frugal.values import value


@value
class Form:
    """A format, and the file that takes it; standard output where there is none."""

    name: str
    file: Path | None = None


def form_of(word: str) -> Form | None:
    """Return the form that `NAME` or `NAME=FILE` names, none where it is neither."""
    name, sign, file = word.partition("=")
    if name not in formats.names() or (sign and not file):
        return None
    return Form(name, Path(file) if file else None)


def deliver(outcomes: Sequence[Outcome], forms: Sequence[Form]) -> None:
    """Tell the outcomes in each of the forms; without any, in full on a terminal and else in a line a finding."""
    terminal = sys.stdout.isatty()
    for form in forms or (Form("pretty" if terminal else "concise"),):
        render = formats.render_of(form.name)
        if form.file is None:
            told = render(outcomes, Manner(chosen(), _is_coloured(terminal=terminal)))
            if told:
                sys.stdout.write(f"{told}\n")
                sys.stdout.flush()
        else:
            _write(form.file, render(outcomes, Manner(chosen())))


def _write(file: Path, told: str) -> None:
    try:
        file.write_text(f"{told}\n" if told else "", "utf-8", errors="backslashreplace")
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise Stopped("cannot-write", file=printable(str(file)), problem=why) from problem


def _is_coloured(*, terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return terminal or bool(os.environ.get("FORCE_COLOR"))
