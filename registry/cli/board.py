"""`somana board`: how every institution stands, what is known of them, and keeping the day."""

import asyncio
import csv
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.domain.actors import ANONYMOUS, operator
from registry.domain.errors import FieldsInvalid, NotFound
from registry.messages import Language, text
from registry.usecases import board as usecases
from registry.usecases import board_told
from registry.usecases.board import Filters
from registry.usecases.work import Work, begin, read

COLUMNS = ("institution", "count", "source", "counted_on")
LONGEST = 5 * 1024 * 1024


@click.group(
    invoke_without_command=True,
    help=help_of("board", "somana board", "somana board --institution nida --format json", "somana board keep"),
)
@click.option("--institution", "keys", multiple=True, metavar="KEY", help=hint("of-institution"))
@click.option("--as", "name", metavar="USER", help=hint("as"))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help=hint("format"))
@language_option
@click.pass_context
def board(context: click.Context, *, keys: tuple[str, ...], name: str | None, form: str) -> None:
    """Show how institutions stand."""
    if context.invoked_subcommand is not None:
        return
    shown = asyncio.run(_shown(keys, name))
    if form == "json":
        output.as_json(board_told.tree_of(shown))
    elif form == "csv":
        click.echo(board_told.table(shown), nl=False)
    else:
        for line in _lines(shown, chosen()):
            output.say(line)


@board.command(help=help_of("board-keep", "somana board keep"))
@language_option
def keep() -> None:
    """Keep how every institution stands today."""
    is_new = _carry_out(usecases.keep_day)
    output.say(text("command.board.kept" if is_new else "command.board.kept-already", chosen()))


@board.command(help=help_of("board-known", "somana board known known.csv"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
def known(file: Path) -> None:
    """Record how many systems institutions are known to have, from a table: every row, or none."""
    rows = list(_rows(file))

    async def record(work: Work) -> None:
        for number, (key, tree) in rows:
            try:
                await usecases.record_known(work, key, tree)
            except (FieldsInvalid, NotFound) as problem:
                reason = problem.errors[0].sentence(chosen()) if isinstance(problem, FieldsInvalid) else key
                raise Stopped("board-row", row=number, reason=reason) from problem

    _carry_out(record)
    output.say(text("command.board.recorded", chosen(), count=len(rows)))


def _rows(file: Path) -> Iterator[tuple[int, tuple[str, dict[str, Any]]]]:
    """Yield the rows of a table with their numbers; stop where it is none, or has other columns."""
    if file.stat().st_size > LONGEST:
        raise Stopped("board-columns", columns=", ".join(COLUMNS))
    try:
        content = file.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Stopped("board-columns", columns=", ".join(COLUMNS)) from problem
    table = csv.DictReader(content.splitlines(), strict=True)
    if tuple(table.fieldnames or ()) != COLUMNS:
        raise Stopped("board-columns", columns=", ".join(COLUMNS))
    for row in table:
        count = row["count"] or ""
        number = int(count) if count.isascii() and count.isdigit() and len(count) < 7 else count  # noqa: PLR2004 no institution has more
        yield table.line_num, (row["institution"] or "", {**{name: row[name] for name in COLUMNS[2:]}, "count": number})


async def _shown(keys: tuple[str, ...], name: str | None) -> usecases.Board:
    async with local.opened() as registry:
        actor = await local.acting(registry, name) if name else ANONYMOUS
        async with read(registry.database, actor, registry.check) as work:
            return await usecases.read(work, Filters(institutions=keys))


def _carry_out(deed: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    async def carried_out() -> Any:
        async with local.opened() as registry, begin(registry.database, operator(), registry.check) as work:
            return await deed(work)

    return asyncio.run(carried_out())


def _lines(shown: usecases.Board, language: Language) -> Iterator[str]:
    for line in [*sorted(shown.lines, key=lambda one: (-one.backlog, one.key)), shown.total]:
        told = board_told.told(line, shown.day)
        name = output.printable(line.key) or text("command.board.all", language)
        counted = ", ".join(
            f"{text(f'board.figure.{figure}', language)} {count}" for figure, count in told["figures"].items() if count
        )
        known = text("board.page.not-recorded", language) if line.known is None else str(line.known)
        yield f"{name}: {text('board.page.known', language)} {known}{', ' if counted else ''}{counted}"
        if line.key:
            for todo in line.todo:
                yield f"    {text(f'board.step.{todo.name}', language, count=todo.count)}"
