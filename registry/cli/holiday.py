"""`somana holiday`: import and list the public holidays that due dates leave out."""

import asyncio

import rich_click as click

from registry.cli import desk_files, output
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of
from registry.messages import text
from registry.usecases import holidays


@click.group(help=help_of("holiday", "somana holiday import catalog_seed/desk/holidays.yaml"))
@language_option
def holiday() -> None:
    """Do nothing: each command does its own."""


@holiday.command(name="import", help=help_of("holiday-import", "somana holiday import catalog_seed/desk/holidays.yaml"))
@click.argument("file", metavar="FILE")
@language_option
def import_file(file: str) -> None:
    """Make the days of a file the public holidays of their years: all of it or nothing."""
    source = desk_files.source_in(file)
    with desk_files.placed(file, source):
        rows = asyncio.run(desk_files.carried_out(lambda work: holidays.put(work, source.data)))
    output.say(text("command.desk.holidays", chosen(), count=len(rows)))


@holiday.command(name="list", help=help_of("holiday-list", "somana holiday list --format json"))
@output.format_option
@language_option
def list_all(form: str) -> None:
    """List the public holidays."""
    rows = asyncio.run(desk_files.carried_out(holidays.list_all))
    if form == "json":
        output.as_json([{"day": row.day, "names": row.names, "confirmed": row.confirmed} for row in rows])
        return
    for row in rows:
        output.say(f"{row.day}  {output.printable(row.names[chosen()])}")
