"""The public holidays that the clock of the reviewers knows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from registry.db.models import Holiday
from registry.db.queries import desk, reviews
from registry.domain.actors import Role, require_role
from registry.domain.errors import FieldError, FieldsInvalid
from registry.usecases.work import Work


async def list_all(work: Work) -> Sequence[Holiday]:
    """Return every public holiday, in order."""
    return await desk.holidays(work.session)


async def days(work: Work) -> frozenset[date]:
    """Return the days of all public holidays."""
    return await desk.days(work.session)


async def put(work: Work, tree: object) -> Sequence[Holiday]:
    """Make these the public holidays of the years that they are in, and set the due dates of open reviews anew."""
    given = work.given("holidays", tree)
    years = sorted({int(one["day"][:4]) for one in given["holidays"]})
    work.attempt("holiday:put", "holiday", ", ".join(map(str, years)))
    require_role(work.actor, {Role.ADMIN})
    _require_each_once(given["holidays"])
    await work.database.dialect.lock_records(work.session)
    await desk.forget_years(work.session, years)
    rows = [
        Holiday(day=date.fromisoformat(one["day"]), names=one["names"], confirmed=one.get("confirmed", False))
        for one in given["holidays"]
    ]
    work.session.add_all(rows)
    await work.session.flush()
    work.record(days=[one["day"] for one in given["holidays"]])
    await _set_anew(work)
    return sorted(rows, key=lambda row: row.day)


def years_without(known: Sequence[Holiday], first: date, last: date) -> list[int]:
    """Return the years of a span of which no public holiday is known: only weekends are left out in them."""
    years = {row.day.year for row in known}
    return [year for year in range(first.year, last.year + 1) if year not in years]


async def _set_anew(work: Work) -> None:
    """Set the due dates of the reviews whose clock runs; none comes before the day since which it runs."""
    known = await desk.days(work.session)
    for review in await reviews.running(work.session):
        due = review.clock.due(known)
        if due != review.due_on:
            review.due_on = due


def _require_each_once(holidays: Sequence[Mapping[str, Any]]) -> None:
    errors = tuple(_repeated(holidays))
    if errors:
        raise FieldsInvalid(errors)


def _repeated(holidays: Sequence[Mapping[str, Any]]) -> Iterator[FieldError]:
    seen: set[str] = set()
    for position, one in enumerate(holidays):
        if one["day"] in seen:
            yield FieldError(f"/holidays/{position}/day", "day-repeated", {"limit": one["day"]})
        seen.add(one["day"])
