"""Every question asked for the board: the counts of all institutions, and the list behind one figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, extract, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import (
    BoardDay,
    Change,
    Institution,
    InstitutionName,
    Interface,
    KnownSystems,
    StoredReport,
    System,
    Version,
    Waiver,
)
from registry.db.queries import figures
from registry.db.queries.figures import IN_REGISTER, LEVEL, LEVEL_OF_WAIVER, Asked
from registry.domain.board import Entry, Figure, Subject, subject_of
from registry.domain.entries import EntryKind
from registry.domain.lifecycle import QUEUED, Status
from registry.domain.names import registry_number, serial_of

Keys = Collection[str] | None
Among = Collection[UUID] | None
"""Which institutions a question is limited to; none for all of them."""

Counted = Sequence[tuple[Any, str, Mapping[Figure, int], int]]
"""The institution, the level, the figures, and the sum of the scores."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list is asked for, as whom, and of which institutions."""

    figure: Figure
    day: date
    levels: Sequence[str]
    own: str | None
    institutions: Sequence[str] = ()
    kinds: Sequence[str] = ()
    sectors: Sequence[str] = ()


async def institutions(session: AsyncSession, keys: Keys = None) -> Sequence[Any]:
    """Return identity, key, kind and sector of institutions, in the order of their keys."""
    columns = Institution.id, Institution.key, Institution.kind, Institution.sector
    query = _of(select(*columns), Institution.key, keys).order_by(Institution.key)
    return (await session.execute(query)).all()


async def names(session: AsyncSession, among: Among = None) -> Sequence[Any]:
    """Return every name of institutions."""
    one = InstitutionName
    columns = one.institution_id, one.language, one.text, one.acronym, one.valid_from, one.valid_to
    query = _of(select(*columns), one.institution_id, among)
    return (await session.execute(query.order_by(one.valid_from.nulls_first(), one.text))).all()


async def known(session: AsyncSession, among: Among = None) -> Sequence[KnownSystems]:
    """Return every count of known systems, the latest last."""
    query = _of(select(KnownSystems), KnownSystems.institution_id, among)
    return (await session.scalars(query.order_by(KnownSystems.counted_on, KnownSystems.recorded_at))).all()


async def known_of(session: AsyncSession, institution: Institution) -> Sequence[KnownSystems]:
    """Return the counts of known systems of an institution, the latest first."""
    query = select(KnownSystems).where(KnownSystems.institution_id == institution.id)
    order = KnownSystems.counted_on.desc(), KnownSystems.recorded_at.desc()
    return (await session.scalars(query.order_by(*order).limit(50))).all()


async def counted(session: AsyncSession, day: date, among: Among = None) -> Counted:
    """Count every figure of institutions, by who may see what is counted."""
    nought, owner = literal(0), Interface.institution_id
    score = func.sum(case((Version.status == Status.PUBLISHED, StoredReport.score), else_=0))
    systems = _summed(figures.of_systems(day), System.institution_id, literal("public"), nought).where(IN_REGISTER)
    apis = _summed(figures.of_apis(), owner, cast(Interface.visibility, String), nought)
    versions = _summed(figures.of_versions(), owner, LEVEL, score).select_from(Version).join(Version.interface)
    waivers = _summed(figures.of_waivers(day), owner, LEVEL_OF_WAIVER, nought).select_from(Waiver)
    asked: Sequence[tuple[Select[Any], Mapping[Figure, Any], Any]] = (
        (systems, figures.of_systems(day), System.institution_id),
        (apis.where(Interface.kind == EntryKind.API), figures.of_apis(), owner),
        (figures.with_newest_report(versions), figures.of_versions(), owner),
        (waivers.join(Waiver.interface), figures.of_waivers(day), owner),
    )
    found = [row for query, conditions, of in asked for row in await _read(session, _of(query, of, among), conditions)]
    offering = await session.execute(_offering(among))
    return [*found, *((row[0], row[1], {Figure.OFFERING: row[2]}, 0) for row in offering)]


