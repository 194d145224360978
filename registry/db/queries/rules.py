"""Every question asked of what became of rules in the reports of what is published."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Subquery, exists, func, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Institution, Interface, LatestCheck, ReportRule, StoredReport, Version
from registry.db.queries.figures import with_newest_report
from registry.domain.lifecycle import Status

_FAIL = "fail"
_PUBLISHED = Version.status == Status.PUBLISHED


def newest_outcomes(rule: str) -> Subquery:
    """Return what became of a rule in the newest report of each version where it did not pass.

    That is the report of its last re-check, else the one that it was uploaded with. Each is found from the rule
    through an index of its own; asked as one condition, SQLite reads all reports.
    """
    again = exists().where(LatestCheck.version_id == Version.id)
    first = select(Version.id.label("version_id"), ReportRule.outcome)
    first = first.join(ReportRule, ReportRule.report_id == Version.report_id).where(ReportRule.rule == rule, ~again)
    later = select(LatestCheck.version_id, ReportRule.outcome)
    later = later.join(ReportRule, ReportRule.report_id == LatestCheck.report_id).where(ReportRule.rule == rule)
    return union_all(first, later).subquery()


async def outcomes_of(session: AsyncSession, rule: str) -> Sequence[tuple[str, str, int]]:
    """Count the published versions in whose newest report a rule did not pass, by who may see them and outcome."""
    found = newest_outcomes(rule).c
    columns = Interface.visibility, found.outcome
    query = select(*columns, func.count()).join_from(Version, Interface, Version.interface_id == Interface.id)
    query = query.where(Version.id == found.version_id, _PUBLISHED).group_by(*columns)
    return [(str(row[0]), row[1], row[2]) for row in await session.execute(query)]


async def judged(session: AsyncSession) -> Sequence[tuple[str, str, str, int]]:
    """Count the published versions by the profile and the engine of their newest report, and by who may see them."""
    columns = StoredReport.profile_digest, StoredReport.engine, Interface.visibility
    query = with_newest_report(select(*columns, func.count()).select_from(Version).join(Version.interface))
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
    found = newest_outcomes(rule).c
    query = select(Version).join(Version.interface).where(Version.id == found.version_id)
    query = query.where(_PUBLISHED, found.outcome == _FAIL)
    query = query.where(Interface.visibility.in_(visibilities))
    query = query.where(tuple_(Interface.name, Version.number) > tuple_(*after))
    order = query.order_by(Interface.name, Version.number).limit(limit)
    whole = joinedload(Version.interface).joinedload(Interface.institution).selectinload(Institution.names)
    return (await session.scalars(order.options(whole))).all()
