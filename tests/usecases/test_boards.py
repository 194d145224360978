from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from factories import ADMIN, PUBLISHER, REVIEWER, Factory, document
from rechecking import SILENT, activated, runner
from sqlalchemy import delete, select

from registry.db.generation import generation_of
from registry.db.models import Change, Interface, Version, Waiver
from registry.domain.actors import ANONYMOUS, operator
from registry.domain.board import Figure, Snapshot, line_of
from registry.domain.calendar import local_day
from registry.domain.errors import RegistryError
from registry.domain.lifecycle import Action, Status
from registry.domain.visibility import levels_of
from registry.domain.waivers import WaiverAction
from registry.usecases import board, boards, desk, freshness, institutions, interfaces, systems, versions, waivers
from registry.usecases.boards import Boards
from registry.usecases.imports import Importer, Options
from registry.usecases.work import read

TODAY = local_day(datetime.now(UTC))
OWNERS = ("nida", "ega", "tra")
CHANNELS = ("govesb", "gepg", "direct")
HEAD = "name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\n"

Step = Callable[[Factory, Random], Awaitable[object]]


@contextmanager
def remembering(make: Factory, url: str) -> Iterator[Boards]:
    generation = generation_of(make.database, url)
    yield Boards(generation)
    generation.close()


def places(snapshot: Snapshot) -> dict[str, int]:
    return {place.key: id(place) for place in snapshot.places}


async def any_of(make: Factory, query: Any, random: Random) -> Any:
    async with make.database.reading() as session:
        found = sorted((await session.scalars(query)).all())
    return random.choice(found)


async def name_of_api(make: Factory, random: Random) -> str:
    return str(await any_of(make, select(Interface.name), random))


async def joined(make: Factory, random: Random) -> None:
    await make.institution(f"new-{random.randrange(4)}")


async def renamed(make: Factory, random: Random) -> None:
    async with make.work() as work:
        row = await institutions.get(work, random.choice(OWNERS))
        names = [{"language": "sw", "text": f"Jina {random.randrange(9)}"}]
        await institutions.change(work, row.key, {"names": names}, row.revision)


async def registered(make: Factory, random: Random) -> None:
    channels = [{"channel": name, "mode": "pull"} for name in CHANNELS if random.random() < 0.3]
    ends = (TODAY + timedelta(days=random.randrange(-50, 200))).isoformat()
    held = {"holds": True, **random.choice([{}, {"registration": "1", "expires_on": ends}])}
    await make.system(f"s-{random.randrange(20)}", random.choice(OWNERS), channels=channels, personal_data=held)


async def changed(make: Factory, random: Random) -> None:
    async with make.work() as work:
        row = await systems.get(work, f"s-{random.randrange(20)}")
        more = random.choice([{"state": "retired"}, {"state": "in-use"}, {"channels": []}, {"personal_data": None}])
        await systems.change(work, row.key, more, row.revision)


async def confirmed(make: Factory, random: Random) -> None:
    async with make.work(PUBLISHER) as work:
        row = await systems.get(work, f"s-{random.randrange(20)}")
        await freshness.confirm(work, row.key, row.revision)


async def defined(make: Factory, random: Random) -> None:
    visibility = random.choice(["public", "government"])
    await make.api(f"s-{random.randrange(20)}", f"a-{random.randrange(3)}", visibility=visibility)


async def hidden(make: Factory, random: Random) -> None:
    async with make.work() as work:
        row = await interfaces.get(work, await name_of_api(make, random))
        await interfaces.change(work, row.name, {"visibility": random.choice(["public", "government"])}, row.revision)


async def published(make: Factory, random: Random) -> None:
    name, number = await name_of_api(make, random), f"{random.randrange(1, 9)}.0.0"
    parts: dict[str, Any] = {"paths": SILENT} if random.random() < 0.5 else {}
    if random.random() < 0.4:
        async with make.work() as work:
            await versions.publish(work, name, document(number, title=str(random.random()), **parts))
    else:
        await make.version(random.choice(list(Status)), number, name, **parts)


async def advanced(make: Factory, random: Random) -> None:
    async with make.reading() as work:
        named = await any_of(make, select(Interface.name + "@" + Version.number).join(Version.interface), random)
        version = await versions.get(work, *named.split("@"))
    for action in random.sample(list(Action), len(Action)):
        with suppress(RegistryError):
            await make.advance(version, action)
            return


async def deleted(make: Factory, random: Random) -> None:
    drafts = select(Interface.name + "@" + Version.number).join(Version.interface)
    named = await any_of(make, drafts.where(Version.status == Status.DRAFT), random)
    async with make.work(PUBLISHER) as work:
        await versions.delete(work, *named.split("@"))


async def counted(make: Factory, random: Random) -> None:
    async with make.work(REVIEWER) as work:
        known = {"count": random.randrange(9), "source": "Audit", "counted_on": TODAY.isoformat()}
        await board.record_known(work, random.choice(OWNERS), known)


async def waived(make: Factory, random: Random) -> None:
    await make.waiver(f"{random.randrange(20, 29)}.0.0", await name_of_api(make, random))