async def waiting_since(session: AsyncSession, among: Among = None) -> Sequence[Any]:
    """Return since when each version waits for a reviewer, and whose it is."""
    query = select(Interface.institution_id, Version.submitted_at).join_from(Version, Interface)
    query = _of(query.where(Version.status.in_(sorted(QUEUED))), Interface.institution_id, among)
    return (await session.execute(query)).all()


async def registered_by_month(session: AsyncSession, among: Among = None) -> Sequence[Any]:
    """Count the systems of institutions by the year and the month in which they were registered."""
    month = System.institution_id, extract("year", System.created_at), extract("month", System.created_at)
    query = _of(select(*month, func.count()).where(IN_REGISTER), System.institution_id, among)
    return (await session.execute(query.group_by(*month))).all()


async def published_by_month(session: AsyncSession, among: Among = None) -> Sequence[Any]:
    """Count the apis of institutions by who may see them and by the year and month of their first publication."""
    first = select(Interface.id, Interface.institution_id, Interface.visibility, func.min(Version.published_at))
    first = first.join_from(Interface, Version, Version.interface_id == Interface.id)
    first = first.where(Interface.kind == EntryKind.API, Version.published_at.is_not(None)).group_by(Interface.id)
    one = _of(first, Interface.institution_id, among).subquery().c
    columns = one.institution_id, one.visibility, extract("year", one[3]), extract("month", one[3])
    return (await session.execute(select(*columns, func.count()).group_by(*columns))).all()


async def touched_since(session: AsyncSession, number: int, last: int) -> tuple[set[str], int]:
    """Return the institutions that the changes behind a number are about, up to the last, and how many those are."""
    query = select(Change.institution, func.count()).where(Change.seq > number, Change.seq <= last)
    rows = (await session.execute(query.group_by(Change.institution))).all()
    return {row[0] for row in rows}, sum(row[1] for row in rows)


async def entries(session: AsyncSession, wanted: Wanted, *, after: str, limit: int) -> Sequence[Entry]:
    """Return the entries that a figure counts, behind a name, in the order of their names and numbers."""
    query, name, number = _listed(wanted)
    found, _, last = after.rpartition("@") if "@" in after else (after, "", "")
    beyond = name > found
    if number is not None:
        told = serial_of(last, "WVR") or 0 if number is Waiver.serial else last
        # The first part alone lets a database begin in its index of the names.
        beyond = and_(name >= found, or_(name > found, and_(name == found, number > told)))
    order = (name,) if number is None else (name, number)
    if subject_of(wanted.figure) is Subject.VERSION:
        query = query.where(Interface.id.in_(_upcoming(wanted, found, limit)))
    rows = await session.execute(query.where(beyond).order_by(*order).limit(limit))
    return [Entry._make(row)._replace(number=_number_of(row[2])) for row in rows]


async def days(session: AsyncSession, institution: str, least: date) -> Sequence[BoardDay]:
    """Return how an institution stood on each day that was kept since a day, in order."""
    query = select(BoardDay).where(BoardDay.institution == institution, BoardDay.day >= least)
    return (await session.scalars(query.order_by(BoardDay.day))).all()


async def has_day(session: AsyncSession, day: date) -> bool:
    """Say whether a day was kept."""
    return await session.scalar(select(BoardDay.day).where(BoardDay.day == day).limit(1)) is not None


def _summed(
    conditions: Mapping[Figure, ColumnElement[bool]], owner: Any, level: ColumnElement[Any], score: ColumnElement[Any]
) -> Select[Any]:
    sums = [func.sum(case((condition, 1), else_=0)) for condition in conditions.values()]
    return select(owner, level.label("level"), score, *sums).group_by(owner, "level")


def _of(query: Asked, column: Any, among: Collection[Any] | None) -> Asked:
    return query if among is None else query.where(column.in_(among))


async def _read(session: AsyncSession, query: Select[Any], conditions: Mapping[Figure, Any]) -> Counted:
    rows = await session.execute(query)
    return [(row[0], row[1], dict(zip(conditions, row[3:], strict=True)), row[2]) for row in rows]


