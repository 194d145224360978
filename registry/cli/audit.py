"""`somana audit`: verify that nothing on the record was changed, and note its end for later."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import FINDINGS, Stopped
from registry.cli.language import chosen, language_option
from registry.cli.trail_files import checkpoint_in, verified_file
from registry.cli.wording import help_of, hint
from registry.domain.actors import operator
from registry.domain.chain import Chain
from registry.messages import text
from registry.usecases import audit as usecases
from registry.usecases.work import Work, read

FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(help=help_of("audit", "somana audit verify", "somana audit checkpoint --output end.json"))
@language_option
def audit() -> None:
    """Do nothing: each command does its own."""


@audit.command(
    help=help_of(
        "audit-verify", "somana audit verify --checkpoint end.json", "somana audit verify audit.ndjson --format json"
    )
)
@click.argument("file", type=FILE, required=False, metavar="[FILE]")
@click.option("--from", "start", type=click.IntRange(1, usecases.NEWEST), default=1, help=hint("audit-from"))
@click.option("--checkpoint", type=FILE, metavar="FILE", help=hint("audit-checkpoint"))
@output.format_option
@language_option
def verify(file: Path | None, start: int, checkpoint: Path | None, form: str) -> None:
    """Say how much of the trail holds, and which entry is broken and how."""
    end = checkpoint_in(checkpoint) if checkpoint else None
    if file is not None:
        chain = verified_file(file, end)
    else:
        chain = _asked(lambda work: usecases.verify(work, start=start, checkpoint=end))
    if form == "json":
        output.as_json(_tree_of(chain))
    else:
        for line in _lines_of(chain):
            output.say(line)
    if chain.broken is not None:
        raise SystemExit(FINDINGS)


@audit.command(help=help_of("audit-checkpoint", "somana audit checkpoint --output end.json"))
@click.option(
    "--output", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=hint("audit-output")
)
@language_option
def checkpoint(file: Path | None) -> None:
    """Write the number and the hash of the last entry to a file, or to standard output."""
    end = asdict(_asked(usecases.head))
    if file is None:
        output.as_json(end)
        return
    try:
        file.write_text(json.dumps(end) + "\n", "utf-8")
    except OSError as problem:
        raise Stopped("file-unwritable", file=output.printable(str(file)), problem=problem.strerror) from problem
    output.say(text("command.audit.noted", chosen(), seq=end["seq"], file=output.printable(str(file))))


def _asked(question: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(_answered(question))


async def _answered(question: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    async with local.opened() as registry, read(registry.database, operator(), registry.check) as work:
        return await question(work)


def _tree_of(chain: Chain) -> dict[str, Any]:
    end = {"seq": chain.seq if chain.held else None, "hash": chain.hash if chain.held else None}
    held = {"held": chain.held, "from": chain.first, "to": chain.last, **end}
    broken = {"seq": chain.broken, "how": chain.how} if chain.how else None
    return {"holds": broken is None, **held, "broken": broken}


def _lines_of(chain: Chain) -> list[str]:
    lines = [text("command.audit.empty", chosen())]
    if chain.held:
        spans = {"first": chain.first, "last": chain.last, "hash": chain.hash}
        lines = [text("command.audit.held", chosen(), count=chain.held, **spans)]
    if chain.how is not None:
        lines.append(text(f"command.audit.broken-{chain.how}", chosen(), seq=chain.broken))
    return lines
