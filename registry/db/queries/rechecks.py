"""Every question asked of re-checks: who is at which, what comes next, what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Select, exists, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import (
    Institution,
    Interface,
    LatestCheck,
    Recheck,
    RecheckResult,
    RecheckRule,
    StoredReport,
    Version,
)
from registry.db.queries import locking
from registry.db.queries.versions import WHOLE
from registry.domain.errors import NotFound
from registry.domain.rechecks import CHECKED_AGAIN, OPEN, Chosen, Purpose, RecheckState

_WORSE = RecheckRule.appeared + RecheckRule.raised > 0
_LIVE = Version.status.in_(sorted(CHECKED_AGAIN))


class RuleCount(NamedTuple):
    """In how many versions a rule finds something new or graver, and how many findings of it came, rose and went."""

    rule: str
    severity: str
    versions: int
    appeared: int
    raised: int
    gone: int


async def get(session: AsyncSession, identity: UUID, *, lock: bool = False) -> Recheck:
    """Return a re-check; raise `NotFound`."""
    query = select(Recheck).where(Recheck.id == identity)
    found = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("recheck", str(identity))
    return found


async def list_all(session: AsyncSession, limit: int) -> Sequence[Recheck]:
    """Return the re-checks, those that were asked for last in front."""
    return (await session.scalars(select(Recheck).order_by(Recheck.created_at.desc(), Recheck.id).limit(limit))).all()


async def newest_trial(session: AsyncSession, key: str, version: str) -> Recheck | None:
    """Return the trial of a profile that was asked for last, none where there is none."""
    query = select(Recheck).where(Recheck.profile_key == key, Recheck.profile_version == version)
    query = query.where(Recheck.purpose == Purpose.TRIAL).order_by(Recheck.created_at.desc(), Recheck.id).limit(1)
    found: Recheck | None = await session.scalar(query)
    return found


async def last_activation(session: AsyncSession) -> Recheck | None:
    """Return the re-check that followed the last change of what documents are checked against, none before any."""
    query = select(Recheck).where(Recheck.purpose == Purpose.ACTIVATION)
    order = query.order_by(Recheck.created_at.desc(), Recheck.id).limit(1)
    return (await session.scalars(order.execution_options(populate_existing=True))).first()


async def opened(session: AsyncSession, *where: ColumnElement[bool]) -> Sequence[Recheck]:
    """Return the re-checks that wait or run, locked, of those that a condition is true of."""
    query = select(Recheck).where(Recheck.state.in_(sorted(OPEN)), *where).order_by(Recheck.id)
    return (await session.scalars(query.with_for_update())).all()


async def claimable(session: AsyncSession, now: datetime) -> Recheck | None:
    """Return what a process may begin, locked: what another one has left, else the activation or the oldest trial."""
    running = select(Recheck).where(Recheck.state == RecheckState.RUNNING).with_for_update()
    found: Recheck | None = await session.scalar(running)
    if found is not None:
        return found if found.lease_until is None or found.lease_until < now else None
    waiting = select(Recheck).where(Recheck.state == RecheckState.WAITING)
    order = waiting.order_by(Recheck.purpose, Recheck.created_at, Recheck.id).limit(1)
    return (await session.scalars(order.with_for_update())).first()


async def is_any_open(session: AsyncSession) -> bool:
    """Say whether a re-check waits or runs."""
    return bool(await session.scalar(select(exists().where(Recheck.state.in_(sorted(OPEN))))))


async def count_of(session: AsyncSession) -> int:
    """Count the versions that are to be checked again."""
    return await session.scalar(select(func.count()).select_from(Version).where(_LIVE)) or 0


async def upcoming(session: AsyncSession, recheck: UUID, after: UUID | None, limit: int) -> Sequence[Version]:
    """Return the next versions without a result, in the order of their identities."""
    done = exists().where(RecheckResult.recheck_id == recheck, RecheckResult.version_id == Version.id)
    query = select(Version).where(_LIVE, ~done).order_by(Version.id).limit(limit)
    query = query.where(Version.id > after) if after is not None else query
    return (await session.scalars(query.options(*WHOLE))).all()


async def hold(session: AsyncSession, recheck: UUID, holder: str, values: dict[str, Any]) -> bool:
    """Write of a re-check what its holder has to say; say whether it is the holder still."""
    mine = (Recheck.id == recheck, Recheck.holder == holder, Recheck.state == RecheckState.RUNNING)
    done = await session.execute(update(Recheck).where(*mine).values(**values))
    return isinstance(done, CursorResult) and done.rowcount == 1


async def version_of(session: AsyncSession, identity: UUID) -> Version:
    """Return a version as it is now, locked."""
    query = select(Version).where(Version.id == identity)
    await locking.lock(session, query, Version)
    return (await session.scalars(query.options(*WHOLE))).one()


async def tree_of(session: AsyncSession, report: UUID) -> dict[str, Any]:
    """Return the whole of a stored report by its identity."""
    tree: dict[str, Any] = (await session.scalars(select(StoredReport.tree).where(StoredReport.id == report))).one()
    return tree


async def effects(session: AsyncSession, recheck: UUID) -> Sequence[tuple[str, str, int]]:
    """Count the results of a re-check by institution and by effect."""
    columns = Institution.key, RecheckResult.effect
    query = select(*columns, func.count()).select_from(RecheckResult).join(RecheckResult.version)
    query = query.join(Version.interface).join(Interface.institution).where(RecheckResult.recheck_id == recheck)
    found = await session.execute(query.group_by(*columns).order_by(*columns))
    return [(row[0], str(row[1]), row[2]) for row in found]


async def rules(session: AsyncSession, recheck: UUID) -> Sequence[RuleCount]:
    """Count what each rule finds new and no longer, the rule that is new to most versions first."""
    having = func.count().filter(_WORSE)
    sums = having, func.sum(RecheckRule.appeared), func.sum(RecheckRule.raised), func.sum(RecheckRule.gone)
    query = select(RecheckRule.rule, RecheckRule.severity, *sums).where(RecheckRule.recheck_id == recheck)
    query = query.group_by(RecheckRule.rule, RecheckRule.severity).order_by(having.desc(), RecheckRule.rule)
    return [RuleCount(row[0], row[1], *map(int, row[2:])) for row in await session.execute(query)]


async def results(
    session: AsyncSession, recheck: UUID, chosen: Chosen, after: tuple[str, str], limit: int
) -> Sequence[RecheckResult]:
    """Return results of a re-check by name and number of their versions, those behind a name and a number."""
    query = _chosen(select(RecheckResult), recheck, chosen)
    query = query.where(tuple_(Interface.name, Version.number) > tuple_(*after))
    whole = joinedload(RecheckResult.version).joinedload(Version.interface).joinedload(Interface.institution)
    order = query.order_by(Interface.name, Version.number).limit(limit)
    return (await session.scalars(order.options(whole, joinedload(RecheckResult.report)))).all()


async def count_results(session: AsyncSession, recheck: UUID, chosen: Chosen) -> int:
    """Count the results that are asked for."""
    return await session.scalar(_chosen(select(func.count()).select_from(RecheckResult), recheck, chosen)) or 0


def _chosen(query: Select[Any], recheck: UUID, chosen: Chosen) -> Select[Any]:
    query = query.join(RecheckResult.version).join(Version.interface).join(Interface.institution)
    query = query.where(RecheckResult.recheck_id == recheck)
    if chosen.effect is not None:
        query = query.where(RecheckResult.effect == chosen.effect)
    if chosen.institution is not None:
        query = query.where(Institution.key == chosen.institution)
    if chosen.rule is not None:
        same = (RecheckRule.recheck_id == recheck, RecheckRule.version_id == RecheckResult.version_id)
        query = query.where(exists().where(*same, RecheckRule.rule == chosen.rule, _WORSE))
    return query


async def failing(
    session: AsyncSession, institution: str, visibilities: Sequence[str], limit: int
) -> Sequence[Version]:
    """Return the versions of an institution that fail now, those whose grace ends first in front."""
    query = select(Version).join(Version.interface).join(Interface.institution).join(Version.latest)
    query = query.where(_LIVE, Institution.key == institution, LatestCheck.failing_since.is_not(None))
    query = query.where(Interface.visibility.in_(visibilities))
    order = query.order_by(LatestCheck.grace_until, Interface.name, Version.number).limit(limit)
    latest = joinedload(Version.latest).joinedload(LatestCheck.report)
    return (await session.scalars(order.options(*WHOLE, latest))).all()


async def latest_report(session: AsyncSession, version: UUID) -> LatestCheck | None:
    """Return what a re-check found last of a version, with its report; none where nothing was checked again."""
    query = select(LatestCheck).where(LatestCheck.version_id == version).options(joinedload(LatestCheck.report))
    found: LatestCheck | None = await session.scalar(query)
    return found
