"""The figures of the board, what each of them counts, and what an institution does next about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Any, Final, NamedTuple

from registry.domain.entries import Channel

EXPIRY_NOTICE: Final = timedelta(days=92)
"""How long before its end a registration of personal data is shown as running out: three months."""


class Subject(StrEnum):
    """What a figure counts."""

    SYSTEM = "system"
    API = "api"
    VERSION = "version"
    WAIVER = "waiver"


class Figure(StrEnum):
    """One number of the board; behind each is a list that is as long as the number says."""

    REGISTERED = "registered"
    UNCHECKED = "unchecked"
    CHECKED = "checked"
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    OFFERING = "offering"
    CONNECTED = "connected"
    ON_GOVESB = "on-govesb"
    ON_GEPG = "on-gepg"
    ON_NIDA_CIG = "on-nida-cig"
    ON_JAMII_X_CHANGE = "on-jamii-x-change"
    ON_ZAN_X_CHANGE = "on-zan-x-change"
    ON_DIRECT = "on-direct"
    ON_OTHER = "on-other"
    UNVERIFIED = "unverified"
    PERSONAL_DATA_UNREGISTERED = "personal-data-unregistered"
    PERSONAL_DATA_EXPIRING = "personal-data-expiring"
    PERSONAL_DATA_EXPIRED = "personal-data-expired"
    APIS = "apis"
    PUBLISHED = "published"
    GOVESB_CODED = "govesb-coded"
    WAITING = "waiting"
    RETURNED = "returned"
    PASSING = "passing"
    FAILING = "failing"
    WAIVERS_ASKED = "waivers-asked"
    WAIVERS_IN_FORCE = "waivers-in-force"


BY_CHANNEL: Final[Mapping[Figure, Channel]] = {Figure(f"on-{channel}"): channel for channel in Channel}
"""The figure of each channel."""

_APIS: Final = {Figure.APIS, Figure.PUBLISHED, Figure.GOVESB_CODED}
_VERSIONS: Final = {Figure.WAITING, Figure.RETURNED, Figure.PASSING, Figure.FAILING}
_WAIVERS: Final = {Figure.WAIVERS_ASKED, Figure.WAIVERS_IN_FORCE}


def subject_of(figure: Figure) -> Subject:
    """Return what a figure counts."""
    if figure in _VERSIONS:
        return Subject.VERSION
    if figure in _WAIVERS:
        return Subject.WAIVER
    return Subject.API if figure in _APIS else Subject.SYSTEM


@dataclass(frozen=True, slots=True)
class Step:
    """What an institution does next where a figure is above nought, and whether that makes it one that is behind."""

    figure: Figure
    behind: bool = True


STEPS: Final = (
    Step(Figure.PERSONAL_DATA_EXPIRED),
    Step(Figure.PERSONAL_DATA_UNREGISTERED),
    Step(Figure.RETURNED),
    Step(Figure.UNCHECKED),
    Step(Figure.FAILING),
    Step(Figure.UNVERIFIED),
    Step(Figure.UNREVIEWED),
    Step(Figure.PERSONAL_DATA_EXPIRING, behind=False),
)
"""What is to be done, the most urgent first; registering what is known and missing comes before them all."""


@dataclass(frozen=True, slots=True)
class Known:
    """How many systems of an institution e-GA knows of, by whom that was counted, and on which day."""

    count: int
    source: str
    counted_on: date


Day = tuple[date, Mapping[Figure, int]]
"""A day that was kept, and the figures as they stood on it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of one institution at one level of who may see it."""

    figures: Mapping[Figure, int] = field(default_factory=dict)
    score: int = 0
    """The sum of the scores of what is published."""


Months = Mapping[str, Mapping[str, Sequence[int]]]
"""By level, what was registered and first published in each month: `2026-11` has both."""


@dataclass(frozen=True, slots=True)
class Place:
    """One institution as the board knows it: its counts by level, since when its versions wait."""

    key: str
    kind: str
    sector: str
    names: Sequence[Mapping[str, Any]]
    known: Known | None
    counts: Mapping[str, Counts]
    waiting_since: Sequence[date]
    months: Months = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the board is made of, of one day and one state of the catalogue."""

    day: date
    places: Sequence[Place]
    months: Months


