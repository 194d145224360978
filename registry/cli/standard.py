"""`somana standard`: list and show the standards, and put one."""

import asyncio

import rich_click as click

from registry.cli import output
from registry.cli.language import chosen, language_option
from registry.cli.reference_asked import Standards, asked
from registry.cli.reference_files import revision_option, told, tree_in, where
from registry.cli.wording import help_of, hint
from registry.domain.standards import StandardKind, StandardStatus
from registry.messages import text

KINDS = click.Choice([kind.value for kind in StandardKind])
STATUSES = click.Choice([status.value for status in StandardStatus])


@click.group(
    help=help_of("standard", "somana standard list --kind act", "somana standard show rfc-9457 > rfc-9457.yaml")
)
@language_option
def standard() -> None:
    """Do nothing: each command does its own."""


@standard.command(name="list", help=help_of("standard-list", "somana standard list --kind act --format json"))
@click.option("--component", multiple=True, metavar="KEY", help=hint("component"))
@click.option("--kind", multiple=True, type=KINDS, help=hint("standard-kind"))
@click.option("--status", multiple=True, type=STATUSES, help=hint("standard-status"))
@output.format_option
@where
def list_all(
    *,
    component: tuple[str, ...],
    kind: tuple[str, ...],
    status: tuple[str, ...],
    form: str,
    name: str | None,
    server: str | None,
) -> None:
    """List the standards."""
    filters = {"component": component, "kind": kind, "status": status}
    rows = asyncio.run(asked(Standards(), server, name).list_all(filters))
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        facts = (row["key"], row["code"] or "–", row["version"] or "–", row["titles"][chosen()])
        output.say(output.printable("  ".join(facts)))
    if not rows:
        output.tell(text("command.reference.no-standards", chosen()))


@standard.command(help=help_of("standard-show", "somana standard show act-egov-2019"))
@click.argument("key")
@output.format_option
@where
def show(*, key: str, form: str, name: str | None, server: str | None) -> None:
    """Write a standard as the file that `put` takes."""
    row = asyncio.run(asked(Standards(), server, name).show(key))
    if form == "json":
        output.as_json(row)
    else:
        output.say(told("standard", row))


@standard.command(help=help_of("standard-put", "somana standard put rfc-9457.yaml --revision 3"))
@click.argument("file", metavar="FILE|-")
@revision_option
@output.format_option
@where
def put(*, file: str, revision: int | None, form: str, name: str | None, server: str | None) -> None:
    """Enter a standard, or make what is said of it this."""
    row = asyncio.run(asked(Standards(), server, name).put(tree_in(file), revision))
    if form == "json":
        output.as_json(row)
    else:
        output.say(text("command.reference.put", chosen(), key=row["key"], number=row["revision"]))
