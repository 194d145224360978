"""Every question asked of profiles."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import StoredProfile
from registry.domain.errors import NotFound
from registry.domain.profiles import ProfileState


async def get(session: AsyncSession, key: str, version: str, *, lock: bool = False) -> StoredProfile:
    """Return a version of a profile; raise `NotFound`."""
    found = await find(session, key, version, lock=lock)
    if found is None:
        raise NotFound("profile", f"{key}@{version}")
    return found


async def find(session: AsyncSession, key: str, version: str, *, lock: bool = False) -> StoredProfile | None:
    """Return a version of a profile, none where there is none."""
    query = select(StoredProfile).where(StoredProfile.key == key, StoredProfile.version == version)
    return await _one(session, query, lock=lock)


async def find_active(session: AsyncSession, key: str, *, lock: bool = False) -> StoredProfile | None:
    """Return the version of a profile that is active, none where none is."""
    query = select(StoredProfile).where(StoredProfile.key == key, StoredProfile.state == ProfileState.ACTIVE)
    return await _one(session, query, lock=lock)


async def find_default(session: AsyncSession, *, lock: bool = False) -> StoredProfile | None:
    """Return the profile that documents are checked against unless another is asked for, none where none is set."""
    return await _one(session, select(StoredProfile).where(StoredProfile.is_default), lock=lock)


async def find_by_digest(session: AsyncSession, digest: str) -> StoredProfile | None:
    """Return a profile by the digest of its bytes, the newest where several have them, none where there is none."""
    query = select(StoredProfile).where(StoredProfile.digest == digest)
    return await _one(session, query.order_by(StoredProfile.created_at.desc()).limit(1), lock=False)


async def list_all(session: AsyncSession) -> Sequence[StoredProfile]:
    """Return every version of every profile by key, what was loaded last in front."""
    order = (StoredProfile.key, StoredProfile.created_at.desc(), StoredProfile.version)
    return (await session.scalars(select(StoredProfile).order_by(*order))).all()


async def bundle_of(session: AsyncSession, digest: str) -> bytes:
    """Return the archive of a profile by its digest; raise `NotFound`."""
    found = await session.scalar(select(StoredProfile.bundle).where(StoredProfile.digest == digest).limit(1))
    if found is None:
        raise NotFound("profile", digest)
    return found


async def _one(session: AsyncSession, query: Select[StoredProfile], *, lock: bool) -> StoredProfile | None:
    found: StoredProfile | None = await session.scalar(query.with_for_update() if lock else query)
    return found
