"""`--format NAME[=FILE]`: in which formats an answer is given, and where each goes."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import rich_click as click

from registry.cli import formats
from registry.cli.exits import Stopped
from registry.cli.language import chosen
from registry.cli.outcome import Manner, Outcome
from registry.cli.output import printable
from registry.domain.values import value


@value
class Form:
    """A format, and the file that takes it; standard output where there is none."""

    name: str
    file: Path | None = None


class FormType(click.ParamType):  # type: ignore[type-arg] # it takes none at run time
    """The words `NAME` and `NAME=FILE`."""

    name = "form"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Form:
        """Return the form that a word names."""
        if isinstance(value, Form):
            return value
        name, sign, file = str(value).partition("=")
        if name not in formats.names() or (sign and not file):
            self.fail(f"{value!r}: {', '.join(formats.names())}", param, ctx)
        return Form(name, Path(file) if file else None)


def deliver(outcomes: Sequence[Outcome], forms: Sequence[Form]) -> None:
    """Tell the outcomes in each of the forms; without any, in full on a terminal and else in a line a finding."""
    terminal = sys.stdout.isatty()
    for form in forms or (Form("pretty" if terminal else "concise"),):
        render = formats.render_of(form.name)
        if form.file is None:
            told = render(outcomes, Manner(chosen(), _is_coloured(terminal=terminal)))
            if told:
                click.echo(told, color=True)
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