async def decided(make: Factory, random: Random) -> None:
    serial = await any_of(make, select(Waiver.serial), random)
    async with make.reading() as work:
        every = (await waivers.list_page(work, {}, after="", limit=99)).items
    key = next(one.key for one in every if one.serial == serial)
    action = random.choice(list(WaiverAction))
    async with make.work(PUBLISHER if action is WaiverAction.WITHDRAW else REVIEWER) as work:
        await waivers.decide(work, key, action, "because")


async def shared_out(make: Factory, random: Random) -> None:
    del random
    async with make.work() as work:
        await desk.balance(work)


async def imported(make: Factory, random: Random) -> None:
    rows = "".join(
        f"System {number},s-{random.randrange(20)},{random.choice(OWNERS)},Works,ICT,ict@nida.example\n"
        for number in range(3)
    )
    await Importer(make.database, ADMIN, make.check).run((HEAD + rows).encode(), Options())


async def judged_again(make: Factory, random: Random) -> None:
    await activated(make, f"1.0.{random.randrange(1000)}", grace_days=random.randrange(5))
    await runner(make).run_all()


STEPS: tuple[Step, ...] = (
    *(joined, renamed, registered, registered, changed, changed, confirmed, defined, hidden, published, published),
    *(published, advanced, advanced, deleted, counted, waived, decided, shared_out, imported, judged_again),
)


async def agrees(make: Factory, url: str, random: Random, count: int) -> tuple[int, int]:
    """Take steps by chance, after each of which the board is as if it were counted anew; return how many were taken."""
    taken, again = 0, 0
    with remembering(make, url) as remembered:
        had = await remembered.snapshot(make.database, TODAY)
        for _ in range(count):
            step = random.choice(STEPS)
            with suppress(RegistryError, IndexError):
                await step(make, random)
                taken += 1
            now = await remembered.snapshot(make.database, TODAY)
            assert now == await boards.whole(make.database, TODAY), step
            for who in (ANONYMOUS, PUBLISHER, operator()):
                levels, own = levels_of(who), who.institution
                lines = await remembered.lines(make.database, TODAY, levels, own)
                assert lines == [line_of(place, levels, own, TODAY) for place in now.places]
            again += len(places(now).items() - places(had).items())
            had = now
    return taken, again


async def grounded(make: Factory) -> None:
    await make.institutions(*OWNERS)
    for number in range(4):
        await make.system(f"s-{number}", "nida")
        await make.api(f"s-{number}", "a-0")
    await make.version(Status.PUBLISHED, "1.0.0", "s-0/a-0", paths=SILENT)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6))])
async def test_whatever_is_done_the_board_is_as_if_it_were_counted_anew(
    make: Factory, database_url: str, seed: int
) -> None:
    await grounded(make)
    taken, again = await agrees(make, database_url, Random(seed), 45)
    assert taken > 15
    assert 0 < again < 45 * len(OWNERS)


async def test_a_change_leaves_the_other_institutions_as_they_were_read(make: Factory, database_url: str) -> None:
    await grounded(make)
    with remembering(make, database_url) as remembered:
        first = places(await remembered.snapshot(make.database, TODAY))
        await make.system("more", "nida")
        second = places(await remembered.snapshot(make.database, TODAY))
        assert places(await remembered.snapshot(make.database, TODAY)) == second
        tomorrow = places(await remembered.snapshot(make.database, TODAY + timedelta(days=1)))
    assert {key for key in OWNERS if first[key] != second[key]} == {"nida"}
    assert not set(second.items()) & set(tomorrow.items())


async def test_where_the_feed_does_not_tell_of_every_change_all_is_read_again(make: Factory, database_url: str) -> None:
    await grounded(make)
    with remembering(make, database_url) as remembered:
        await remembered.snapshot(make.database, TODAY)
        await make.system("one", "nida")
        await make.system("two", "ega")
        async with make.database.writing() as session, session.begin():
            await session.execute(delete(Change).where(Change.name == "one"))
        assert await remembered.snapshot(make.database, TODAY) == await boards.whole(make.database, TODAY)


async def test_what_a_recheck_found_last_is_what_the_board_says(make: Factory) -> None:
    await grounded(make)
    async with make.reading() as work:
        before = (await board.read(work, board.Filters())).total
    await activated(make)
    await runner(make).run_all()
    async with make.reading() as work:
        after = (await board.read(work, board.Filters())).total
        page = await board.entries(work, Figure.FAILING, board.Filters(), after="", limit=9)
    assert (before.figures[Figure.PASSING], before.figures[Figure.FAILING]) == (1, 0)
    assert (after.figures[Figure.PASSING], after.figures[Figure.FAILING]) == (0, 1)
    assert after.score != before.score
    assert [entry.path for entry in page.items] == ["/apis/s-0/a-0/1.0.0"]


async def test_without_a_number_of_changes_nothing_is_remembered(make: Factory) -> None:
    await make.institution()
    unsure = Boards(None)
    first = await unsure.snapshot(make.database, TODAY)
    assert await unsure.snapshot(make.database, TODAY) is not first
    async with read(make.database, ANONYMOUS, make.check) as work:
        assert len((await board.read(work, board.Filters())).lines) == 1
