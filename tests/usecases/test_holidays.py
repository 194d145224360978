from datetime import timedelta
from typing import Any

import pytest
from factories import ADMIN, COMPLETE, EDITOR, REVIEWER, Factory
from reviewing import asked, fetched

from registry.domain.calendar import is_working
from registry.domain.errors import FieldsInvalid, RoleMissing
from registry.usecases import holidays

NAMES = {"sw": "Sikukuu", "en": "Holiday"}


def tree(*days: str) -> dict[str, Any]:
    return {"holidays": [{"day": day, "names": NAMES} for day in days]}


async def put(make: Factory, *days: str, who: Any = ADMIN) -> None:
    async with make.work(who) as work:
        await holidays.put(work, tree(*days))


async def known(make: Factory) -> list[str]:
    async with make.reading() as work:
        return [row.day.isoformat() for row in await holidays.list_all(work)]


async def test_a_year_that_is_put_is_put_whole_and_the_others_stay(make: Factory) -> None:
    await put(make, "2026-12-09", "2026-12-25", "2027-01-01")
    await put(make, "2026-12-09")
    assert await known(make) == ["2026-12-09", "2027-01-01"]
    await put(make, "2026-12-09")
    assert await known(make) == ["2026-12-09", "2027-01-01"]
    async with make.reading() as work:
        rows = await holidays.list_all(work)
    span = (rows[0].day, rows[1].day + timedelta(days=366))
    assert holidays.years_without(rows, *span) == [2028]


@pytest.mark.parametrize("day", ["2026-02-29", "2026-13-01", "20261225", "2026-12-25T00:00", "25/12/2026", ""])
async def test_a_wrong_day_is_named_and_nothing_of_the_list_is_kept(make: Factory, day: str) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        await put(make, "2026-12-09", day)
    assert refused.value.errors[0].pointer == "/holidays/1/day"
    assert await known(make) == []


async def test_a_day_is_given_once(make: Factory) -> None:
    with pytest.raises(FieldsInvalid):
        await put(make, "2026-12-09", "2026-12-09")
    assert await known(make) == []


@pytest.mark.parametrize("who", [REVIEWER, EDITOR])
async def test_only_an_administrator_puts_holidays(make: Factory, who: Any) -> None:
    with pytest.raises(RoleMissing):
        await put(make, "2026-12-09", who=who)


async def test_a_new_holiday_moves_what_is_due_and_its_removal_moves_it_back(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    review = await asked(make)
    due = review.due_on
    assert due is not None
    next_day = review.opened_at.date() + timedelta(days=1)
    while not is_working(next_day, ()):
        next_day += timedelta(days=1)
    await put(make, next_day.isoformat())
    later = (await fetched(make, review)).due_on
    assert later is not None
    assert later > due
    other = next_day.replace(month=6, day=1) if next_day.month != 6 else next_day.replace(month=1, day=1)
    await put(make, other.isoformat())
    assert (await fetched(make, review)).due_on == due
