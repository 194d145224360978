"""Every question asked of people, sessions, keys and allowances."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.dialect import Quick
from registry.db.models import Allowance, ApiKey, Institution, Notice, Session, User
from registry.domain.errors import NotFound

LONGEST_ALLOWANCE = timedelta(hours=1)
"""When an allowance that nobody uses has long been whole again, and its row can go."""


class SessionInUse(NamedTuple):
    """What every request with a session needs to know of it."""

    created_at: datetime
    seen_at: datetime
    user_id: UUID
    name: str
    roles: list[Any]
    institution: str | None
    disabled_at: datetime | None
    language: str
    unread: int
    """How many notices the person has not read."""


class KeyInUse(NamedTuple):
    """What every request with an API key needs to know of it."""

    id: UUID
    scopes: list[Any]
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
    user_id: UUID
    name: str
    roles: list[Any]
    institution: str
    owners_institution_id: UUID | None
    institution_id: UUID
    disabled_at: datetime | None


_PERSON = [User.id.label("user_id"), User.name, User.roles, Institution.key.label("institution")]
_UNREAD = (
    select(func.count()).where(Notice.account_id == User.id, Notice.read_at.is_(None)).correlate(User).scalar_subquery()
)
_SESSION = (
    select(Session.created_at, Session.seen_at, *_PERSON, User.disabled_at, User.language, _UNREAD)
    .join(Session.user)
    .outerjoin(User.institution)
    .where(Session.secret_hash == bindparam("secret_hash"))
)
_KEY = (
    select(
        *(ApiKey.id, ApiKey.scopes, ApiKey.expires_at, ApiKey.revoked_at, ApiKey.last_used_at, *_PERSON),
        User.institution_id.label("owners_institution_id"),
        ApiKey.institution_id,
        User.disabled_at,
    )
    .join(ApiKey.user)
    .join(ApiKey.institution)
    .where(ApiKey.secret_hash == bindparam("secret_hash"))
)


async def session_in_use(quick: Quick, secret_hash: str) -> SessionInUse | None:
    """Return a signed-in browser with its person, if there is one."""
    for row in await quick.rows(_SESSION, secret_hash=secret_hash):
        return SessionInUse._make(row)
    return None


async def key_in_use(quick: Quick, secret_hash: str) -> KeyInUse | None:
    """Return an API key with its owner, and the key of its institution, if there is one."""
    for row in await quick.rows(_KEY, secret_hash=secret_hash):
        return KeyInUse._make(row)
    return None


async def find_user(session: AsyncSession, name: str) -> User | None:
    """Return the person who signs in under a name, if there is one."""
    return await session.scalar(select(User).where(User.name == name).options(joinedload(User.institution)))


async def get_user(session: AsyncSession, name: str) -> User:
    """Return the person who signs in under a name; raise `NotFound`."""
    user = await find_user(session, name)
    if user is None:
        raise NotFound("account", name)
    return user


async def list_users(session: AsyncSession) -> Sequence[User]:
    """Return everybody with an account."""
    return (await session.scalars(select(User).order_by(User.name).options(joinedload(User.institution)))).all()


async def count_users(session: AsyncSession) -> int:
    """Return how many accounts there are."""
    return await session.scalar(select(func.count()).select_from(User)) or 0


async def find_session(session: AsyncSession, secret_hash: str) -> Session | None:
    """Return a signed-in browser with its person, if there is one."""
    query = select(Session).where(Session.secret_hash == secret_hash)
    return await session.scalar(query.options(joinedload(Session.user).joinedload(User.institution)))


async def sessions_of(session: AsyncSession, user_id: UUID) -> Sequence[Session]:
    """Return the signed-in browsers of a person, the latest first."""
    return (
        await session.scalars(select(Session).where(Session.user_id == user_id).order_by(Session.seen_at.desc()))
    ).all()


async def end_sessions(session: AsyncSession, user_id: UUID) -> None:
    """Remove every session of a person."""
    await session.execute(delete(Session).where(Session.user_id == user_id))


async def touch_session(session: AsyncSession, secret_hash: str, now: datetime) -> None:
    """Note when a session was last used."""
    await session.execute(update(Session).where(Session.secret_hash == secret_hash).values(seen_at=now))


async def touch_key(session: AsyncSession, key_id: UUID, now: datetime) -> None:
    """Note when an API key was last used."""
    await session.execute(update(ApiKey).where(ApiKey.id == key_id).values(last_used_at=now))


async def keys_of(session: AsyncSession, institution: str) -> Sequence[ApiKey]:
    """Return the API keys of an institution, the latest first."""
    query = select(ApiKey).join(ApiKey.institution).where(Institution.key == institution)
    query = query.order_by(ApiKey.created_at.desc()).options(joinedload(ApiKey.user), joinedload(ApiKey.institution))
    return (await session.scalars(query)).all()


async def get_key(session: AsyncSession, key_id: UUID) -> ApiKey:
    """Return an API key with its owner and institution; raise `NotFound`."""
    query = select(ApiKey).where(ApiKey.id == key_id)
    found = await session.scalar(query.options(joinedload(ApiKey.user), joinedload(ApiKey.institution)))
    if found is None:
        raise NotFound("key", str(key_id))
    return found


async def allowance(session: AsyncSession, name: str, now: datetime) -> Allowance:
    """Return how much of an allowance is used up, locked against others who use it; a new one is unused."""
    found = await session.get(Allowance, name, with_for_update=True)
    if found is not None:
        return found
    await session.execute(delete(Allowance).where(Allowance.at < now - LONGEST_ALLOWANCE))
    try:
        async with session.begin_nested():
            session.add(Allowance(name=name, level=0.0, at=now))
    except IntegrityError:  # another transaction has just made it
        pass
    return await session.get_one(Allowance, name, with_for_update=True)
