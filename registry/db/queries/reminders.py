"""What people are reminded of: what is due, what ends, what is to be confirmed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Interface, Review, System, Version, Waiver
from registry.domain.entries import SystemState
from registry.domain.lifecycle import Status
from registry.domain.waivers import WaiverState

_WITH_REVIEWERS = (Status.SUBMITTED, Status.IN_REVIEW)


async def reviews_due(session: AsyncSession, until: date) -> Sequence[Review]:
    """Return the requests that are with the reviewers and due until a day, those that are due first in front."""
    query = select(Review).where(Review.state.in_(_WITH_REVIEWERS), Review.due_on <= until)
    query = query.options(
        joinedload(Review.institution),
        joinedload(Review.system),
        joinedload(Review.version).joinedload(Version.interface).joinedload(Interface.institution),
    )
    return (await session.scalars(query.order_by(Review.due_on, Review.serial))).all()


async def waivers_ending(session: AsyncSession, first: date, last: date) -> Sequence[Waiver]:
    """Return the waivers in force that end between two days."""
    query = select(Waiver).where(Waiver.state == WaiverState.GRANTED, Waiver.ends_on.between(first, last))
    query = query.options(joinedload(Waiver.interface).joinedload(Interface.institution))
    return (await session.scalars(query.order_by(Waiver.ends_on, Waiver.serial))).all()


async def systems_to_confirm(session: AsyncSession, before: datetime, after: str, limit: int) -> Sequence[System]:
    """Return the systems in use that were neither changed nor confirmed since a moment, by key, after a key."""
    query = select(System).where(System.state != SystemState.RETIRED, System.updated_at < before, System.key > after)
    query = query.where(System.confirmed_at.is_(None) | (System.confirmed_at < before))
    return (
        await session.scalars(query.order_by(System.key).limit(limit).options(joinedload(System.institution)))
    ).all()


async def registrations_ending(session: AsyncSession, first: date, last: date) -> Sequence[System]:
    """Return the systems in use whose registration of personal data ends between two days, by key."""
    held, expiry = System.personal_data["holds"].as_boolean(), System.personal_data["expires_on"].as_string()
    query = select(System).where(System.state != SystemState.RETIRED, held)
    query = query.where(expiry.between(first.isoformat(), last.isoformat())).order_by(System.key)
    return (await session.scalars(query.options(joinedload(System.institution)))).all()
