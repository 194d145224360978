"""Every question asked of reviews, their decisions, comments and conflicts of interest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import (
    Institution,
    Interface,
    Review,
    ReviewComment,
    ReviewConflict,
    ReviewDecision,
    System,
    Version,
)
from registry.db.queries import locking
from registry.domain.errors import NotFound
from registry.domain.lifecycle import QUEUED, Status
from registry.domain.names import registry_number, serial_of
from registry.domain.reviews import NOBODY, OPEN, RequestKind

_WHOLE = (
    joinedload(Review.institution).selectinload(Institution.names),
    joinedload(Review.system).joinedload(System.institution).selectinload(Institution.names),
    joinedload(Review.version)
    .joinedload(Version.interface)
    .joinedload(Interface.institution)
    .selectinload(Institution.names),
    joinedload(Review.version).joinedload(Version.interface).joinedload(Interface.system),
    joinedload(Review.version).joinedload(Version.report),
    joinedload(Review.version).joinedload(Version.document),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reviews a list is limited to."""

    kinds: Sequence[str] = ()
    institutions: Sequence[str] = ()
    sectors: Sequence[str] = ()
    states: Sequence[str] = ()
    reviewer: str | None = None
    """The name of a reviewer, or `nobody`."""
    overdue_on: date | None = None
    personal_data: bool | None = None


async def get(session: AsyncSession, number: str, *, lock: bool = False) -> Review:
    """Return a review with its subject; raise `NotFound`."""
    serial = serial_of(number, "REV")
    query = select(Review).where(Review.serial == serial)
    if lock and serial is not None:
        await locking.lock(session, query, Review)
    query = query.options(*_WHOLE).execution_options(populate_existing=lock)
    found = await session.scalar(query) if serial is not None else None
    if found is None:
        raise NotFound("review", number[:40])
    return found


async def open_of_version(session: AsyncSession, version: Version) -> Review | None:
    """Return the open request for a version, if there is one."""
    return await _latest(session, Review.version_id == version.id, Review.state.in_(OPEN))


async def latest_of_version(session: AsyncSession, version: Version) -> Review | None:
    """Return the latest request for a version, if there is one."""
    return await _latest(session, Review.version_id == version.id)


async def _latest(session: AsyncSession, *conditions: ColumnElement[bool]) -> Review | None:
    query = select(Review).where(*conditions).order_by(Review.serial.desc()).limit(1)
    await locking.lock(session, query, Review)
    return await session.scalar(query.options(*_WHOLE))


async def open_of_entry(session: AsyncSession, kind: RequestKind, subject: Version | System) -> str | None:
    """Return the registry number of the open request of a kind for the system, or for the api or schema of a version.

    The one for the very version is left to its unique index: whoever asks for that again asks for the same.
    """
    if isinstance(subject, System):
        same = Review.system_id == subject.id
    else:
        same = Review.version_id.in_(select(Version.id).where(Version.interface_id == subject.interface_id))
    query = select(Review.serial).where(same, Review.kind == kind, Review.state.in_(OPEN)).order_by(Review.serial)
    found = await session.scalar(query.limit(1))
    return None if found is None else registry_number("REV", found)


async def of_system(session: AsyncSession, system: System) -> Sequence[Review]:
    """Return every request for a system, the latest first."""
    query = select(Review).where(Review.system_id == system.id).order_by(Review.serial.desc())
    return (await session.scalars(query.options(*_WHOLE))).all()


async def is_established(session: AsyncSession, system: System) -> bool:
    """Say whether a request to establish a system was approved."""
    approved = select(Review.id).where(
        Review.system_id == system.id, Review.kind == RequestKind.ESTABLISH, Review.state == Status.APPROVED
    )
    return await session.scalar(approved.limit(1)) is not None


async def next_serial(session: AsyncSession) -> int:
    """Return the serial number of the next review."""
    return (await session.scalar(select(func.max(Review.serial))) or 0) + 1


async def list_page(
    session: AsyncSession, filters: Filters, *, after: tuple[date, int] | None, limit: int
) -> Sequence[Review]:
    """Return the reviews after a place in the order of their due dates; those that stand still come last."""
    due = func.coalesce(Review.due_on, date.max)
    chosen = _filtered(select(Review.id), filters).order_by(due, Review.serial).limit(limit)
    if after is not None:
        chosen = chosen.where((due > after[0]) | ((due == after[0]) & (Review.serial > after[1])))
    # Asked in one, PostgreSQL joins what belongs to every request before it looks which ones are on the page.
    query = select(Review).where(Review.id.in_((await session.scalars(chosen)).all())).order_by(due, Review.serial)
    return (await session.scalars(query.options(*_WHOLE))).all()


