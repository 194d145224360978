"""`somana import`: import institutions and systems from a file."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import rich_click as click

from registry.cli import exits, output
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.domain.imports import ImportRefused, RowKind
from registry.messages import text
from registry.usecases.import_columns import template as template_of
from registry.usecases.import_files import LARGEST
from registry.usecases.imports import Importer, Options

MOST_LINES = 100
"""How many rows are told as text; the list has them all."""
KINDS = {"institutions": RowKind.INSTITUTION, "systems": RowKind.SYSTEM}


@dataclass(frozen=True, slots=True)
class Order:
    """What is imported, how, in whose name, and where every outcome is written."""

    content: bytes
    options: Options
    name: str | None
    list_file: Path | None


@click.command(
    name="import",
    help=help_of(
        "import",
        "somana import --template systems",
        "somana import systems.csv --dry-run",
        "SOMANA_KEY=som_… somana import systems.csv --server https://somana.example",
    ),
)
@click.argument("file", metavar="FILE|-", required=False)
@click.option("--template", type=click.Choice([*KINDS]), help=hint("template"))
@click.option("--dry-run", is_flag=True, help=hint("dry-run"))
@click.option("--overwrite", is_flag=True, help=hint("overwrite"))
@click.option("--atomic", is_flag=True, help=hint("atomic"))
@click.option("--list", "list_file", type=click.Path(path_type=Path), metavar="FILE", help=hint("list"))
@click.option("--as", "name", metavar="USER", help=hint("as"))
@click.option("--server", metavar="URL", envvar="SOMANA_SERVER", help=hint("server"))
@output.format_option
@language_option
def importing(*, file: str | None, template: str | None, form: str, server: str | None, **given: Any) -> None:
    """Import a file, or print a template of one."""
    if template is not None:
        output.say(template_of(KINDS[template], chosen()).removesuffix("\r\n"))
        return
    if file is None:
        raise click.UsageError(text("command.import.no-file", chosen()))
    options = Options(given["dry_run"], given["overwrite"], given["atomic"])
    order = Order(_content_of(file), options, given["name"], given["list_file"])
    answer = _remote(server, order) if server else asyncio.run(_local(order))
    if form == "json":
        output.as_json(answer)
    else:
        for line in _lines(file, answer):
            output.say(line)
    sys.exit(exits.FINDINGS if answer["counts"]["refused"] else exits.CLEAN)


def _content_of(file: str) -> bytes:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(LARGEST + 1)
    except OSError as problem:
        raise exits.Stopped("file", name=output.printable(file), problem=problem.strerror) from problem
    if len(content) > LARGEST:
        raise ImportRefused("too-large", 1)
    return content


async def _local(order: Order) -> dict[str, Any]:
    from registry.cli import local

    async with local.opened() as registry:
        actor = await local.acting(registry, order.name)
        with _listing(order.list_file) as write:
            importer = Importer(registry.database, actor, registry.check, tell=lambda one: write(one.tree(chosen())))
            answer = await importer.run(order.content, order.options)
    return {
        "taken_as": answer.taken_as,
        "stored": answer.kept,
        "rows": answer.rows,
        "counts": {str(name): count for name, count in answer.counts.items()},
        "results": [outcome.tree(chosen()) for outcome in answer.outcomes],
    }


def _remote(server: str, order: Order) -> dict[str, Any]:
    from registry.cli import remote

    remote.require_key()
    options = order.options
    chosen_options = {"dry_run": options.dry_run, "overwrite": options.overwrite, "atomic": options.atomic}
    query = urlencode({name: "true" for name, wanted in chosen_options.items() if wanted})
    path = f"/api/v1/imports{'?' if query else ''}{query}"
    answer: dict[str, Any] = remote.post(server, path, order.content, "application/octet-stream")
    with _listing(order.list_file) as write:
        for row in answer["results"]:
            write(row)
    return answer


@contextmanager
def _listing(path: Path | None) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Give what writes one outcome as a line of JSON to the list, where one is wanted."""
    if path is None:
        yield lambda _tree: None
        return
    try:
        with path.open("w", encoding="utf-8") as file:
            yield lambda tree: print(json.dumps(tree, ensure_ascii=False), file=file)
    except OSError as problem:
        raise exits.Stopped("file", name=output.printable(str(path)), problem=problem.strerror) from problem


def _lines(file: str, answer: dict[str, Any]) -> Iterator[str]:
    told = [row for row in answer["results"] if row["result"] != "unchanged"]
    for row in told[:MOST_LINES]:
        yield output.printable(f"{file}:{row['line']}: {_sentence_of(row)}")
    more = answer["counts"]["created"] + answer["counts"]["changed"] + answer["counts"]["refused"] - MOST_LINES
    if more > 0:
        yield text("command.import.more", chosen(), count=more)
    taken = answer["taken_as"]
    yield text("command.import.taken", chosen(), file=output.printable(file), how=", ".join(taken.values()))
    yield text(f"command.import.{'stored' if answer['stored'] else 'tried'}", chosen(), **answer["counts"])


def _sentence_of(row: dict[str, Any]) -> str:
    said = text(f"imports.results.{row['result']}", chosen())
    reasons = "; ".join(f"{one['field']}: {one['detail']} ({one['code']})" for one in row["errors"])
    parts = (said, row["key"], reasons or ", ".join(row["fields"]))
    return " ".join(part for part in parts if part)
