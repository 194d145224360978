"""Every question asked of what the desk works with: public holidays, the checklist, the reusable reasons."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, extract, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import ChecklistQuestion, DecisionReason, Holiday


async def holidays(session: AsyncSession) -> Sequence[Holiday]:
    """Return every public holiday, in order."""
    return (await session.scalars(select(Holiday).order_by(Holiday.day))).all()


async def days(session: AsyncSession) -> frozenset[date]:
    """Return the days of all public holidays."""
    return frozenset(await session.scalars(select(Holiday.day)))


async def forget_years(session: AsyncSession, years: Collection[int]) -> None:
    """Remove the public holidays of some years."""
    await session.execute(delete(Holiday).where(extract("year", Holiday.day).in_(years)))


async def questions(session: AsyncSession) -> Sequence[ChecklistQuestion]:
    """Return the questions of the checklist in their order."""
    query = select(ChecklistQuestion).order_by(ChecklistQuestion.position, ChecklistQuestion.key)
    return (await session.scalars(query)).all()


async def reasons(session: AsyncSession) -> Sequence[DecisionReason]:
    """Return the reusable reasons in their order."""
    return (await session.scalars(select(DecisionReason).order_by(DecisionReason.position, DecisionReason.key))).all()


async def forget_lists(session: AsyncSession) -> None:
    """Remove every question of the checklist and every reusable reason."""
    await session.execute(delete(ChecklistQuestion))
    await session.execute(delete(DecisionReason))