async def count(session: AsyncSession, filters: Filters) -> int:
    """Return how many reviews there are."""
    return await session.scalar(_filtered(select(func.count()).select_from(Review), filters)) or 0


async def load(session: AsyncSession) -> Mapping[str, int]:
    """Return how many reviews each reviewer has in hand."""
    query = select(Review.reviewer, func.count()).where(Review.state.in_(OPEN), Review.reviewer.is_not(None))
    rows = (await session.execute(query.group_by(Review.reviewer))).all()
    return {str(name): count for name, count in rows}


async def unassigned(session: AsyncSession, limit: int) -> Sequence[str]:
    """Return the serial numbers of the reviews that wait for a reviewer, the most pressing first."""
    query = select(Review).where(Review.state.in_(QUEUED), Review.reviewer.is_(None))
    rows = await session.scalars(query.order_by(Review.due_on, Review.serial).limit(limit).options(*_WHOLE))
    return [row.number for row in rows.all()]


async def running(session: AsyncSession) -> Sequence[Review]:
    """Return the open reviews whose clock runs."""
    query = select(Review).where(Review.state.in_(OPEN), Review.running_since.is_not(None))
    return (await session.scalars(query)).all()


async def decisions_of(session: AsyncSession, review: Review) -> Sequence[ReviewDecision]:
    """Return the decisions on a request, in order."""
    query = select(ReviewDecision).where(ReviewDecision.review_id == review.id)
    return (await session.scalars(query.order_by(ReviewDecision.at, ReviewDecision.round))).all()


async def earlier_decisions(session: AsyncSession, review: Review, limit: int = 200) -> Sequence[ReviewDecision]:
    """Return the decisions on the same entry, whatever its version, the latest first."""
    query = select(ReviewDecision).join(Review, ReviewDecision.review_id == Review.id)
    if review.version is None:
        query = query.where(Review.system_id == review.system_id)
    else:
        same = select(Version.id).where(Version.interface_id == review.version.interface_id)
        query = query.where(Review.version_id.in_(same))
    return (await session.scalars(query.order_by(ReviewDecision.at.desc()).limit(limit))).all()


async def version_of_decision(session: AsyncSession, decision: ReviewDecision) -> Version | None:
    """Return the version that a decision was on, if it was on one."""
    query = select(Version).join(Review, Review.version_id == Version.id).where(Review.id == decision.review_id)
    return await session.scalar(query.options(joinedload(Version.interface)))


async def conflicts_of(session: AsyncSession, review: Review) -> Sequence[ReviewConflict]:
    """Return the conflicts of interest that reviewers declared."""
    query = select(ReviewConflict).where(ReviewConflict.review_id == review.id)
    return (await session.scalars(query.order_by(ReviewConflict.at))).all()


async def comments_of(session: AsyncSession, review: Review) -> Sequence[ReviewComment]:
    """Return what was said in a review, in order."""
    query = select(ReviewComment).where(ReviewComment.review_id == review.id)
    return (await session.scalars(query.order_by(ReviewComment.at, ReviewComment.id))).all()


async def comment(session: AsyncSession, review: Review, comment_id: UUID) -> ReviewComment:
    """Return one thing that was said in a review; raise `NotFound`."""
    query = select(ReviewComment).where(ReviewComment.review_id == review.id, ReviewComment.id == comment_id)
    found = await session.scalar(query.with_for_update())
    if found is None:
        raise NotFound("comment", str(comment_id))
    return found


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    chosen = ((Review.kind, filters.kinds), (Review.sector, filters.sectors), (Review.state, filters.states))
    for column, values in chosen:
        if values:
            query = query.where(column.in_(values))
    if filters.institutions:
        query = query.join(Review.institution).where(Institution.key.in_(filters.institutions))
    if filters.reviewer is not None:
        query = query.where(Review.reviewer.is_(None) if filters.reviewer == NOBODY else _by(filters.reviewer))
    if filters.overdue_on is not None:
        query = query.where(Review.due_on < filters.overdue_on, Review.state.in_(OPEN))
    if filters.personal_data is not None:
        query = query.where(Review.personal_data.is_(filters.personal_data))
    return query


def _by(reviewer: str) -> ColumnElement[bool]:
    return Review.reviewer == reviewer
