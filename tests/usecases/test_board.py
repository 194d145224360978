from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from factories import ADMIN, AUDITOR, PUBLISHER, REVIEWER, STRANGER, Factory, trail

from registry.db.generation import generation_of
from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.board import Figure, Subject, subject_of
from registry.domain.calendar import local_day
from registry.domain.entries import Visibility
from registry.domain.errors import FieldsInvalid, NotFound, RoleMissing
from registry.domain.lifecycle import Status
from registry.domain.names import registry_number
from registry.domain.waivers import WaiverAction, WaiverState
from registry.usecases import board, interfaces, systems, versions, waivers
from registry.usecases.board import Filters
from registry.usecases.checking import Checker
from registry.usecases.work import Work, begin, read

READERS = (ANONYMOUS, STRANGER, PUBLISHER, REVIEWER, AUDITOR, ADMIN)
TODAY = local_day(datetime.now(UTC))
SILENT = {"/p": {"get": {"operationId": "a", "responses": {"200": {"description": "ok"}}}}}
KNOWN = {"count": 7, "source": "Performance audit 2023/24", "counted_on": "2024-03-31"}


def channel(name: str, **parts: str) -> dict[str, str]:
    return {"channel": name, "mode": "pull", **parts}


def held(**parts: Any) -> dict[str, Any]:
    return {"holds": True, **parts}


async def varied(make: Factory) -> None:
    """Make entries in which every figure counts something, and no two figures the same things."""
    await make.catalogue(channels=[channel("govesb", code="NIDA-1"), channel("gepg")])
    await make.api(key="inner", visibility=Visibility.GOVERNMENT, channels=[channel("govesb")])
    await make.version(Status.PUBLISHED)
    await make.version(Status.PUBLISHED, "2.0.0", paths=SILENT)
    await make.version(Status.SUBMITTED, "3.0.0")
    await make.version(Status.PUBLISHED, name="cig/inner")
    await make.version(Status.CHANGES_REQUESTED, "4.0.0", name="cig/inner")
    await make.system("old", state="retired", channels=[channel("govesb")])
    every = ("govesb", "gepg", "nida-cig", "jamii-x-change", "zan-x-change", "direct", "other")
    await make.system("joined", channels=[channel(name) for name in every], personal_data=held())
    for key, left in (("soon", 30), ("later", 200), ("over", -1), ("last", 92), ("today", 0)):
        ends = (TODAY + timedelta(days=left)).isoformat()
        await make.system(key, "ega", personal_data=held(registration="1", expires_on=ends))
    await make.system("checked-only", "ega")
    await make.api("checked-only", "secret", visibility=Visibility.GOVERNMENT)
    await make.schema("person")
    await make.version(name="cig/identities", number="5.0.0")
    await fail(make)
    await make.waiver("6.0.0")
    for number in ("6.1.0", "6.2.0"):
        async with make.work(REVIEWER) as work:
            (asked,) = (await waivers.list_page(work, {"state": WaiverState.ASKED}, after="", limit=9)).items
            await waivers.decide(work, asked.key, WaiverAction.GRANT)
        await make.waiver(number)


async def fail(make: Factory) -> None:
    """Let the report of one published version say that it fails, as a later profile may."""
    async with make.work() as work:
        row = (await board.entries(work, Figure.PASSING, Filters(), after="", limit=1)).items[0]
        version = await versions.get(work, row.name, row.number or "")
        version.report.result = "fail"
        work.attempt("version:check", "version", version.reference)
        work.record()
        work.announce("api.version.checked", version.interface, institution="nida")


async def everything(work: Work, figure: Figure, filters: Filters) -> list[str]:
    """Return the names of the whole list behind a figure, two at a time."""
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = await board.entries(work, figure, filters, after=after, limit=2)
        found += [f"{entry.kind} {entry.name} {entry.number}" for entry in page.items]
        after = page.next_after
    assert page.total == len(found) == len(set(found))
    return found


