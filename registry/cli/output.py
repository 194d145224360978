"""Text for people on standard output, JSON for programs, and everything else on standard error."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from registry.messages import Language

Function = TypeVar("Function", bound=Callable[..., Any])
Advance = Callable[[str, int, int], None]
"""Say how far long work has got: what it is at, how much is done, how much there is in all."""
_CLEARED: Final = "\r\x1b[2K"


def format_option(function: Function) -> Function:
    """Add `--format text|json` to a command, as `form`."""
    import rich_click as click

    from registry.cli.wording import hint

    choice = click.Choice(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help=hint("format"))(
        function
    )


def say(line: str) -> None:
    """Print a line of the answer."""
    _echo(line)


def tell(line: str) -> None:
    """Print a line about the work itself."""
    _echo(line, err=True)


def as_json(tree: Any) -> None:
    """Print the answer as one JSON document."""
    _echo(json.dumps(tree, ensure_ascii=False, indent=2, default=str))


def printable(line: str) -> str:
    """Return a line that cannot steer a terminal, whatever a stranger wrote in it."""
    return "".join(c if c.isprintable() else " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in line)


def place_line(problem: Mapping[str, Any], language: Language) -> str:
    """Say in one line where something is wrong with a ruleset, and what: the tree of a problem, or a server's."""
    rule = f" {problem['rule']}" if problem.get("rule") else ""
    place = ":".join(str(problem.get(part)) for part in ("file", "line", "column"))
    return printable(f"{place}: {problem.get('reason')}{rule}: {(problem.get('message') or {}).get(language)}")


def problem_line(problem: Mapping[str, Any], language: Language) -> str:
    """Say in one line where something is wrong with a folder that is to be loaded, and what."""
    place = ":".join(str(problem[part]) for part in ("file", "line", "column"))
    rule = f"{problem['rule']}: " if problem["rule"] else ""
    return printable(f"{place}: {rule}{problem['message'][language]} ({problem['reason']})")


@contextmanager
def progress_if(*, long: bool) -> Iterator[Advance]:
    """Show how far work has got where it is long and the terminal is free for it; without a thread, so it may fork."""
    if not long or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _what, _done, _total: None
        return
    try:
        yield lambda what, done, total: _echo(f"{_CLEARED}{done}/{total} {printable(what)}", nl=False, err=True)
    finally:
        _echo(_CLEARED, nl=False, err=True)


@contextmanager
def progress() -> Iterator[Advance]:
    """Show how far long work has got: a bar on a terminal, else a line for each kind of thing that is done."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    # Rich would move what is printed on standard output to its own stream; answers stay where they are.
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as shown:
        task = shown.add_task("", total=None)
        yield lambda what, done, total: shown.update(
            task, description=what.replace("[", r"\["), completed=done, total=total
        )


def _lines() -> Advance:
    told = 0

    def advance(what: str, done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // max(total, 1)
        if tenth != told:
            told = tenth
            tell(f"{done}/{total} {what}")

    return advance


def _echo(line: str, *, nl: bool = True, err: bool = False) -> None:
    # A check that says nothing but what its formats write has no need of it.
    import rich_click as click

    click.echo(line, nl=nl, err=err, color=False if os.environ.get("NO_COLOR") else None)
