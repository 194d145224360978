"""`somana system`: confirm once a year that the contacts of a system are right."""

import asyncio
from typing import Any
from urllib.parse import quote

import rich_click as click

from registry.cli import local, output, remote
from registry.cli.language import chosen, language_option
from registry.cli.output import printable
from registry.cli.reference_files import where
from registry.cli.wording import help_of, hint
from registry.messages import text
from registry.usecases import freshness, systems
from registry.usecases.work import begin, read

Tree = dict[str, Any]


@click.group(help=help_of("system", "somana system confirm gepg --as amina"))
@language_option
def system() -> None:
    """Do nothing: each command does its own."""


@system.command(help=help_of("system-confirm", "somana system confirm gepg --as amina"))
@click.argument("key")
@click.option("--yes", is_flag=True, help=hint("system-yes"))
@output.format_option
@where
def confirm(*, key: str, yes: bool, form: str, name: str | None, server: str | None) -> None:
    """Show the contacts of a system, and confirm them as they were shown."""
    shown = _shown_remotely(server, key) if server else asyncio.run(_shown(key, name))
    if not yes:
        for contact in shown["contacts"]:
            facts = (text(f"states.contact.{contact['kind']}", chosen()), *_said(contact))
            click.echo(printable("  ".join(facts)), err=True)
        click.confirm(text("command.system.ask", chosen()), abort=True, err=True)
    seen = shown["revision"]
    row = _confirmed_remotely(server, key, seen) if server else asyncio.run(_confirmed(key, name, seen))
    if form == "json":
        output.as_json(row)
    else:
        output.say(text("command.system.confirmed", chosen(), key=printable(key), day=row["confirm_by"]))


def _said(contact: Tree) -> list[str]:
    return [str(contact[part]) for part in ("name", "email", "phone") if contact.get(part)]


async def _shown(key: str, name: str | None) -> Tree:
    async with local.opened() as registry:
        actor = await local.acting(registry, name)
        async with read(registry.database, actor, registry.check) as work:
            row = await systems.get(work, key)
            return {"contacts": row.contacts, "revision": row.revision}


async def _confirmed(key: str, name: str | None, seen: int) -> Tree:
    async with local.opened() as registry:
        actor = await local.acting(registry, name)
        async with begin(registry.database, actor, registry.check) as work:
            await freshness.confirm(work, key, seen)
            facts = await freshness.get(work, key)
        return {"system": key, "state": facts.state.value, "confirm_by": facts.confirm_by.isoformat()}


def _shown_remotely(server: str, key: str) -> Tree:
    remote.require_key()
    row: Tree = remote.get(server, _address(key), {})
    return row


def _confirmed_remotely(server: str, key: str, seen: int) -> Tree:
    address = _address(key)
    condition = {"If-Match": f'"{seen}-seen"'}
    remote.post(server, f"{address}/confirmations", b"{}", "application/json", condition)
    facts: Tree = remote.get(server, f"{address}/freshness", {})
    return {"system": key, "state": facts["state"], "confirm_by": facts["confirm_by"]}


def _address(key: str) -> str:
    return f"/api/v1/systems/{quote(key, safe='')}"
