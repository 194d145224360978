"""The JSON bodies of the board and of freshness."""

from datetime import date, datetime
from typing import Any

import msgspec

from registry.db.models import KnownSystems
from registry.domain.board import Entry, Figure, Subject
from registry.usecases.freshness import Facts


class LineBody(msgspec.Struct, frozen=True):
    """How one institution stands, or all together; what nobody has recorded is null."""

    institution: str | None
    title: dict[str, str] | None
    kind: str | None
    sector: str | None
    known: int | None
    known_source: str | None
    known_on: date | None
    institutions_counted: int
    unregistered: int | None
    figures: dict[str, int]
    score: int | None
    days_in_review: dict[str, float | None]
    next_steps: list[dict[str, Any]]
    backlog: int


class MonthBody(msgspec.Struct, frozen=True):
    """How much there was at the end of a month."""

    month: str
    registered: int
    published: int


class BoardBody(msgspec.Struct, frozen=True):
    """How every institution stands on a day."""

    day: date
    total: LineBody
    institutions: list[LineBody]
    months: list[MonthBody]


class DayBody(msgspec.Struct, frozen=True):
    """How things stood on a day that was kept."""

    day: date
    figures: dict[str, int]


class ListedBody(msgspec.Struct, frozen=True):
    """One entry that a figure counts."""

    kind: str
    name: str
    number: str | None
    institution: str
    updated_at: datetime
    links: dict[str, str]

    @classmethod
    def of(cls, entry: Entry) -> "ListedBody":
        """Return the body of an entry behind a figure."""
        version = f"/versions/{entry.number}" if entry.number else ""
        path = entry.path if entry.kind == Subject.WAIVER else f"/{entry.kind}s/{entry.name}{version}"
        return cls(
            kind=entry.kind,
            name=entry.name,
            number=entry.number,
            institution=entry.institution,
            updated_at=entry.at,
            links={"self": f"/api/v1{path}"},
        )


class KnownBody(msgspec.Struct, frozen=True):
    """How many systems an institution was known to have, as somebody counted them."""

    institution: str
    count: int
    source: str
    counted_on: date
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of(cls, row: KnownSystems, institution: str) -> "KnownBody":
        """Return the body of a count."""
        return cls(institution, row.count, row.source, row.counted_on, row.recorded_by, row.recorded_at)


class FreshnessBody(msgspec.Struct, frozen=True):
    """What dates say of a system: how far its contacts can be relied on, and until when."""

    system: str
    state: str
    registered_at: datetime
    changed_at: datetime
    checked_at: datetime | None
    confirmed_at: datetime | None
    confirm_by: date

    @classmethod
    def of(cls, system: str, facts: Facts) -> "FreshnessBody":
        """Return the body of what dates say of a system."""
        return cls(
            system=system,
            state=facts.state,
            registered_at=facts.registered_at,
            changed_at=facts.changed_at,
            checked_at=facts.checked_at,
            confirmed_at=facts.confirmed_at,
            confirm_by=facts.confirm_by,
        )


def figures_of(figures: dict[Figure, int]) -> dict[str, int]:
    """Return figures by their names."""
    return {str(figure): count for figure, count in figures.items()}
