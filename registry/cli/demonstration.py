"""The accounts of the demonstration: one a role, with a password and a key each, kept in one file."""

import json
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from registry.cli.local import Registry
from registry.cli.user import generated_password
from registry.db.models import User
from registry.domain.actors import Role, Scope, operator
from registry.domain.errors import NotFound
from registry.usecases import accounts, keys
from registry.usecases.sessions import actor_of_user
from registry.usecases.work import begin, read

FILE: Final = "demo-accounts.json"
READING: Final = (Scope.ENTRIES_READ, Scope.CHANGES_READ)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody made up, with one role, and what their key may do."""

    name: str
    full_name: str
    role: Role
    institution: str
    scopes: Collection[Scope]


ACCOUNTS: Final = (
    DemoAccount("publisher", "Asha (NIDA)", Role.PUBLISHER, "nida", (*READING, Scope.ENTRIES_WRITE)),
    DemoAccount(
        "institution-admin",
        "Baraka (MoF)",
        Role.INSTITUTION_ADMIN,
        "mof",
        (*READING, Scope.ENTRIES_WRITE, Scope.ACCOUNTS_WRITE),
    ),
    DemoAccount("reviewer", "Neema (e-GA)", Role.REVIEWER, "ega", (*READING, Scope.REVIEWS_WRITE)),
    DemoAccount("second-reviewer", "Juma (PO-PSMGG)", Role.REVIEWER, "utumishi", (*READING, Scope.REVIEWS_WRITE)),
    DemoAccount("standards-editor", "Rehema (e-GA)", Role.STANDARDS_EDITOR, "ega", (*READING, Scope.ENTRIES_WRITE)),
    DemoAccount("auditor", "Zuberi (e-GA)", Role.AUDITOR, "ega", (*READING, Scope.AUDIT_READ)),
    DemoAccount("admin", "Upendo (e-GA)", Role.ADMIN, "ega", tuple(Scope)),
)


async def are_made(registry: Registry) -> bool:
    """Say whether all of the accounts are there."""
    return all([await _find(registry, account.name) for account in ACCOUNTS])


async def make(registry: Registry, file: Path) -> list[dict[str, Any]]:
    """Make the accounts, give those that are there a new password, and write all of it down for the owner alone."""
    rows = [await _made(registry, account) for account in ACCOUNTS]
    write_privately(file, json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    return rows


def write_privately(file: Path, content: str) -> None:
    """Write a file that nobody but its owner can read, at no moment either."""
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(content)
    partial.replace(file)


async def _made(registry: Registry, account: DemoAccount) -> dict[str, Any]:
    password = generated_password()
    person = accounts.Person(
        account.name,
        account.full_name,
        f"{account.name}@{account.institution}.example",
        (account.role,),
        account.institution,
    )
    known = await _find(registry, account.name)
    async with begin(registry.database, operator(), registry.check) as work:
        if known:
            await accounts.set_password(work, account.name, password)
        else:
            await accounts.create(work, person, password)
    user = await _find(registry, account.name)
    if user is None:
        raise NotFound("account", account.name)
    async with begin(registry.database, actor_of_user(user), registry.check) as work:
        _, secret = await keys.create(work, {"name": "demo", "scopes": [scope.value for scope in account.scopes]})
    return {
        "name": account.name,
        "role": account.role.value,
        "institution": account.institution,
        "password": password,
        "key": secret,
    }


async def _find(registry: Registry, name: str) -> User | None:
    async with read(registry.database, operator(), registry.check) as work:
        try:
            return await accounts.get(work, name)
        except NotFound:
            return None
