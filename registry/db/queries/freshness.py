"""Every question asked of how fresh an entry is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Institution, Interface, StoredReport, System, Version
from registry.db.queries.figures import LEVEL


async def last_check(
    session: AsyncSession, system: System, levels: Sequence[str], own: str | None, api: str | None
) -> datetime | None:
    """Return when a version of the apis of a system, or of one of them, was checked last, as a reader may know it."""
    query = select(func.max(StoredReport.created_at)).join_from(
        Version, StoredReport, Version.report_id == StoredReport.id
    )
    query = query.join(Interface, Version.interface_id == Interface.id)
    query = query.join(Institution, Interface.institution_id == Institution.id)
    shown = LEVEL.in_(levels)
    query = query.where(Interface.system_id == system.id, or_(shown, Institution.key == own) if own else shown)
    return await session.scalar(query.where(Interface.name == api) if api else query)
