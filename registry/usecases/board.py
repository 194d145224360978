"""The board: how every institution stands, what is behind each figure, and how it stood before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.db.models import BoardDay, KnownSystems
from registry.db.queries import board as queries
from registry.db.queries import institutions
from registry.db.queries.board import Wanted
from registry.domain.actors import Role, Scope, require_role
from registry.domain.board import Counts, Day, Entry, Figure, Line, Place, Snapshot, together
from registry.domain.calendar import local_day
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.visibility import levels_of, own_of
from registry.usecases import boards
from registry.usecases.pages import Page, page_of
from registry.usecases.work import Work

ALL = "-"
"""The name under which all institutions together are kept; no key of an institution is like it."""

MONTHS = 12
DAYS = 366


@dataclass(frozen=True, slots=True)
class Filters:
    """Which institutions the board, or a list behind it, is limited to."""

    institutions: Sequence[str] = ()
    kinds: Sequence[str] = ()
    sectors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """How institutions stand on a day, each by itself and all together."""

    day: date
    lines: Sequence[Line]
    total: Line


@dataclass(frozen=True, slots=True)
class Month:
    """How much there was at the end of a month: systems that are still in the register, apis ever published."""

    name: str
    registered: int
    published: int


async def read(work: Work, filters: Filters) -> Board:
    """Return how institutions stand, counting only what the reader may see."""
    day, every = _day(work), await _lines(work)
    chosen = [line for line in every if _is_chosen(line, filters)]
    return Board(day, chosen, together(chosen))


async def months(work: Work) -> Sequence[Month]:
    """Return how the register grew over the last months, from the moments that its entries carry."""
    snapshot = await _snapshot(work)
    levels = levels_of(work.actor)
    added: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for level, by_month in snapshot.months.items():
        for name, (registered, published) in by_month.items() if level in levels else ():
            added[name][0] += registered
            added[name][1] += published
    running, grown = [0, 0], {}
    for name in sorted({*added, *_last_months(snapshot.day)}):
        running = [had + more for had, more in zip(running, added.get(name, (0, 0)), strict=True)]
        grown[name] = Month(name, *running)
    return [grown[name] for name in _last_months(snapshot.day)]


async def entries(work: Work, figure: Figure, filters: Filters, *, after: str, limit: int) -> Page[Entry]:
    """Return a page of what a figure counts, by the condition that the figure is counted by; it says how many."""
    parts = {"institutions": filters.institutions, "kinds": filters.kinds, "sectors": filters.sectors}
    wanted = Wanted(figure, _day(work), levels_of(work.actor), own_of(work.actor), **parts)
    rows = await queries.entries(work.session, wanted, after=after, limit=limit + 1)
    return page_of(rows, limit, (await read(work, filters)).total.figures[figure], _place_of)


async def known_counts(work: Work, key: str) -> Sequence[KnownSystems]:
    """Return how many systems an institution was known to have, by each count, the latest first."""
    return await queries.known_of(work.session, await institutions.get(work.session, key))


async def record_known(work: Work, key: str, tree: object) -> KnownSystems:
    """Record how many systems an institution is known to have, who counted them and on which day."""
    given = work.given("known_systems", tree)
    work.attempt("institution:count", "institution", key, Scope.REVIEWS_WRITE)
    require_role(work.actor, {Role.REVIEWER, Role.ADMIN})
    institution = await institutions.get(work.session, key)
    counted_on = date.fromisoformat(given["counted_on"])
    if counted_on > _day(work):
        raise FieldsInvalid((FieldError("/counted_on", "counted-in-future", {"limit": _day(work).isoformat()}),))
    row = KnownSystems(
        institution=institution,
        count=given["count"],
        source=given["source"],
        counted_on=counted_on,
        recorded_by=work.actor.name,
        recorded_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.record(count=row.count, source=row.source, counted_on=given["counted_on"])
    work.announce("institution.counted", institution)
    return row


async def keep_day(work: Work) -> bool:
    """Keep how every institution stands today, once a day; say whether that was still to be done."""
    work.attempt("board:keep", "board", _day(work).isoformat(), Scope.REVIEWS_WRITE)
    require_role(work.actor, {Role.ADMIN})
    await work.database.dialect.lock_records(work.session)
    if await queries.has_day(work.session, _day(work)):
        return False
    snapshot = await boards.whole(work.database, _day(work))
    kept = [(place.key, {level: _plain(counts) for level, counts in place.counts.items()}) for place in snapshot.places]
    together_now = {level: _plain(_sum(snapshot.places, level)) for level in ("public", "government", "private")}
    rows = [*kept, (ALL, together_now)]
    work.session.add_all([BoardDay(day=snapshot.day, institution=key, figures=figures) for key, figures in rows])
    await work.session.flush()
    work.record(institutions=len(snapshot.places))
    return True


async def days(work: Work, key: str = ALL) -> Sequence[Day]:
    """Return how an institution, or all together, stood on the days that were kept, as the reader may see it."""
    levels, own = levels_of(work.actor), own_of(work.actor)
    found = await queries.days(work.session, key, _day(work) - timedelta(days=DAYS))
    return [(row.day, _seen(row.figures, levels, everything=key == own)) for row in found]


def _seen(kept: Mapping[str, Mapping[str, int]], levels: Sequence[str], *, everything: bool) -> Mapping[Figure, int]:
    chosen = [figures for level, figures in kept.items() if everything or level in levels]
    return {figure: sum(figures.get(figure, 0) for figures in chosen) for figure in Figure}


def _plain(counts: Counts) -> dict[str, int]:
    return {str(figure): count for figure, count in counts.figures.items() if count}


def _sum(places: Sequence[Place], level: str) -> Counts:
    every = [place.counts[level].figures for place in places if level in place.counts]
    return Counts({figure: sum(figures.get(figure, 0) for figures in every) for figure in Figure})


def _place_of(entry: Entry) -> str:
    return entry.name if entry.number is None else f"{entry.name}@{entry.number}"


def _is_chosen(line: Line, filters: Filters) -> bool:
    chosen = ((line.key, filters.institutions), (line.kind, filters.kinds), (line.sector, filters.sectors))
    return all(not wanted or value in wanted for value, wanted in chosen)


def _last_months(day: date) -> list[str]:
    number = day.year * 12 + day.month - 1
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(number - MONTHS + 1, number + 1)]


async def _lines(work: Work) -> Sequence[Line]:
    return await work.check.boards.lines(work.database, _day(work), levels_of(work.actor), own_of(work.actor))


async def _snapshot(work: Work) -> Snapshot:
    return await work.check.boards.snapshot(work.database, _day(work))


def _day(work: Work) -> date:
    return local_day(work.now)
