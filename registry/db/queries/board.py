"""Every question asked for the board: the counts of all institutions, and the list behind one figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, extract, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import (
    BoardDay,
    Institution,
    InstitutionName,
    Interface,
    KnownSystems,
    StoredReport,
    System,
    Version,
)
from registry.db.queries import figures
from registry.db.queries.figures import IN_REGISTER, LEVEL
from registry.domain.board import Entry, Figure, Subject, subject_of
from registry.domain.entries import EntryKind
from registry.domain.lifecycle import QUEUED, Status

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


async def institutions(session: AsyncSession) -> Sequence[Any]:
    """Return identity, key, kind and sector of every institution, in the order of their keys."""
    columns = Institution.id, Institution.key, Institution.kind, Institution.sector
    return (await session.execute(select(*columns).order_by(Institution.key))).all()


async def names(session: AsyncSession) -> Sequence[Any]:
    """Return every name of every institution."""
    one = InstitutionName
    columns = one.institution_id, one.language, one.text, one.acronym, one.valid_from, one.valid_to
    return (await session.execute(select(*columns).order_by(one.valid_from.nulls_first(), one.text))).all()


async def known(session: AsyncSession) -> Sequence[KnownSystems]:
    """Return every count of known systems, the latest last."""
    return (
        await session.scalars(select(KnownSystems).order_by(KnownSystems.counted_on, KnownSystems.recorded_at))
    ).all()


async def known_of(session: AsyncSession, institution: Institution) -> Sequence[KnownSystems]:
    """Return the counts of known systems of an institution, the latest first."""
    query = select(KnownSystems).where(KnownSystems.institution_id == institution.id)
    order = KnownSystems.counted_on.desc(), KnownSystems.recorded_at.desc()
    return (await session.scalars(query.order_by(*order).limit(50))).all()


async def counted(session: AsyncSession, day: date) -> Counted:
    """Count every figure of every institution, by who may see what is counted."""
    systems = _summed(figures.of_systems(day), System.institution_id, literal("public"), literal(0))
    apis = _summed(figures.of_apis(), Interface.institution_id, cast(Interface.visibility, String), literal(0))
    score = func.sum(case((Version.status == Status.PUBLISHED, StoredReport.score), else_=0))
    versions = _summed(figures.of_versions(), Interface.institution_id, LEVEL, score)
    found = [
        *await _read(session, systems.where(IN_REGISTER), figures.of_systems(day)),
        *await _read(session, apis.where(Interface.kind == EntryKind.API), figures.of_apis()),
        *await _read(session, _of_versions(versions), figures.of_versions()),
    ]
    offering = await session.execute(_offering())
    return [*found, *((row[0], row[1], {Figure.OFFERING: row[2]}, 0) for row in offering)]


async def waiting_since(session: AsyncSession) -> Sequence[Any]:
    """Return since when each version waits for a reviewer, and whose it is."""
    query = select(Interface.institution_id, Version.submitted_at).join_from(Version, Interface)
    return (await session.execute(query.where(Version.status.in_(sorted(QUEUED))))).all()


async def registered_by_month(session: AsyncSession) -> Sequence[Any]:
    """Count the systems of the register by the year and the month in which they were registered."""
    month = extract("year", System.created_at), extract("month", System.created_at)
    return (await session.execute(select(*month, func.count()).where(IN_REGISTER).group_by(*month))).all()


async def published_by_month(session: AsyncSession) -> Sequence[Any]:
    """Count the apis by who may see them and by the year and the month in which they were first published."""
    first = select(Version.interface_id, func.min(Version.published_at).label("at"))
    first_of = first.where(Version.published_at.is_not(None)).group_by(Version.interface_id).subquery()
    columns = Interface.visibility, extract("year", first_of.c.at), extract("month", first_of.c.at)
    query = select(*columns, func.count()).join_from(first_of, Interface, first_of.c.interface_id == Interface.id)
    return (await session.execute(query.where(Interface.kind == EntryKind.API).group_by(*columns))).all()


async def entries(session: AsyncSession, wanted: Wanted, *, after: str, limit: int) -> Sequence[Entry]:
    """Return the entries that a figure counts, behind a name, in the order of their names and numbers."""
    query, name, number = _listed(wanted)
    found, _, last = after.rpartition("@") if "@" in after else (after, "", "")
    beyond = or_(name > found, and_(name == found, number > last)) if number is not None else name > found
    order = (name,) if number is None else (name, number)
    rows = await session.execute(query.where(beyond).order_by(*order).limit(limit))
    return [Entry._make(row) for row in rows]


async def count(session: AsyncSession, wanted: Wanted) -> int:
    """Return how many entries a figure counts."""
    query = _listed(wanted)[0].with_only_columns(func.count(), maintain_column_froms=True)
    return await session.scalar(query) or 0


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


def _of_versions(query: Select[Any]) -> Select[Any]:
    joined = query.select_from(Version).join(Interface, Version.interface_id == Interface.id)
    return joined.join(StoredReport, Version.report_id == StoredReport.id)


async def _read(session: AsyncSession, query: Select[Any], conditions: Mapping[Figure, Any]) -> Counted:
    rows = await session.execute(query)
    return [(row[0], row[1], dict(zip(conditions, row[3:], strict=True)), row[2]) for row in rows]


def _offering() -> Select[Any]:
    """Count the systems with a published api by the widest circle that may see one: `public` comes after the others."""
    widest = select(System.institution_id, func.max(cast(Interface.visibility, String)).label("level"))
    widest = widest.join_from(Interface, System, Interface.system_id == System.id)
    published = figures.of_apis()[Figure.PUBLISHED]
    each = widest.where(IN_REGISTER, published).group_by(System.id, System.institution_id).subquery()
    return select(each.c.institution_id, each.c.level, func.count()).group_by(each.c.institution_id, each.c.level)


def _listed(wanted: Wanted) -> tuple[Select[Any], Any, Any]:
    """Return the question for what a figure counts, and the columns that tell one entry from another."""
    subject = subject_of(wanted.figure)
    if subject is Subject.SYSTEM:
        told = literal("system"), System.key, literal(None), System.names, Institution.key, System.updated_at
        query = select(*told).join_from(System, Institution, System.institution_id == Institution.id)
        return _narrowed(query.where(IN_REGISTER, _of_system(wanted)), wanted), System.key, None
    at = Interface.updated_at if subject is Subject.API else Version.updated_at
    number = literal(None) if subject is Subject.API else Version.number
    columns = cast(Interface.kind, String), Interface.name, number, Interface.title, Institution.key, at
    query = select(*columns).join_from(Interface, Institution, Interface.institution_id == Institution.id)
    if subject is Subject.API:
        shown = _may_see(Interface.visibility, wanted)
        query = query.where(Interface.kind == EntryKind.API, figures.of_apis()[wanted.figure], shown)
        return _narrowed(query, wanted), Interface.name, None
    query = query.join(Version, Version.interface_id == Interface.id)
    query = query.join(StoredReport, Version.report_id == StoredReport.id)
    query = query.where(figures.of_versions()[wanted.figure], _may_see(LEVEL, wanted))
    return _narrowed(query, wanted), Interface.name, Version.number


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
