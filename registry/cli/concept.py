"""`somana concept`: list and show the concepts of the data dictionary, and put one."""

import asyncio

import rich_click as click

from registry.cli import output
from registry.cli.language import chosen, language_option
from registry.cli.reference_asked import Concepts, asked
from registry.cli.reference_files import revision_option, told, tree_in, where
from registry.cli.wording import help_of, hint
from registry.domain.concepts import Certainty, JsonType, PersonalData
from registry.messages import text

CATEGORIES = click.Choice([category.value for category in PersonalData])
TYPES = click.Choice([kind.value for kind in JsonType])
CERTAINTIES = click.Choice([certainty.value for certainty in Certainty])


@click.group(help=help_of("concept", "somana concept list --personal-data identifier", "somana concept show nin"))
@language_option
def concept() -> None:
    """Do nothing: each command does its own."""


@concept.command(name="list", help=help_of("concept-list", "somana concept list nida --personal-data identifier"))
@click.argument("words", nargs=-1)
@click.option("--personal-data", multiple=True, type=CATEGORIES, help=hint("personal-data"))
@click.option("--type", "kind", multiple=True, type=TYPES, help=hint("json-type"))
@click.option("--certainty", multiple=True, type=CERTAINTIES, help=hint("certainty"))
@output.format_option
@where
def list_all(
    *,
    words: tuple[str, ...],
    personal_data: tuple[str, ...],
    kind: tuple[str, ...],
    certainty: tuple[str, ...],
    form: str,
    name: str | None,
    server: str | None,
) -> None:
    """List the concepts."""
    filters = {"personal_data": personal_data, "type": kind, "certainty": certainty, "q": [" ".join(words)]}
    rows = asyncio.run(asked(Concepts(), server, name).list_all(filters))
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        facts = (f"{row['key']}@{row['version']}", row["type"], row["personal_data"], row["names"][chosen()])
        output.say(output.printable("  ".join(facts)))
    if not rows:
        output.tell(text("command.reference.no-concepts", chosen()))


@concept.command(help=help_of("concept-show", "somana concept show nin --format json"))
@click.argument("key")
@output.format_option
@where
def show(*, key: str, form: str, name: str | None, server: str | None) -> None:
    """Write a concept as the file that `put` takes."""
    row = asyncio.run(asked(Concepts(), server, name).show(key))
    if form == "json":
        output.as_json(row)
    else:
        output.say(told("concept", row))


@concept.command(help=help_of("concept-put", "somana concept put nin.yaml --as rashid"))
@click.argument("file", metavar="FILE|-")
@revision_option
@output.format_option
@where
def put(*, file: str, revision: int | None, form: str, name: str | None, server: str | None) -> None:
    """Enter a concept, or make what is said of it this."""
    row = asyncio.run(asked(Concepts(), server, name).put(tree_in(file), revision))
    if form == "json":
        output.as_json(row)
    else:
        output.say(text("command.reference.put", chosen(), key=row["key"], number=row["revision"]))
