"""What the board is made of, remembered; after a change only the institutions that it is about are read again."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.generation import Generation
from registry.db.queries import board as queries
from registry.db.session import Database
from registry.domain.board import Counts, Known, Line, Months, Place, Snapshot, line_of
from registry.domain.calendar import local_day

MOST_AGAIN: Final = 100
"""Beyond so many institutions, all of them are read again."""
MOST_READERS: Final = 64
EVERYBODY: Final = "-"
"""What stands in a change for the institution where it is about none."""


class Boards:
    """The board of a day as it was read last, and what it says to each kind of reader.

    A change bears the institution that it is about, and changes are numbered under a lock, without a gap. Whoever
    knows up to which number a board was read knows so of which institutions it is still right, whichever process
    has changed the others.
    """

    def __init__(self, generation: Generation | None) -> None:
        self._generation = generation
        self._kept: tuple[int, Snapshot] | None = None
        self._lines: OrderedDict[tuple[date, Sequence[str], str | None], dict[str, tuple[Place, Line]]] = OrderedDict()
        self._reading = asyncio.Lock()

    async def snapshot(self, database: Database, day: date) -> Snapshot:
        """Return the board of a day as it is now."""
        if self._generation is None:
            return await whole(database, day)
        # The number comes first: a board that is newer than its number is only read once more than it need be.
        number = await self._generation.current()
        if (kept := self._good(number, day)) is not None:
            return kept
        async with self._reading:  # who has waited for another to read it finds it read
            number = await self._generation.current()
            kept = self._good(number, day) or await self._read(database, number, day)
            self._kept = number, kept
            return kept

    async def lines(self, database: Database, day: date, levels: Sequence[str], own: str | None) -> Sequence[Line]:
        """Return how each institution stands, as somebody sees it who sees some levels of all and all of their own."""
        snapshot = await self.snapshot(database, day)
        reader = day, levels, own
        had, lines = self._lines.get(reader, {}), {}
        for place in snapshot.places:
            known = had.get(place.key)
            is_same = known is not None and known[0] is place
            lines[place.key] = known if known and is_same else (place, line_of(place, levels, own, day))
        self._lines[reader] = lines
        self._lines.move_to_end(reader)
        while len(self._lines) > MOST_READERS:
            self._lines.popitem(last=False)
        return [line for _, line in lines.values()]

    def _good(self, number: int, day: date) -> Snapshot | None:
        kept = self._kept
        return kept[1] if kept is not None and kept[0] == number and kept[1].day == day else None

    async def _read(self, database: Database, number: int, day: date) -> Snapshot:
        if self._kept is None or self._kept[1].day != day:
            return await whole(database, day)
        since, snapshot = self._kept
        async with database.reading() as session:
            keys, count = await queries.touched_since(session, since, number)
        # Where the feed does not tell of every number, as after a backup was put back, nothing is known.
        if count != number - since or len(keys) > MOST_AGAIN:
            return await whole(database, day)
        return await _renewed(database, snapshot, keys - {EVERYBODY})


async def whole(database: Database, day: date) -> Snapshot:
    """Read all of the board, in a handful of statements whatever the number of institutions."""
    return _together(day, await _read_places(database, day))


async def _renewed(database: Database, snapshot: Snapshot, keys: Collection[str]) -> Snapshot:
    """Return a board with some institutions read again, whether they are new, changed or gone."""
    if not keys:
        return snapshot
    again = await _read_places(database, snapshot.day, keys)
    others = [place for place in snapshot.places if place.key not in keys]
    return _together(snapshot.day, [*others, *again])


async def _read_places(database: Database, day: date, keys: Collection[str] | None = None) -> list[Place]:
    async with database.reading() as session:
        rows = await queries.institutions(session, keys)
        among = None if keys is None else [row.id for row in rows]
        return await _places(session, rows, day, among) if rows else []


async def _places(session: AsyncSession, rows: Sequence[Any], day: date, among: queries.Among) -> list[Place]:
    names = _grouped(await queries.names(session, among))
    counted = await queries.known(session, among)
    known = {row.institution_id: Known(row.count, row.source, row.counted_on) for row in counted}
    counts = _by_level(await queries.counted(session, day, among))
    waiting = _grouped(await queries.waiting_since(session, among))
    months = _by_month(
        await queries.registered_by_month(session, among), await queries.published_by_month(session, among)
    )
    return [
        Place(
            key=row.key,
            kind=row.kind,
            sector=row.sector,
            names=[_name(one) for one in names.get(row.id, ())],
            known=known.get(row.id),
            counts=counts[row.id],
            waiting_since=sorted(local_day(at) for _, at in waiting.get(row.id, ())),
            months=months.get(row.id, {}),
        )
        for row in rows
    ]


def _together(day: date, places: Sequence[Place]) -> Snapshot:
    months: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for place in places:
        for level, by_month in place.months.items():
            there = months[level]
            for name, (registered, published) in by_month.items():
                month = there[name]
                month[0] += registered
                month[1] += published
    # Databases put keys in orders of their own.
    return Snapshot(day, sorted(places, key=lambda place: place.key), months)


def _grouped(rows: Sequence[Any]) -> dict[Any, list[Any]]:
    return {key: list(some) for key, some in groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0])}


def _name(row: Any) -> Mapping[str, Any]:
    begins, ends = row.valid_from, row.valid_to
    return {
        "language": row.language,
        "text": row.text,
        "acronym": row.acronym,
        "valid_from": begins and begins.isoformat(),
        "valid_to": ends and ends.isoformat(),
    }


def _by_level(rows: queries.Counted) -> dict[Any, dict[str, Counts]]:
    found: dict[Any, dict[str, Counts]] = defaultdict(dict)
    for institution, level, figures, score in rows:
        had = found[institution].get(level, Counts())
        found[institution][level] = Counts({**had.figures, **figures}, had.score + score)
    return found


def _by_month(registered: Sequence[Any], published: Sequence[Any]) -> Mapping[Any, Months]:
    found: dict[Any, dict[str, dict[str, list[int]]]] = {}
    told = [(row[0], "public", row[1], row[2], (row[3], 0)) for row in registered]
    for institution, level, year, month, (first, second) in [
        *told,
        *((row[0], str(row[1]), row[2], row[3], (0, row[4])) for row in published),
    ]:
        levels = found.setdefault(institution, {}).setdefault(level, {})
        had = levels.setdefault(f"{int(year):04}-{int(month):02}", [0, 0])
        had[0] += first
        had[1] += second
    return found
