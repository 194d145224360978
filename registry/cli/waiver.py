"""`somana waiver`: ask for waivers, list and decide them."""

import asyncio
from typing import Any

import rich_click as click

from registry.cli import output
from registry.cli.language import chosen, language_option
from registry.cli.output import printable
from registry.cli.reference_files import where
from registry.cli.waivers_asked import asked, end_overdue
from registry.cli.wording import help_of, hint
from registry.domain.waivers import WaiverAction, WaiverState
from registry.messages import text

STATES = click.Choice([state.value for state in WaiverState])


@click.group(
    help=help_of("waiver", "somana waiver list --status asked", "somana waiver grant WVR-000001-6 --as rehema")
)
@language_option
def waiver() -> None:
    """Do nothing: each command does its own."""


@waiver.command(
    help=help_of(
        "waiver-ask",
        "somana waiver ask gepg/bills@1.0.0 --rule server-without-tls --fingerprint 0f3a… "
        '--reason "TLS comes in June" --until 2027-06-30 --as amina',
    )
)
@click.argument("version")
@click.option("--rule", required=True, metavar="RULE", help=hint("waiver-rule"))
@click.option("--fingerprint", required=True, metavar="HEX", help=hint("waiver-fingerprint"))
@click.option("--reason", required=True, metavar="TEXT", help=hint("waiver-reason"))
@click.option("--until", required=True, metavar="DAY", help=hint("waiver-until"))
@click.option("--whole", is_flag=True, help=hint("waiver-whole"))
@click.option("--profile", metavar="KEY", help=hint("profile"))
@click.option("--renews", metavar="NUMBER", help=hint("waiver-renews"))
@output.format_option
@where
def ask(*, until: str, whole: bool, form: str, name: str | None, server: str | None, **given: str | None) -> None:
    """Ask for a waiver."""
    tree = {**given, "ends_on": until, "scope": "entry" if whole else "place"}
    row = asyncio.run(asked(server, name).ask(tree))
    told = {"number": row["number"], "rule": row["scope"]["rule"], "entry": row["scope"]["entry"]}
    _show(row, form, "asked", day=row["ends_on"], **told)


@waiver.command(name="list", help=help_of("waiver-list", "somana waiver list --ending --format json"))
@click.option("--status", type=STATES, help=hint("waiver-state"))
@click.option("--rule", metavar="RULE", help=hint("waiver-rule"))
@click.option("--institution", metavar="KEY", help=hint("waiver-institution"))
@click.option("--ending", is_flag=True, help=hint("waiver-ending"))
@output.format_option
@where
def list_all(
    *,
    status: str | None,
    rule: str | None,
    institution: str | None,
    ending: bool,
    form: str,
    name: str | None,
    server: str | None,
) -> None:
    """List the waivers."""
    filters = {"status": status, "rule": rule, "institution": institution, "ending": "true" if ending else None}
    rows = asyncio.run(asked(server, name).list_all(filters))
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        state = text(f"states.state.{row['state']}", chosen())
        scope = row["scope"]
        place = "*" if scope["pointer"] is None else scope["pointer"] or "/"
        facts = (row["number"], state, row["ends_on"], scope["rule"], scope["entry"], place, row["asked_by"])
        output.say(printable("  ".join(facts)))
    if not rows:
        output.tell(text("waivers.command.none", chosen()))


@waiver.command(help=help_of("waiver-grant", "somana waiver grant WVR-000001-6 --as rehema"))
@click.argument("number")
@click.option("--reason", metavar="TEXT", help=hint("waiver-reason"))
@output.format_option
@where
def grant(*, number: str, **given: Any) -> None:
    """Grant a waiver."""
    _decide(number, WaiverAction.GRANT, **given)


@waiver.command(help=help_of("waiver-refuse", 'somana waiver refuse WVR-000001-6 --reason "TLS is ready" --as rehema'))
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help=hint("waiver-reason"))
@output.format_option
@where
def refuse(*, number: str, **given: Any) -> None:
    """Refuse a waiver."""
    _decide(number, WaiverAction.REFUSE, **given)


@waiver.command(help=help_of("waiver-withdraw", "somana waiver withdraw WVR-000001-6 --as amina"))
@click.argument("number")
@click.option("--reason", metavar="TEXT", help=hint("waiver-reason"))
@output.format_option
@where
def withdraw(*, number: str, **given: Any) -> None:
    """Withdraw a waiver."""
    _decide(number, WaiverAction.WITHDRAW, **given)


@waiver.command(help=help_of("waiver-end", "somana waiver end"))
@click.option("--as", "name", metavar="USER", help=hint("as"))
@language_option
def end(name: str | None) -> None:
    """Tell both sides of the waivers that are over."""
    output.say(text("waivers.command.ended", chosen(), count=asyncio.run(end_overdue(name))))


def _decide(
    number: str, action: WaiverAction, *, reason: str | None, form: str, name: str | None, server: str | None
) -> None:
    row = asyncio.run(asked(server, name).decide(number, action, reason))
    _show(row, form, "decided", number=row["number"], state=text(f"states.state.{row['state']}", chosen()))


def _show(row: dict[str, Any], form: str, said: str, **told: str) -> None:
    if form == "json":
        output.as_json(row)
    else:
        output.say(printable(text(f"waivers.command.{said}", chosen(), **told)))
