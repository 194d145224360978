"""Every question asked of what became of rules in the reports of what is published."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Institution, Interface, ReportRule, StoredReport, Version
from registry.domain.lifecycle import Status

_FAIL = "fail"
_PUBLISHED = Version.status == Status.PUBLISHED
_SAME_REPORT = ReportRule.report_id == Version.report_id


async def outcomes_of(session: AsyncSession, rule: str) -> Sequence[tuple[str, str, int]]:
    """Count the published versions in whose report a rule did not pass, by who may see them and by the outcome."""
    columns = Interface.visibility, ReportRule.outcome
    query = select(*columns, func.count()).select_from(ReportRule).join(Version, _SAME_REPORT).join(Version.interface)
    found = await session.execute(query.where(_PUBLISHED, ReportRule.rule == rule).group_by(*columns))
    return [(str(row[0]), row[1], row[2]) for row in found]


async def judged(session: AsyncSession) -> Sequence[tuple[str, str, str, int]]:
    """Count the published versions by the profile and the engine of their report, and by who may see them."""
    columns = StoredReport.profile_digest, StoredReport.engine, Interface.visibility
    query = select(*columns, func.count()).select_from(Version).join(Version.report).join(Version.interface)
    found = await session.execute(query.where(_PUBLISHED).group_by(*columns))
    return [(row[0], row[1], str(row[2]), row[3]) for row in found]


async def rules_of(session: AsyncSession, profile_digest: str, engine: str) -> frozenset[str]:
    """Return the rules that the reports of a profile by an engine tell of: each of them tells of all."""
    query = select(StoredReport.tree).where(
        StoredReport.profile_digest == profile_digest, StoredReport.engine == engine
    )
    tree: dict[str, Any] | None = await session.scalar(query.limit(1))
    return frozenset(one["rule"] for one in (tree or {}).get("rules", ()))


async def failing(
    session: AsyncSession, rule: str, visibilities: Sequence[str], after: tuple[str, str], limit: int
) -> Sequence[Version]:
    """Return the published versions that fail a rule, by name and number, those behind a name and a number."""
    query = select(Version).join(Version.interface).join(ReportRule, _SAME_REPORT)
    query = query.where(_PUBLISHED, ReportRule.rule == rule, ReportRule.outcome == _FAIL)
    query = query.where(Interface.visibility.in_(visibilities))
    query = query.where(tuple_(Interface.name, Version.number) > tuple_(*after))
    order = query.order_by(Interface.name, Version.number).limit(limit)
    whole = joinedload(Version.interface).joinedload(Interface.institution).selectinload(Institution.names)
    return (await session.scalars(order.options(whole))).all()
