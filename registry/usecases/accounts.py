"""Who can sign in: make accounts, and change what they may do."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from registry.db.models import User
from registry.db.queries import accounts as queries
from registry.db.queries import institutions
from registry.domain.actors import ActorKind, Role, Scope, require_role
from registry.domain.errors import FieldError, FieldsInvalid, KeyTaken
from registry.domain.names import is_safe_text
from registry.usecases import passwords
from registry.usecases.work import Work

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody who gets an account."""

    name: str
    full_name: str
    email: str
    roles: Collection[Role]
    institution: str | None = None
    language: str = "sw"


async def create(work: Work, person: Person, password: str) -> User:
    """Make an account."""
    work.attempt("account:create", "account", person.name, Scope.ACCOUNTS_WRITE)
    require_role(work.actor, {Role.ADMIN})
    if not _NAME.fullmatch(person.name) or not is_safe_text(person.full_name, 120):
        raise FieldsInvalid((FieldError("/name", "somana-name", {"limit": ""}),))
    hashed = await passwords.hash_of(password)
    if await queries.find_user(work.session, person.name):
        raise KeyTaken("account", person.name)
    user = User(
        name=person.name,
        full_name=person.full_name,
        email=person.email,
        password_hash=hashed,
        language=person.language,
        institution=await institutions.get(work.session, person.institution) if person.institution else None,
        roles=sorted(person.roles),
        created_at=work.now,
    )
    work.session.add(user)
    await work.session.flush()
    work.record(roles=user.roles, institution=person.institution)
    return user


async def set_roles(work: Work, name: str, roles: Collection[Role]) -> User:
    """Give somebody these roles and no others."""
    work.attempt("account:set_roles", "account", name, Scope.ACCOUNTS_WRITE)
    require_role(work.actor, {Role.ADMIN})
    user = await queries.get_user(work.session, name)
    before, user.roles = user.roles, sorted(roles)
    work.record(before=before, after=user.roles)
    return user


async def disable(work: Work, name: str) -> User:
    """Close an account: its sessions end and its keys stop at once."""
    work.attempt("account:disable", "account", name, Scope.ACCOUNTS_WRITE)
    require_role(work.actor, {Role.ADMIN})
    user = await queries.get_user(work.session, name)
    user.disabled_at = work.now
    await queries.end_sessions(work.session, user.id)
    work.record()
    return user


async def set_password(work: Work, name: str, password: str) -> User:
    """Give somebody a new password; their sessions end."""
    work.attempt("account:set_password", "account", name, Scope.ACCOUNTS_WRITE)
    # A key that leaks must not turn into its owner's session.
    if name != work.actor.name or work.actor.kind is not ActorKind.USER:
        require_role(work.actor, {Role.ADMIN})
    hashed = await passwords.hash_of(password)
    user = await queries.get_user(work.session, name)
    user.password_hash = hashed
    await queries.end_sessions(work.session, user.id)
    work.record()
    return user


async def get(work: Work, name: str) -> User:
    """Return somebody with an account, for administrators."""
    require_role(work.actor, {Role.ADMIN})
    return await queries.get_user(work.session, name)


async def address_of(work: Work) -> str:
    """Return the e-mail address of the asker."""
    return (await queries.get_user(work.session, work.actor.name)).email


async def list_all(work: Work) -> Sequence[User]:
    """Return everybody with an account, for administrators."""
    require_role(work.actor, {Role.ADMIN})
    return await queries.list_users(work.session)
