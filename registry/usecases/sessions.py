"""Sign in and out of the pages."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from registry.db.models import Session, User
from registry.db.queries import accounts as queries
from registry.db.queries.accounts import KeyInUse, SessionInUse
from registry.db.session import Database
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role
from registry.domain.errors import SignInRefused
from registry.usecases import allowances, passwords, secrets
from registry.usecases.work import Work

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
SEEN_EVERY = timedelta(minutes=1)


async def sign_in(work: Work, name: str, password: str, address: str, user_agent: str = "") -> str:
    """Begin a session for whoever knows the password; return its secret, or raise `SignInRefused` or `TooMany`."""
    name = name.strip().lower()[:64]
    await allowances.spend(work.database, f"sign-in:{address}", allowances.SIGN_IN_ADDRESS, work.now)
    await allowances.spend(work.database, f"sign-in:{name}", allowances.SIGN_IN_ACCOUNT, work.now)
    # How often this can be refused is bounded by the allowances, so strangers cannot fill the record at will.
    work.attempted, work.origin = ("session:begin", "account", name), address
    user = await _find(work.database, name)
    # The hash is compared before this work asks the database anything, so that no transaction waits for it.
    right = await passwords.is_right(password, user.password_hash if user else None)
    if user is None or not right or user.disabled_at is not None:
        raise SignInRefused
    user = await queries.get_user(work.session, name)
    work.actor = actor_of_user(user)
    secret = secrets.new_session_secret()
    work.session.add(
        Session(
            secret_hash=secrets.hash_of(secret),
            user=user,
            created_at=work.now,
            seen_at=work.now,
            user_agent=user_agent[:200],
        )
    )
    work.record()
    return secret


async def sign_out(work: Work, secret: str) -> None:
    """End a session."""
    session = await queries.find_session(work.session, secrets.hash_of(secret))
    if session is None:
        return
    work.attempted = ("session:end", "account", session.user.name)
    await work.session.delete(session)
    work.record()


class Sitting(NamedTuple):
    """Whose session it is, their language, and how many notices they have not read."""

    actor: Actor
    language: str = ""
    unread: int = 0


async def actor_of(database: Database, secret: str, now: datetime | None = None) -> Sitting:
    """Return whose session this is; nobody known where it has ended."""
    now = now or datetime.now(UTC)
    secret_hash = secrets.hash_of(secret)
    session = await queries.session_in_use(database.quick, secret_hash)
    if session is None or session.disabled_at is not None or _has_ended(session, now):
        return Sitting(ANONYMOUS)
    if now - session.seen_at > SEEN_EVERY:
        async with database.writing() as writing, writing.begin():
            await queries.touch_session(writing, secret_hash, now)
    return Sitting(actor_in_use(session, ActorKind.USER), session.language, session.unread)


def actor_of_user(user: User, kind: ActorKind = ActorKind.USER) -> Actor:
    """Return a person as an actor."""
    return Actor(
        kind,
        user.name,
        user_id=user.id,
        institution=user.institution.key if user.institution else None,
        roles=frozenset(Role(role) for role in user.roles),
    )


def actor_in_use(used: SessionInUse | KeyInUse, kind: ActorKind) -> Actor:
    """Return the person behind a session or a key as an actor."""
    roles = frozenset(Role(role) for role in used.roles)
    return Actor(kind, used.name, user_id=used.user_id, institution=used.institution, roles=roles)


def _has_ended(session: SessionInUse, now: datetime) -> bool:
    return now - session.seen_at > IDLE or now - session.created_at > LONGEST


async def _find(database: Database, name: str) -> User | None:
    async with database.reading() as reading:
        return await queries.find_user(reading, name)
