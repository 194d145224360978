"""Every question asked of the services that people ask for."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from registry.db.models import Institution, ServiceRequest, User

_WHOLE = (
    joinedload(ServiceRequest.account).joinedload(User.institution),
    joinedload(ServiceRequest.institution).options(selectinload(Institution.names)),
)


async def find(session: AsyncSession, identity: int) -> ServiceRequest | None:
    """Return what was asked for, with who asks and whom, if there is such a request."""
    return await session.scalar(select(ServiceRequest).where(ServiceRequest.id == identity).options(*_WHOLE))


async def list_page(
    session: AsyncSession, account: UUID | None, institution: str | None, before: int, limit: int, *, every: bool
) -> Sequence[ServiceRequest]:
    """Return what somebody may see of what was asked for, the latest first, below an identity where that is not 0."""
    query = select(ServiceRequest).where(_seen_by(account, institution, every=every))
    query = query.order_by(ServiceRequest.id.desc()).limit(limit).options(*_WHOLE)
    return (await session.scalars(query.where(ServiceRequest.id < before) if before else query)).all()


async def count(session: AsyncSession, account: UUID | None, institution: str | None, *, every: bool) -> int:
    """Return how much somebody may see of what was asked for."""
    query = select(func.count()).select_from(ServiceRequest).where(_seen_by(account, institution, every=every))
    return await session.scalar(query) or 0


def _seen_by(account: UUID | None, institution: str | None, *, every: bool) -> ColumnElement[bool]:
    if every:
        return true()
    of_institution = select(Institution.id).where(Institution.key == institution).scalar_subquery()
    return or_(ServiceRequest.account_id == account, ServiceRequest.institution_id == of_institution)
