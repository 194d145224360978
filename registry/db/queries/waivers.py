"""Every question asked of waivers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from registry.db.models import Institution, Interface, StoredReport, Version, Waiver
from registry.db.queries import locking
from registry.db.queries.interfaces import known_to
from registry.db.queries.rules import newest_outcomes
from registry.domain.errors import NotFound
from registry.domain.lifecycle import EDITABLE, Status
from registry.domain.names import registry_number
from registry.domain.waivers import SOON, Grant, WaiverState

_WHOLE = (
    joinedload(Waiver.interface).joinedload(Interface.institution).selectinload(Institution.names),
    joinedload(Waiver.renews),
)
Filters = Mapping[str, Any]


async def next_serial(session: AsyncSession) -> int:
    """Return the serial number of the next waiver."""
    return (await session.scalar(select(func.max(Waiver.serial))) or 0) + 1


async def get(session: AsyncSession, number: str, *, lock: bool = False) -> Waiver:
    """Return the waiver of a registry number; raise `NotFound`."""
    digits = number.removeprefix("WVR-").partition("-")[0]
    serial = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0  # noqa: PLR2004 what a column holds
    query = select(Waiver).where(Waiver.serial == serial)
    if lock:
        await locking.lock(session, query, Waiver)
    query = query.options(*_WHOLE).execution_options(populate_existing=lock)
    found = await session.scalar(query) if registry_number("WVR", serial) == number else None
    if found is None:
        raise NotFound("waiver", number[:40])
    return found


async def asked(session: AsyncSession, interface: Interface, rule: str, fingerprint: str) -> Waiver | None:
    """Return the waiver of a finding that nobody has decided yet."""
    query = select(Waiver).where(Waiver.interface_id == interface.id, Waiver.state == WaiverState.ASKED)
    found: Waiver | None = await session.scalar(query.where(Waiver.rule == rule, Waiver.fingerprint == fingerprint))
    return found


async def grants_of(session: AsyncSession, interface_id: UUID) -> list[Grant]:
    """Return the waivers of an entry that were granted and not withdrawn, those that are over among them."""
    states = (WaiverState.GRANTED, WaiverState.ENDED)
    query = select(Waiver).where(Waiver.interface_id == interface_id, Waiver.state.in_(states)).order_by(Waiver.serial)
    return [one.grant for one in await session.scalars(query)]


async def list_page(session: AsyncSession, filters: Filters, day: date, before: int, limit: int) -> Sequence[Waiver]:
    """Return waivers with lower serial numbers than one, the latest first; nought begins the list."""
    query = _filtered(select(Waiver), filters, day)
    if before:
        query = query.where(Waiver.serial < before)
    return (await session.scalars(query.order_by(Waiver.serial.desc()).limit(limit).options(*_WHOLE))).all()


async def count(session: AsyncSession, filters: Filters, day: date) -> int:
    """Count the waivers that filters let through."""
    return await session.scalar(_filtered(select(func.count()).select_from(Waiver), filters, day)) or 0


async def overdue(session: AsyncSession, day: date) -> Sequence[Waiver]:
    """Return the granted waivers whose last day is over and of which nobody was told yet."""
    query = select(Waiver).where(Waiver.state == WaiverState.GRANTED, Waiver.ends_on < day).order_by(Waiver.serial)
    await locking.lock(session, query, Waiver)
    return (await session.scalars(query.options(*_WHOLE))).all()


async def statistics(session: AsyncSession, day: date, rule: str | None = None) -> dict[str, dict[str, int]]:
    """Count the waivers of each rule: asked for at all, granted at some time, refused, and in force."""
    granted = Waiver.decided_at.is_not(None) & (Waiver.state != WaiverState.REFUSED)
    in_force = (Waiver.state == WaiverState.GRANTED) & (Waiver.ends_on >= day)
    counted = {"granted": granted, "refused": Waiver.state == WaiverState.REFUSED, "in_force": in_force}
    sums = [func.sum(case((condition, 1), else_=0)).label(name) for name, condition in counted.items()]
    query = select(Waiver.rule, func.count().label("asked"), *sums).group_by(Waiver.rule)
    if rule is not None:
        query = query.where(Waiver.rule == rule)
    rows = await session.execute(query.order_by(func.count().desc(), Waiver.rule))
    return {row.rule: {name: int(getattr(row, name)) for name in ("asked", *counted)} for row in rows}


async def published_with(session: AsyncSession, rule: str, visibilities: Sequence[str], day: date) -> int:
    """Count the published versions that fail a rule and whose entry has a waiver for it in force."""
    outcomes = newest_outcomes(rule).c
    query = select(func.count(Version.id.distinct())).join(Version.interface)
    query = query.join(Waiver, (Waiver.interface_id == Version.interface_id) & (Waiver.rule == rule))
    query = query.where(Version.id == outcomes.version_id, outcomes.outcome == "fail")
    query = query.where(Version.status == Status.PUBLISHED)
    query = query.where(Waiver.state == WaiverState.GRANTED, Waiver.ends_on >= day)
    return await session.scalar(query.where(Interface.visibility.in_(visibilities))) or 0


async def failing_of(session: AsyncSession, interface_id: UUID) -> Sequence[tuple[UUID, dict[str, Any]]]:
    """Return the versions of an entry that may yet be submitted and have errors, each with its report."""
    query = select(Version.id, StoredReport.tree).join(Version.report)
    query = query.where(Version.interface_id == interface_id, Version.status.in_(EDITABLE))
    return [(row[0], row[1]) for row in await session.execute(query.where(StoredReport.result == "fail"))]


async def set_waived_until(session: AsyncSession, version_id: UUID, until: date | None) -> None:
    """Say until when every error of a version is covered; what its owner wrote stays at its revision."""
    await session.execute(
        update(Version).where(Version.id == version_id).values(waived_until=until),
        execution_options={"synchronize_session": "evaluate"},
    )


def _filtered(query: Select[Any], filters: Filters, day: date) -> Select[Any]:
    if levels := filters.get("levels"):
        known = select(Interface.id).join(Interface.institution).where(known_to(levels, filters.get("own")))
        query = query.where(Waiver.interface_id.in_(known))
    if rule := filters.get("rule"):
        query = query.where(Waiver.rule == rule)
    if institution := filters.get("institution"):
        own = select(Interface.id).join(Interface.institution).where(Institution.key == institution)
        query = query.where(Waiver.interface_id.in_(own))
    if entry := filters.get("entry"):
        query = query.where(Waiver.interface_id.in_(select(Interface.id).where(Interface.name == entry)))
    granted = Waiver.state == WaiverState.GRANTED
    if filters.get("ending"):
        query = query.where(granted, Waiver.ends_on >= day, Waiver.ends_on <= day + SOON)
    state = filters.get("state")
    if state == WaiverState.ENDED:
        return query.where((Waiver.state == state) | (granted & (Waiver.ends_on < day)))
    if state == WaiverState.GRANTED:
        return query.where(granted, Waiver.ends_on >= day)
    return query.where(Waiver.state == state) if state else query
