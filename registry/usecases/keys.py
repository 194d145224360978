"""The API keys of an institution: made, listed, used, revoked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from registry.db.models import ApiKey
from registry.db.queries import accounts as queries
from registry.db.queries import institutions
from registry.db.session import Database
from registry.domain.actors import Actor, ActorKind, Role, Scope, require_scope
from registry.domain.errors import (
    FieldError,
    FieldsInvalid,
    KeyRefused,
    NotFound,
    RoleMissing,
    TooMany,
    Unauthenticated,
)
from registry.usecases import allowances, secrets
from registry.usecases.sessions import actor_in_use
from registry.usecases.work import Work

DEFAULT_DAYS = 90
USED_EVERY = timedelta(minutes=1)


async def create(work: Work, tree: object) -> tuple[ApiKey, str]:
    """Make a key for the actor's institution; return it with its secret, which is never shown again."""
    given = work.given("new_key", tree)
    work.attempt("key:create", "key", given["name"], Scope.ACCOUNTS_WRITE)
    if not work.actor.known or work.actor.user_id is None:
        raise Unauthenticated
    if work.actor.institution is None:
        raise RoleMissing(Role.INSTITUTION_ADMIN)
    unknown = [scope for scope in given["scopes"] if scope not in list(Scope)]
    if unknown:
        raise FieldsInvalid((FieldError("/scopes", "enum", {"limit": ", ".join(Scope)}),))
    for scope in given["scopes"]:
        require_scope(work.actor, Scope(scope))  # a key makes no key that may do more than itself
    secret = secrets.new_key()
    key = ApiKey(
        secret_hash=secrets.hash_of(secret),
        prefix=secret[:12],
        name=given["name"],
        user=await queries.get_user(work.session, work.actor.name),
        institution=await institutions.get(work.session, work.actor.institution),
        scopes=sorted(set(given["scopes"])),
        created_at=work.now,
        expires_at=work.now + timedelta(days=given.get("days", DEFAULT_DAYS)),
    )
    work.session.add(key)
    await work.session.flush()
    work.record(key=str(key.id), scopes=key.scopes)
    return key, secret


async def list_all(work: Work) -> Sequence[ApiKey]:
    """Return the keys of the actor's institution: one's own, or all of them for its administrator."""
    if not work.actor.known:
        raise Unauthenticated
    require_scope(work.actor, Scope.ACCOUNTS_WRITE)
    keys = await queries.keys_of(work.session, work.actor.institution or "")
    return [key for key in keys if _may_manage(work.actor, key)]


async def revoke(work: Work, key_id: UUID) -> ApiKey:
    """Make a key useless at once."""
    work.attempt("key:revoke", "key", str(key_id), Scope.ACCOUNTS_WRITE)
    if not work.actor.known:
        raise Unauthenticated
    key = await queries.get_key(work.session, key_id)
    if not _may_manage(work.actor, key):
        raise NotFound("key", str(key_id))
    key.revoked_at = key.revoked_at or work.now
    work.record(name=key.name)
    return key


async def actor_of(database: Database, secret: str, now: datetime | None = None) -> Actor:
    """Return who acts with a key: its owner, as they are now, within the key's scopes; raise `KeyRefused`."""
    now = now or datetime.now(UTC)
    if not secrets.is_key(secret):
        raise KeyRefused
    key = await queries.key_in_use(database.quick, secrets.hash_of(secret))
    if key is None or key.revoked_at is not None or key.expires_at <= now or key.disabled_at is not None:
        raise KeyRefused
    if key.owners_institution_id != key.institution_id:
        raise KeyRefused
    if key.last_used_at is None or now - key.last_used_at > USED_EVERY:
        async with database.writing() as writing, writing.begin():
            await queries.touch_key(writing, key.id, now)
    scopes = frozenset(Scope(scope) for scope in key.scopes)
    return replace(actor_in_use(key, ActorKind.KEY), scopes=scopes, key_id=key.id)


async def record_refusal(work: Work, secret: str) -> None:
    """Raise `KeyRefused` on the record: under the owner of a key that is no longer good, else under nobody known.

    One address fills the record with this only so fast.
    """
    try:
        await allowances.spend(work.database, f"key-refused:{work.origin}", allowances.KEYS_REFUSED, work.now)
    except TooMany:
        raise KeyRefused from None
    key = await queries.key_in_use(work.database.quick, secrets.hash_of(secret))
    if key is not None:
        work.actor = replace(actor_in_use(key, ActorKind.KEY), key_id=key.id)
    work.attempted = ("key:use", "key", str(key.id) if key else secret[:12])
    raise KeyRefused


def _may_manage(actor: Actor, key: ApiKey) -> bool:
    if Role.ADMIN in actor.roles or key.user.id == actor.user_id:
        return True
    return Role.INSTITUTION_ADMIN in actor.roles and actor.belongs_to(key.institution.key)