@pytest.mark.parametrize("who", READERS, ids=lambda who: who.name)
async def test_every_figure_is_as_long_as_the_list_behind_it(make: Factory, who: Actor) -> None:
    await varied(make)
    choices = [Filters(), Filters(institutions=["nida"]), Filters(institutions=["ega"]), Filters(kinds=["ministry"])]
    async with make.reading(who) as work:
        for filters in choices:
            shown = await board.read(work, filters)
            for figure in Figure:
                assert shown.total.figures[figure] == len(await everything(work, figure, filters)), figure
            lines = {line.key: line for line in shown.lines}
            assert shown.total.figures == {f: sum(line.figures[f] for line in lines.values()) for f in Figure}


async def test_every_figure_counts_something_that_the_overseers_see(make: Factory) -> None:
    await varied(make)
    async with make.work() as work:
        row = await systems.get(work, "soon")
        row.updated_at = work.now - timedelta(days=367)
        work.attempt("system:age", "system", "soon")
        work.record()
        work.announce("system.changed", row, institution="ega")
    async with make.reading(REVIEWER) as work:
        figures = (await board.read(work, Filters())).total.figures
        lists = {figure: await everything(work, figure, Filters()) for figure in Figure}
    assert [figure for figure in Figure if not figures[figure]] == [Figure.UNREVIEWED]
    assert lists[Figure.PERSONAL_DATA_EXPIRING] == ["system last None", "system soon None", "system today None"]
    assert lists[Figure.PERSONAL_DATA_EXPIRED] == ["system over None"]
    assert lists[Figure.PERSONAL_DATA_UNREGISTERED] == ["system joined None"]
    assert lists[Figure.GOVESB_CODED] == ["api cig/identities None"]
    assert lists[Figure.ON_GOVESB] == lists[Figure.CONNECTED] == ["system joined None"]
    assert lists[Figure.WAITING] == ["api cig/identities 3.0.0"]
    assert lists[Figure.UNVERIFIED] == ["system soon None"]
    assert lists[Figure.OFFERING] == ["system cig None"]
    assert lists[Figure.WAIVERS_IN_FORCE] == [
        f"waiver cig/identities {registry_number('WVR', serial)}" for serial in (1, 2)
    ]
    assert lists[Figure.WAIVERS_ASKED] == [f"waiver cig/identities {registry_number('WVR', 3)}"]
    assert "system old None" not in lists[Figure.REGISTERED]


async def test_only_what_one_may_see_is_counted(make: Factory) -> None:
    await varied(make)
    seen = {}
    for who in READERS:
        async with make.reading(who) as work:
            line = (await board.read(work, Filters())).total
            told = line.figures[Figure.APIS], line.figures[Figure.PUBLISHED], line.figures[Figure.WAITING]
            seen[who.name] = (*told, line.days_oldest)
    assert seen["-"] == (1, 1, 0, None)
    assert seen["salim"] == (3, 2, 0, None)
    assert seen["amina"] == seen["rehema"] == seen["hawa"] == seen["operator"] == (3, 2, 1, 0)


async def test_how_long_versions_wait_is_counted_in_days(make: Factory) -> None:
    await varied(make)
    async with read(make.database, REVIEWER, make.check, now=datetime.now(UTC) + timedelta(days=3)) as work:
        total = (await board.read(work, Filters())).total
    assert (total.days_median, total.days_oldest) == (3, 3)


async def test_what_is_known_is_recorded_with_its_source_and_never_made_up(make: Factory) -> None:
    await make.catalogue()
    async with make.work(REVIEWER) as work:
        await board.record_known(work, "nida", KNOWN)
        await board.record_known(work, "nida", {**KNOWN, "count": 5, "counted_on": "2023-01-01"})
    async with make.reading() as work:
        shown = await board.read(work, Filters())
        counts = await board.known_counts(work, "nida")
    lines = {line.key: line for line in shown.lines}
    assert (lines["nida"].known, lines["nida"].unregistered) == (7, 6)
    assert lines["nida"].todo[0].name == "unregistered"
    assert (lines["ega"].known, lines["ega"].unregistered) == (None, 0)
    assert (shown.total.known, shown.total.counted) == (7, 1)
    assert [(row.count, row.recorded_by) for row in counts] == [(7, "rehema"), (5, "rehema")]


