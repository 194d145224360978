"""`somana notice`: do what is done once a day, send the letters that wait, and say how many there are."""

import asyncio

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of
from registry.domain.actors import operator
from registry.mail import carrier_of
from registry.messages import text
from registry.usecases import daily, notices
from registry.usecases.posting import Postman
from registry.usecases.work import read


@click.group(help=help_of("notice", "somana notice remind", "somana notice send"))
@language_option
def notice() -> None:
    """Do nothing: each command does its own."""


@notice.command(help=help_of("notice-remind", "somana notice remind"))
@language_option
def remind() -> None:
    """Do what is done once a day."""

    async def done() -> None:
        async with local.opened() as registry:
            await daily.carry_out(registry.database, registry.check)

    asyncio.run(done())
    output.say(text("command.notice.reminded", chosen()))


@notice.command(help=help_of("notice-send", "somana notice send"))
@language_option
def send() -> None:
    """Send the letters that are due."""
    settings = local.settings()
    carrier = carrier_of(settings.mail)
    if carrier is None:
        raise Stopped("no-mail")

    async def sent() -> int:
        async with local.opened() as registry:
            return await Postman(registry.database, carrier, settings).send_due()

    output.say(text("command.notice.sent", chosen(), count=asyncio.run(sent())))


@notice.command(name="letters", help=help_of("notice-letters", "somana notice letters --format json"))
@output.format_option
@language_option
def letters(form: str) -> None:
    """Say how many letters wait, were sent and were given up."""

    async def counted() -> dict[str, int]:
        async with local.opened() as registry, read(registry.database, operator(), registry.check) as work:
            return {str(state): count for state, count in (await notices.letter_counts(work)).items()}

    counts = asyncio.run(counted())
    if form == "json":
        output.as_json(counts)
        return
    for state, count in counts.items():
        output.say(f"{count:>7}  {text(f'notices.letter.{state}', chosen())}")