class Entry(NamedTuple):
    """One entry of a list behind a figure."""

    kind: str
    name: str
    number: str | None
    title: Any
    institution: str
    at: datetime

    @property
    def path(self) -> str:
        """Return where its page is."""
        if self.kind == Subject.WAIVER:
            return f"/waivers/{self.number}"
        return f"/{self.kind}s/{self.name}" + (f"/{self.number}" if self.number else "")


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that is to be done, and how often."""

    name: str
    count: int
    behind: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One institution, or several together, as a reader may see them."""

    key: str
    kind: str
    sector: str
    names: Sequence[Mapping[str, Any]]
    known: int | None
    """How many systems e-GA knows of; none where nobody has recorded it."""
    known_from: Known | None
    counted: int
    """Of how many institutions somebody has recorded how many systems they have."""
    figures: Mapping[Figure, int]
    score: int | None
    waiting_days: Sequence[int]
    unregistered: int = 0

    @property
    def days_median(self) -> float | None:
        """Return for how many days half of what waits for a reviewer has waited, none where nothing does."""
        return median(self.waiting_days) if self.waiting_days else None

    @property
    def days_oldest(self) -> int | None:
        """Return for how many days the oldest has waited, none where nothing waits."""
        return max(self.waiting_days, default=None)

    @property
    def todo(self) -> Sequence[Todo]:
        """Return what is to be done, the most urgent first."""
        first = [Todo("unregistered", self.unregistered, behind=True)] if self.unregistered else []
        found = ((step, self.figures.get(step.figure, 0)) for step in STEPS)
        return [*first, *(Todo(step.figure, count, step.behind) for step, count in found if count)]

    @property
    def backlog(self) -> int:
        """Return how many things this institution is behind with."""
        return sum(todo.count for todo in self.todo if todo.behind)


def spread(days: Sequence[Day], most: int) -> Sequence[Day]:
    """Return so many of the days at most, spread evenly over all of them, the last among them."""
    if len(days) <= most:
        return days
    step = (len(days) - 1) / (most - 1)
    return [days[round(number * step)] for number in range(most)]


def line_of(place: Place, levels: Sequence[str], own: str | None, day: date) -> Line:
    """Return an institution as somebody may see it who sees these levels of all, and every level of their own."""
    seen = [counts for level, counts in place.counts.items() if level in levels or place.key == own]
    figures = {figure: sum(counts.figures.get(figure, 0) for counts in seen) for figure in Figure}
    judged = figures[Figure.PASSING] + figures[Figure.FAILING]
    waits = place.waiting_since if "private" in levels or place.key == own else ()
    known = place.known.count if place.known else None
    return Line(
        key=place.key,
        kind=place.kind,
        sector=place.sector,
        names=place.names,
        known=known,
        known_from=place.known,
        counted=int(place.known is not None),
        figures=figures,
        score=round(sum(counts.score for counts in seen) / judged) if judged else None,
        waiting_days=[(day - since).days for since in waits],
        unregistered=max(0, (known or 0) - figures[Figure.REGISTERED]),
    )


def together(lines: Sequence[Line]) -> Line:
    """Return several institutions as one line."""
    figures = {figure: sum(line.figures[figure] for line in lines) for figure in Figure}
    judged = [(line, line.figures[Figure.PASSING] + line.figures[Figure.FAILING]) for line in lines]
    total = sum(count for _, count in judged)
    weighed = sum((line.score or 0) * count for line, count in judged)
    known = [line.known for line in lines if line.known is not None]
    return Line(
        key="",
        kind="",
        sector="",
        names=(),
        known=sum(known) if known else None,
        known_from=None,
        counted=len(known),
        figures=figures,
        score=round(weighed / total) if total else None,
        waiting_days=[days for line in lines for days in line.waiting_days],
        unregistered=sum(line.unregistered for line in lines),
    )
