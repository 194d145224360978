"""`somana synonym`: list and show the groups of names that mean the same, put one and remove one."""

import asyncio

import rich_click as click

from registry.cli import output
from registry.cli.language import chosen, language_option
from registry.cli.reference_asked import Synonyms, asked
from registry.cli.reference_files import revision_option, told, tree_in, where
from registry.cli.wording import help_of, hint
from registry.domain.synonyms import SynonymKind
from registry.messages import text

KINDS = click.Choice([kind.value for kind in SynonymKind])


@click.group(help=help_of("synonym", "somana synonym list nida", "somana synonym show ict > ict.yaml"))
@language_option
def synonym() -> None:
    """Do nothing: each command does its own."""


@synonym.command(name="list", help=help_of("synonym-list", "somana synonym list kodi --kind acronym"))
@click.argument("words", nargs=-1)
@click.option("--kind", multiple=True, type=KINDS, help=hint("synonym-kind"))
@output.format_option
@where
def list_all(*, words: tuple[str, ...], kind: tuple[str, ...], form: str, name: str | None, server: str | None) -> None:
    """List the groups."""
    rows = asyncio.run(asked(Synonyms(), server, name).list_all({"kind": kind, "q": [" ".join(words)]}))
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        names = [*row["names"].get("sw", ()), *row["names"].get("en", ())]
        output.say(output.printable("  ".join((row["key"], row["kind"], ", ".join(names)))))
    if not rows:
        output.tell(text("command.reference.no-synonyms", chosen()))


@synonym.command(help=help_of("synonym-show", "somana synonym show ict --format json"))
@click.argument("key")
@output.format_option
@where
def show(*, key: str, form: str, name: str | None, server: str | None) -> None:
    """Write a group as the file that `put` takes."""
    row = asyncio.run(asked(Synonyms(), server, name).show(key))
    if form == "json":
        output.as_json(row)
    else:
        output.say(told("synonym", row))


@synonym.command(help=help_of("synonym-put", "somana synonym put ict.yaml --revision 3"))
@click.argument("file", metavar="FILE|-")
@revision_option
@output.format_option
@where
def put(*, file: str, revision: int | None, form: str, name: str | None, server: str | None) -> None:
    """Enter a group, or make it this."""
    row = asyncio.run(asked(Synonyms(), server, name).put(tree_in(file), revision))
    if form == "json":
        output.as_json(row)
    else:
        output.say(text("command.reference.put", chosen(), key=row["key"], number=row["revision"]))


@synonym.command(help=help_of("synonym-remove", "somana synonym remove ict --revision 3"))
@click.argument("key")
@revision_option
@where
def remove(*, key: str, revision: int | None, name: str | None, server: str | None) -> None:
    """Take a group away."""
    asyncio.run(asked(Synonyms(), server, name).remove(key, revision))
    output.say(text("command.reference.removed", chosen(), key=output.printable(key)))