def _offering(among: Among) -> Select[Any]:
    """Count the systems with a published api by the widest circle that may see one: `public` comes after the others."""
    widest = select(System.institution_id, func.max(cast(Interface.visibility, String)).label("level"))
    widest = widest.join_from(Interface, System, Interface.system_id == System.id)
    published = figures.of_apis()[Figure.PUBLISHED]
    widest = _of(widest.where(IN_REGISTER, published), System.institution_id, among)
    each = widest.group_by(System.id, System.institution_id).subquery()
    return select(each.c.institution_id, each.c.level, func.count()).group_by(each.c.institution_id, each.c.level)


def _listed(wanted: Wanted) -> tuple[Select[Any], Any, Any]:
    """Return the question for what a figure counts, and the columns that tell one entry from another."""
    subject = subject_of(wanted.figure)
    if subject is Subject.SYSTEM:
        told = literal("system"), System.key, literal(None), System.names, Institution.key, System.updated_at
        query = select(*told).join_from(System, Institution, System.institution_id == Institution.id)
        return _narrowed(query.where(IN_REGISTER, _of_system(wanted)), wanted), System.key, None
    if subject is Subject.WAIVER:
        return _waivers(wanted)
    at = Interface.updated_at if subject is Subject.API else Version.updated_at
    number = literal(None) if subject is Subject.API else Version.number
    columns = cast(Interface.kind, String), Interface.name, number, Interface.title, Institution.key, at
    query = select(*columns).join_from(Interface, Institution, Interface.institution_id == Institution.id)
    if subject is Subject.API:
        shown = _may_see(Interface.visibility, wanted)
        query = query.where(Interface.kind == EntryKind.API, figures.of_apis()[wanted.figure], shown)
        return _narrowed(query, wanted), Interface.name, None
    query = figures.with_newest_report(query.join(Version, Version.interface_id == Interface.id))
    return _narrowed(query.where(*_of_version(wanted)), wanted), Interface.name, Version.number


def _upcoming(wanted: Wanted, name: str, limit: int) -> Select[Any]:
    """Return the next entries that have a version to list: a database walks to them instead of sorting all versions."""
    versions = figures.with_newest_report(select(literal(1)).select_from(Version))
    counted = versions.where(Version.interface_id == Interface.id, *_of_version(wanted))
    query = select(Interface.id).join(Interface.institution).where(Interface.name >= name)
    query = query.where(counted.correlate(Interface, Institution).exists())
    return _narrowed(query, wanted).order_by(Interface.name).limit(limit)


def _of_version(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    return figures.of_versions()[wanted.figure], _may_see(LEVEL, wanted)


def _waivers(wanted: Wanted) -> tuple[Select[Any], Any, Any]:
    told = literal("waiver"), Interface.name, Waiver.serial, Interface.title, Institution.key, Waiver.updated_at
    query = select(*told).select_from(Waiver).join(Waiver.interface).join(Interface.institution)
    query = query.where(figures.of_waivers(wanted.day)[wanted.figure], _may_see(LEVEL_OF_WAIVER, wanted))
    return _narrowed(query, wanted), Interface.name, Waiver.serial


def _number_of(told: int | str | None) -> str | None:
    return registry_number("WVR", told) if isinstance(told, int) else told


def _of_system(wanted: Wanted) -> ColumnElement[bool]:
    if wanted.figure is not Figure.OFFERING:
        return figures.of_systems(wanted.day)[wanted.figure]
    every = and_(Institution.key == wanted.own, figures.offers_to(("public", "government")))
    return or_(figures.offers_to(wanted.levels), every) if wanted.own else figures.offers_to(wanted.levels)


def _may_see(level: Any, wanted: Wanted) -> ColumnElement[bool]:
    shown = level.in_(wanted.levels)
    return or_(shown, Institution.key == wanted.own) if wanted.own else shown


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    chosen = {Institution.key: wanted.institutions, Institution.kind: wanted.kinds, Institution.sector: wanted.sectors}
    for column, values in chosen.items():
        if values:
            query = query.where(column.in_(values))
    return query