async def test_what_cannot_be_is_not_recorded(make: Factory) -> None:
    await make.catalogue()
    later = (TODAY + timedelta(days=1)).isoformat()
    wrong: list[object] = [{"count": 1}, [], *({**KNOWN, **part} for part in ({"count": -1}, {"counted_on": later}))]
    for tree in wrong:
        with pytest.raises(FieldsInvalid):
            async with make.work(REVIEWER) as work:
                await board.record_known(work, "nida", tree)
    with pytest.raises(NotFound):
        async with make.work(REVIEWER) as work:
            await board.record_known(work, "nobody", KNOWN)
    with pytest.raises(RoleMissing):
        async with make.work(PUBLISHER) as work:
            await board.record_known(work, "nida", KNOWN)
    assert ("amina", "institution:count", "refused", "role-missing") in await trail(make.database)


async def test_a_day_is_kept_once_and_shows_each_reader_what_they_may_see(make: Factory) -> None:
    await varied(make)
    kept = []
    for _ in range(2):
        async with make.work() as work:
            kept.append(await board.keep_day(work))
    assert kept == [True, False]
    for who in READERS:
        async with make.reading(who) as work:
            lines = {line.key: line for line in (await board.read(work, Filters())).lines}
            assert await board.days(work, "nida") == [(TODAY, lines["nida"].figures)]
            total = (await board.read(work, Filters())).total
            ((day, figures),) = await board.days(work)
            own = lines["nida"].figures if who is PUBLISHER else None
            assert day == TODAY
            assert figures == total.figures or own is not None


async def test_the_past_is_told_from_the_moments_that_entries_carry(make: Factory) -> None:
    await make.catalogue()
    async with begin(make.database, ADMIN, make.check, now=datetime(2026, 1, 31, 23, 59, tzinfo=UTC)) as work:
        tree: dict[str, Any] = {
            "names": [{"kind": "name", "text": "A"}],
            "purpose": {"en": "x"},
            "institution": "ega",
            "key": "early",
        }
        contacts = [{"kind": "technical", "name": "ICT", "email": "ict@ega.example"}]
        await systems.register(work, {**tree, "contacts": contacts})
    async with read(make.database, ANONYMOUS, make.check, now=datetime(2026, 3, 1, tzinfo=UTC)) as work:
        months = {month.name: (month.registered, month.published) for month in await board.months(work)}
    assert len(months) == board.MONTHS
    assert months["2025-12"] == (0, 0)
    assert months["2026-01"] == months["2026-02"] == months["2026-03"] == (1, 0)


async def test_the_board_is_read_again_when_something_changed(make: Factory, database_url: str) -> None:
    await make.catalogue()
    generation = generation_of(make.database, database_url)
    check = Checker(make.check.pool, make.check.kept, generation)
    counted = []
    for key in ("a-system", "b-system"):
        async with read(make.database, ANONYMOUS, check) as work:
            first, second = await board.read(work, Filters()), await board.read(work, Filters())
        assert first.lines == second.lines
        counted.append(first.total.figures[Figure.REGISTERED])
        await make.system(key)
    generation.close()
    assert counted == [1, 2]


async def test_an_api_that_is_hidden_later_is_no_longer_counted_for_strangers(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    async with make.work(PUBLISHER) as work:
        await interfaces.change(work, "cig/identities", {"visibility": "government"}, 1)
    async with make.reading(ANONYMOUS) as work:
        figures = (await board.read(work, Filters())).total.figures
    assert (figures[Figure.OFFERING], figures[Figure.PUBLISHED], figures[Figure.PASSING]) == (0, 0, 0)


def test_every_figure_counts_one_kind_of_thing() -> None:
    assert {subject_of(figure) for figure in Figure} == set(Subject)
