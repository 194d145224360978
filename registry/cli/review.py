"""`somana review`: list the queue, take, hand over and share out requests."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import rich_click as click

from registry.cli import local, output
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.db.models import Review
from registry.domain.calendar import local_day
from registry.domain.lifecycle import Action
from registry.messages import text
from registry.usecases import desk, requests
from registry.usecases.desk import Filters
from registry.usecases.requests import Move
from registry.usecases.work import Work, begin

MOST = 200
acting_option = click.option("--as", "name", metavar="USER", help=hint("as"))


@click.group(help=help_of("review", "somana review list --reviewer nobody", "somana review balance"))
@language_option
def review() -> None:
    """Do nothing: each command does its own."""


@review.command(name="list", help=help_of("review-list", "somana review list --overdue"))
@click.option("--reviewer", metavar="USER|nobody", help=hint("reviewer"))
@click.option("--institution", multiple=True, metavar="KEY", help=hint("own-institution"))
@click.option("--overdue", is_flag=True, help=hint("overdue"))
@output.format_option
@acting_option
@language_option
def list_all(*, reviewer: str | None, institution: tuple[str, ...], overdue: bool, form: str, name: str | None) -> None:
    """List the requests under way, those that are due first in front."""

    async def listed(work: Work) -> list[dict[str, Any]]:
        day = local_day(work.now) if overdue else None
        filters = Filters(institutions=institution, reviewer=reviewer, overdue_on=day)
        return [_told(row) for row in (await desk.list_page(work, filters, after="", limit=MOST)).items]

    rows = _carried_out(name, listed)
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        kind, state = text(f"states.request.{row['kind']}", chosen()), text(f"states.state.{row['state']}", chosen())
        facts = (row["number"], row["due_on"] or "–", kind, row["subject"], state, row["reviewer"] or "–")
        output.say(output.printable("  ".join(facts)))


@review.command(help=help_of("review-take", "somana review take REV-000001-7 --as rehema"))
@click.argument("number")
@acting_option
@language_option
def take(number: str, name: str | None) -> None:
    """Take a request."""

    async def taken(work: Work) -> Review:
        seen = (await requests.get(work, number)).revision
        return await requests.advance(work, number, Move(Action.TAKE, seen))

    _say_whose(_carried_out(name, taken))


@review.command(name="hand-over", help=help_of("review-hand-over", "somana review hand-over REV-000001-7 juma"))
@click.argument("number")
@click.argument("reviewer")
@acting_option
@language_option
def hand_over(number: str, reviewer: str, name: str | None) -> None:
    """Give a request to another reviewer."""

    async def given(work: Work) -> Review:
        seen = (await requests.get(work, number)).revision
        return await desk.hand_over(work, number, {"to": reviewer}, seen)

    _say_whose(_carried_out(name, given))


@review.command(help=help_of("review-balance", "somana review balance"))
@acting_option
@language_option
def balance(name: str | None) -> None:
    """Share out what nobody has in hand."""
    given = _carried_out(name, desk.balance)
    for number, reviewer in given.items():
        output.say(f"{number}  {reviewer}")
    output.tell(text("command.desk.shared", chosen(), count=len(given)))


def _say_whose(row: Review) -> None:
    output.say(text("command.desk.in-hands", chosen(), number=row.number, name=row.reviewer))


def _told(row: Review) -> dict[str, Any]:
    due = row.due_on.isoformat() if row.due_on else None
    plain = {"number": row.number, "kind": row.kind.value, "subject": row.subject, "state": row.state.value}
    return {**plain, "due_on": due, "reviewer": row.reviewer, "institution": row.institution.key}


def _carried_out(name: str | None, deed: Callable[[Work], Awaitable[Any]]) -> Any:
    return asyncio.run(_done(name, deed))


async def _done(name: str | None, deed: Callable[[Work], Awaitable[Any]]) -> Any:
    async with local.opened() as registry:
        actor = await local.acting(registry, name)
        async with begin(registry.database, actor, registry.check) as work:
            return await deed(work)
