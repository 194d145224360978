from datetime import UTC, datetime, timedelta

from factories import Factory

from registry.db.queries import reminders


async def test_systems_to_confirm_are_read_in_parts_and_retired_ones_left_out(make: Factory) -> None:
    await make.institution()
    for key in ("a", "b", "c"):
        await make.system(key)
    await make.system("d", state="retired")
    future = datetime.now(UTC) + timedelta(days=1)
    async with make.database.reading() as session:
        first = await reminders.systems_to_confirm(session, future, "", 2)
        rest = await reminders.systems_to_confirm(session, future, "b", 2)
        none = await reminders.systems_to_confirm(session, future - timedelta(days=2), "", 2)
    assert ([one.key for one in first], [one.key for one in rest], list(none)) == (["a", "b"], ["c"], [])
