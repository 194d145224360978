"""`somana user`: make accounts, and change what they may do."""

import asyncio
import secrets
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.db.models import User
from registry.domain.actors import Role, operator
from registry.messages import text
from registry.usecases import accounts
from registry.usecases.work import Work, begin

ROLES: Final = click.Choice([role.value for role in Role])
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@click.group(help=help_of("user", "somana user create asha --role publisher --institution nida --generate"))
@language_option
def user() -> None:
    """Do nothing: each command does its own."""


@user.command(
    help=help_of(
        "user-create",
        "somana user create asha --name 'Asha Juma' --email asha@nida.example --role publisher --institution nida",
        "somana user create asha --role auditor --password-stdin < password.txt",
    )
)
@click.argument("name")
@click.option("--name", "full_name", metavar="TEXT", help=hint("full-name"))
@click.option("--email", default="", metavar="ADDRESS", help=hint("email"))
@click.option("--role", "roles", multiple=True, type=ROLES, help=hint("role"))
@click.option("--institution", metavar="KEY", help=hint("own-institution"))
@click.option("--generate", is_flag=True, help=hint("generate"))
@click.option("--password-stdin", is_flag=True, help=hint("password-stdin"))
@language_option
def create(
    *,
    name: str,
    full_name: str | None,
    email: str,
    roles: Sequence[str],
    institution: str | None,
    generate: bool,
    password_stdin: bool,
) -> None:
    """Make an account."""
    password = _password(generate=generate, from_input=password_stdin)
    person = accounts.Person(name, full_name or name, email, [Role(role) for role in roles], institution, chosen())
    _carry_out(lambda work: accounts.create(work, person, password))
    output.say(text("command.user.created", chosen(), name=name))
    _show_generated(password, generate=generate)


@user.command(name="list", help=help_of("user-list", "somana user list --format json"))
@output.format_option
@language_option
def list_all(form: str) -> None:
    """List the accounts."""
    rows = [_tree_of(row) for row in _carry_out(accounts.list_all)]
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        closed = f" ({text('command.user.closed', chosen())})" if row["disabled_at"] else ""
        roles = ", ".join(row["roles"]) or "-"
        output.say(f"{row['name']}  {row['institution'] or '-'}  {roles}  {output.printable(row['full_name'])}{closed}")


@user.command(help=help_of("user-roles", "somana user roles asha publisher institution_admin"))
@click.argument("name")
@click.argument("roles", nargs=-1, type=ROLES)
@language_option
def roles(name: str, roles: Sequence[str]) -> None:
    """Give somebody these roles and no others."""
    _carry_out(lambda work: accounts.set_roles(work, name, [Role(role) for role in roles]))
    output.say(text("command.user.roles", chosen(), name=name, roles=", ".join(sorted(roles)) or "-"))


@user.command(help=help_of("user-disable", "somana user disable asha"))
@click.argument("name")
@language_option
def disable(name: str) -> None:
    """Close an account."""
    _carry_out(lambda work: accounts.disable(work, name))
    output.say(text("command.user.disabled", chosen(), name=name))


@user.command(help=help_of("user-password", "somana user password asha --generate"))
@click.argument("name")
@click.option("--generate", is_flag=True, help=hint("generate"))
@click.option("--password-stdin", is_flag=True, help=hint("password-stdin"))
@language_option
def password(name: str, *, generate: bool, password_stdin: bool) -> None:
    """Give somebody a new password."""
    new = _password(generate=generate, from_input=password_stdin)
    _carry_out(lambda work: accounts.set_password(work, name, new))
    output.say(text("command.user.password", chosen(), name=name))
    _show_generated(new, generate=generate)


def generated_password() -> str:
    """Return a password of 79 random bits that can be read out and typed."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _password(*, generate: bool, from_input: bool) -> str:
    if generate:
        return generated_password()
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Stopped("password-needed")
    prompt = text("command.user.prompt", chosen())
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True))


def _show_generated(password: str, *, generate: bool) -> None:
    if generate:
        output.say(password)
        output.tell(text("command.user.shown-once", chosen()))


def _carry_out(deed: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(_carried_out(deed))


async def _carried_out(deed: Callable[[Work], Coroutine[Any, Any, Any]]) -> Any:
    async with local.opened() as registry, begin(registry.database, operator(), registry.check) as work:
        return await deed(work)


def _tree_of(row: User) -> dict[str, Any]:
    return {
        "name": row.name,
        "full_name": row.full_name,
        "email": row.email,
        "institution": row.institution.key if row.institution else None,
        "roles": row.roles,
        "disabled_at": row.disabled_at,
    }
