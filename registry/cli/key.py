"""`somana key`: the API keys of an institution."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from uuid import UUID

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.db.models import ApiKey
from registry.domain.actors import Scope
from registry.messages import text
from registry.usecases import keys
from registry.usecases.work import Work, begin

SCOPES = click.Choice([scope.value for scope in Scope])


@click.group(help=help_of("key", "somana key create asha --scope entries:read --scope entries:write"))
@language_option
def key() -> None:
    """Do nothing: each command does its own."""


@key.command(help=help_of("key-create", "somana key create asha --label ci --scope entries:write --days 30"))
@click.argument("user")
@click.option("--label", default="somana", show_default=True, metavar="TEXT", help=hint("label"))
@click.option("--scope", "scopes", multiple=True, required=True, type=SCOPES, help=hint("scope"))
@click.option("--days", type=click.IntRange(1, 365), default=keys.DEFAULT_DAYS, show_default=True, help=hint("days"))
@output.format_option
@language_option
def create(user: str, label: str, scopes: Sequence[str], days: int, form: str) -> None:
    """Make a key for somebody with an account."""
    tree = {"name": label, "scopes": list(scopes), "days": days}
    row, secret = _carry_out(user, lambda work: keys.create(work, tree))
    if form == "json":
        output.as_json({**_tree_of(row), "secret": secret})
        return
    output.say(secret)
    until = row.expires_at.date().isoformat()
    output.tell(text("command.key.created", chosen(), user=user, scopes=", ".join(row.scopes), until=until))


@key.command(name="list", help=help_of("key-list", "somana key list asha"))
@click.argument("user")
@output.format_option
@language_option
def list_all(user: str, form: str) -> None:
    """List the keys that somebody may manage."""
    rows = [_tree_of(row) for row in _carry_out(user, keys.list_all)]
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        revoked = f"  {text('command.key.is-revoked', chosen())}" if row["revoked_at"] else ""
        facts = f"{row['owner']}  {', '.join(row['scopes'])}  {row['expires_at'].date()}"
        output.say(f"{row['id']}  {row['prefix']}…  {output.printable(row['name'])}  {facts}{revoked}")


@key.command(help=help_of("key-revoke", "somana key revoke asha 0192f3c4-7b7e-7a51-9d2e-0d3b4c5a6f70"))
@click.argument("user")
@click.argument("key_id", metavar="ID", type=click.UUID)
@language_option
def revoke(user: str, key_id: UUID) -> None:
    """Make a key useless at once."""
    row = _carry_out(user, lambda work: keys.revoke(work, key_id))
    output.say(text("command.key.revoked", chosen(), prefix=row.prefix))


def _carry_out(user: str, deed: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(_carried_out(user, deed))


async def _carried_out(user: str, deed: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    async with local.opened() as registry:
        actor = await local.acting(registry, user)
        if actor.institution is None:
            raise Stopped("no-institution", name=user)
        async with begin(registry.database, actor, registry.check) as work:
            return await deed(work)


def _tree_of(row: ApiKey) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "prefix": row.prefix,
        "owner": row.user.name,
        "institution": row.institution.key,
        "scopes": row.scopes,
        "expires_at": row.expires_at,
        "last_used_at": row.last_used_at,
        "revoked_at": row.revoked_at,
    }
