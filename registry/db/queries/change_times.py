"""When what a search found was last changed."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Concept, Institution, Interface, Standard, StoredProfile, System
from registry.domain.entries import FoundKind

_COLUMNS: Mapping[FoundKind, tuple[Any, Any]] = {
    FoundKind.INSTITUTION: (Institution.key, Institution.updated_at),
    FoundKind.SYSTEM: (System.key, System.updated_at),
    FoundKind.CONCEPT: (Concept.key, Concept.updated_at),
    FoundKind.STANDARD: (Standard.key, Standard.updated_at),
}
_INTERFACES = (Interface.name, Interface.updated_at)


async def changed_at(
    session: AsyncSession, found: Collection[tuple[FoundKind, str]]
) -> Mapping[tuple[FoundKind, str], datetime]:
    """Return when each thing was last changed, by its kind and its name; parts change with what they are parts of."""
    times: dict[tuple[FoundKind, str], datetime] = {}
    rules = [one for one in found if one[0] is FoundKind.RULE]
    if rules and (activated := await session.scalar(select(func.max(StoredProfile.activated_at)))):
        times |= dict.fromkeys(rules, activated)
    by_columns: dict[tuple[Any, Any], list[tuple[FoundKind, str]]] = {}
    for one in found:
        if one[0] is not FoundKind.RULE:
            by_columns.setdefault(_COLUMNS.get(one[0], _INTERFACES), []).append(one)
    for (name, time), some in by_columns.items():
        holders = {one: one[1].partition(" ")[0] for one in some}
        rows = {row[0]: row[1] for row in await session.execute(select(name, time).where(name.in_(holders.values())))}
        times |= {one: rows[holder] for one, holder in holders.items() if holder in rows}
    return times
