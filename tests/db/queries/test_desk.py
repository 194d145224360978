from datetime import date

from factories import Factory

from registry.db.models import Holiday
from registry.db.queries import desk


async def test_years_are_forgotten_whole(make: Factory) -> None:
    days = [date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    async with make.database.writing() as session, session.begin():
        session.add_all(Holiday(day=day, names={}, confirmed=True) for day in days)
        await session.flush()
        await desk.forget_years(session, [2026])
    async with make.database.reading() as session:
        assert await desk.days(session) == {date(2027, 1, 1)}
        assert [row.day for row in await desk.holidays(session)] == [date(2027, 1, 1)]
        assert not await desk.questions(session)
        assert not await desk.reasons(session)
