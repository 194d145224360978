"""`somana search`: find institutions, systems, apis, operations and schemas."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import rich_click as click

from registry.cli import output
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.messages import Language, text

MOST = 200


@click.command(
    help=help_of(
        "search",
        "somana search kitambulisho cha taifa",
        "somana search bill --kind api --institution mof",
        "somana search tin --server https://somana.example --format json",
    )
)
@click.argument("words", nargs=-1)
@click.option("--kind", multiple=True, metavar="KIND", help=hint("kind"))
@click.option("--institution", multiple=True, metavar="KEY", help=hint("of-institution"))
@click.option("--sector", multiple=True, metavar="SECTOR", help=hint("sector"))
@click.option("--state", multiple=True, metavar="STATE", help=hint("state"))
@click.option("--channel", multiple=True, metavar="CHANNEL", help=hint("channel"))
@click.option("--institution-kind", multiple=True, metavar="KIND", help=hint("institution-kind"))
@click.option("--conformity", multiple=True, metavar="RESULT", help=hint("conformity"))
@click.option("--standard", multiple=True, metavar="KEY", help=hint("checked-against"))
@click.option("--language", multiple=True, metavar="sw|en", help=hint("described-in"))
@click.option("--personal-data", multiple=True, metavar="yes|no", help=hint("holds-personal-data"))
@click.option("--exact", is_flag=True, help=hint("exact"))
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True, help=hint("limit"))
@click.option("--as", "name", metavar="USER", help=hint("as"))
@click.option("--server", metavar="URL", envvar="SOMANA_SERVER", help=hint("server"))
@output.format_option
@language_option
def search(
    *,
    words: Sequence[str],
    exact: bool,
    limit: int,
    name: str | None,
    server: str | None,
    form: str,
    **facets: Sequence[str],
) -> None:
    """Find things in the catalogue."""
    query = " ".join(words)
    if server:
        answer = _remote(server, query, limit, {**facets, "exact": ["true"] if exact else []})
    else:
        answer = _local(query, limit, facets, name, exact=exact)
    if form == "json":
        output.as_json(answer)
        return
    for line in _lines(answer, chosen()):
        output.say(line)


def _remote(server: str, query: str, limit: int, facets: dict[str, Sequence[str]]) -> dict[str, Any]:
    from registry.cli import remote

    given = {name: values for name, values in facets.items() if values}
    answer: dict[str, Any] = remote.get(server, "/api/v1/search", {"q": query, "limit": limit, **given})
    return answer


def _local(
    query: str, limit: int, facets: dict[str, Sequence[str]], name: str | None, *, exact: bool
) -> dict[str, Any]:
    from registry.cli.finding import found

    return asyncio.run(found(query, limit, facets, name, exact=exact))


def _lines(answer: dict[str, Any], language: Language) -> Iterator[str]:
    for item in answer["items"]:
        kind = click.style(item["kind"], bold=True)
        facts = ", ".join(output.printable(word) for word in (item["institution"], item["state"]) if word)
        yield f"{kind} {output.printable(item['name'])} ({facts})"
        yield f"    {output.printable(item['title'][language])}"
        if summary := output.printable(item["summary"][language]):
            yield f"    {summary}"
    for typed, meant in answer["repaired"].items():
        yield text("suggesting.repaired-word", language, typed=output.printable(typed), meant=output.printable(meant))
    key = "command.search.found" if answer["items"] else "command.search.nothing"
    total = answer["page"]["total"]
    if answer["items"] and answer["estimated"]:
        key = "command.search.found-more"
    yield text(key, language, shown=len(answer["items"]), total=total)
    if answer["partial"]:
        yield text("pages.search.partial", language)
