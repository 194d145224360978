"""Every question asked of people, sessions, keys and allowances."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Allowance, ApiKey, Institution, Session, User
from registry.domain.errors import NotFound

LONGEST_ALLOWANCE = timedelta(hours=1)
"""When an allowance that nobody uses has long been whole again, and its row can go."""


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


async def find_key(session: AsyncSession, secret_hash: str) -> ApiKey | None:
    """Return an API key with its owner and institution, if there is one."""
    query = select(ApiKey).where(ApiKey.secret_hash == secret_hash)
    return await session.scalar(
        query.options(joinedload(ApiKey.user).joinedload(User.institution), joinedload(ApiKey.institution))
    )


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
