"""`somana recheck`: check everything published again, or try a draft of a profile on it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.db.models import Recheck
from registry.domain.profiles import profile_reference_of
from registry.messages import text
from registry.usecases import rechecks
from registry.usecases.rechecking import Runner
from registry.usecases.work import Work, begin

FIELDS = ("id", "purpose", "profile", "profile_digest", "state", "total", "done", "failed", "asked_by")
MOMENTS = ("created_at", "started_at", "updated_at", "ended_at")

_as = click.option("--as", "name", metavar="USER", help=hint("as"))


@click.group(help=help_of("recheck", "somana recheck start tz-interop@1.1.0", "somana recheck run"))
@language_option
def recheck() -> None:
    """Do nothing: each command does its own."""


@recheck.command(help=help_of("recheck-run", "somana recheck run"))
@language_option
def run() -> None:
    """Carry out whatever waits, and whatever a process that is gone has left."""
    count = asyncio.run(_run())
    output.say(text("command.recheck.ended", chosen(), count=count))


@recheck.command(help=help_of("recheck-start", "somana recheck start tz-interop@1.1.0"))
@click.argument("reference", metavar="KEY@VERSION")
@output.format_option
@_as
@language_option
def start(reference: str, form: str, name: str | None) -> None:
    """Have a profile tried on everything that is published."""
    wanted = profile_reference_of(reference)
    if wanted is None or wanted.number is None:
        raise Stopped("profile-version", name=output.printable(reference))
    row, _ = _carried_out(name, lambda work: rechecks.start_trial(work, wanted.entry, str(wanted.number)))
    _tell(_tree_of(row), form)


@recheck.command(name="list", help=help_of("recheck-list", "somana recheck list --format json"))
@output.format_option
@_as
@language_option
def list_all(form: str, name: str | None) -> None:
    """List the re-checks, those that were asked for last in front."""
    rows = [_tree_of(row) for row in _carried_out(name, rechecks.list_all)]
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        output.say(_line(row))
    if not rows:
        output.tell(text("command.recheck.none", chosen()))


@recheck.command(help=help_of("recheck-show", "somana recheck show 0192f3c4-7b7e-7a51-9d2e-0d3b4c5a6f70"))
@click.argument("identity", metavar="ID", type=click.UUID)
@output.format_option
@_as
@language_option
def show(identity: UUID, form: str, name: str | None) -> None:
    """Show how far a re-check has got, and what it has found so far."""

    async def found(work: Work) -> dict[str, Any]:
        row = await rechecks.get(work, identity)
        summary = await rechecks.summary_of(work, row)
        counts = {"effects": summary.effects, "institutions": summary.institutions}
        return {**_tree_of(row), **counts, "rules": [one._asdict() for one in summary.rules]}

    _tell(_carried_out(name, found), form)


@recheck.command(help=help_of("recheck-stop", "somana recheck stop 0192f3c4-7b7e-7a51-9d2e-0d3b4c5a6f70"))
@click.argument("identity", metavar="ID", type=click.UUID)
@output.format_option
@_as
@language_option
def stop(identity: UUID, form: str, name: str | None) -> None:
    """Stop a re-check; what it has found stays."""
    _tell(_tree_of(_carried_out(name, lambda work: rechecks.stop(work, identity))), form)


async def _run() -> int:
    async with local.opened() as registry:
        return await Runner(registry.database, registry.check).run_all()


def _carried_out(name: str | None, deed: Callable[[Work], Awaitable[Any]]) -> Any:
    async def carried_out() -> Any:
        async with local.opened() as registry:
            actor = await local.acting(registry, name)
            async with begin(registry.database, actor, registry.check) as work:
                return await deed(work)

    return asyncio.run(carried_out())


def _tree_of(row: Recheck) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*FIELDS, *MOMENTS)}


def _tell(tree: dict[str, Any], form: str) -> None:
    if form == "json":
        output.as_json(tree)
        return
    output.say(_line(tree))
    for effect, count in tree.get("effects", {}).items():
        output.say(f"{count:>7}  {text(f'rechecks.effect.{effect}', chosen())}")
    for rule in tree.get("rules", ()):
        if rule["versions"]:
            output.say(f"{rule['versions']:>7}  {output.printable(rule['rule'])}")


def _line(row: dict[str, Any]) -> str:
    words = (text(f"rechecks.{part}.{row[part]}", chosen()) for part in ("purpose", "state"))
    return output.printable("  ".join((str(row["id"]), row["profile"], *words, f"{row['done']}/{row['total']}")))
