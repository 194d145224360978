import asyncio

import pytest
from factories import EDITOR, PUBLISHER, Factory, document

from registry.db.known import known_of
from registry.domain.actors import ANONYMOUS
from registry.domain.errors import DocumentUnreadable
from registry.domain.profiles import ProfileState
from registry.frugal.values import replace
from registry.usecases import profiles, reports, versions
from registry.usecases.checking import Checker, checker
from registry.usecases.kept import KeptReports
from registry.validators.checking import unfinished
from registry.validators.outline import Wanted
from registry.validators.report import Report, Result, to_tree


def asked_of_workers(check: Checker) -> int:
    return sum(check.pool.tally.outcomes.values())


async def report_on(make: Factory, content: bytes, asked: str | None = None) -> Report:
    async with make.reading(ANONYMOUS) as work:
        return await reports.report_on(work, content, asked)


async def test_a_report_is_made_once_and_known_from_memory_afterwards(make: Factory) -> None:
    first = await report_on(make, document())
    before = asked_of_workers(make.check)
    assert [await report_on(make, document()) for _ in range(5)] == [first] * 5
    assert asked_of_workers(make.check) == before
    assert make.check.kept.found == {"nobody": 1, "memory": 5}


async def test_one_document_asked_for_many_times_at_once_is_checked_once(make: Factory) -> None:
    await make.profile()
    await make.profile(version="2.0.0")
    before = asked_of_workers(make.check)
    asked = [f"tz-interop@{number}.0.0" for number in (1, 2, 1, 2, 1)]
    told = await asyncio.gather(*(report_on(make, document(), name) for name in asked))
    assert [report.profile for report in told] == asked
    assert asked_of_workers(make.check) == before + 1
    refused = await asyncio.gather(*(report_on(make, b"[") for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in refused] == [DocumentUnreadable] * 3
    assert not make.check._under_way


async def test_who_goes_away_takes_a_check_from_nobody_else(make: Factory) -> None:
    check, content = make.check, document()
    name = ("sha256:0", "sha256:0", "somana/0")
    first, second = (asyncio.create_task(check.once(name, content, None)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).result is Result.PASS
    assert first.cancelled()
    assert (check.pool.tally.replaced, check._under_way) == (0, {})


async def test_a_stored_report_is_known_to_a_process_that_never_made_it(make: Factory, database_url: str) -> None:
    await make.catalogue()
    version = await make.version()
    stored = known_of(make.database, database_url)
    for known in (None, stored):
        elsewhere = Factory(make.database, checker(make.check.pool, KeptReports(), None, known))
        before = asked_of_workers(make.check)
        for _ in range(2):
            report = await report_on(elsewhere, document("1.0.0"))
        async with make.reading() as work:
            shown = await versions.report_of(work, version)
            told = to_tree(report)
            # What is laid over a report when it is read, such as waivers, is no part of it.
            assert {name: shown[name] for name in told if name != "findings"} == {
                name: part for name, part in told.items() if name != "findings"
            }
            assert [one["fingerprint"] for one in shown["findings"]] == [one["fingerprint"] for one in told["findings"]]
        assert asked_of_workers(make.check) == before
        assert elsewhere.check.kept.found == {"database": 1, "memory": 1}
    stored.close()


async def test_another_document_another_profile_and_another_engine_are_other_reports(
    make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make.profile(ProfileState.ACTIVE)
    await report_on(make, document())
    for content, asked in ((document(title="Other"), None), (document(), "tz-interop")):
        before = asked_of_workers(make.check)
        await report_on(make, content, asked)
        assert asked_of_workers(make.check) == before + 1
    own = await make.check.built_in()
    monkeypatch.setattr(make.check.pool, "_built_in", replace(own, engine="somana/9+0"))
    before = asked_of_workers(make.check)
    await report_on(make, document())
    assert asked_of_workers(make.check) == before + 1


async def test_a_profile_that_was_just_set_is_the_one_that_is_used(make: Factory, database_url: str) -> None:
    from registry.db.generation import generation_of  # noqa: PLC0415 only here

    generation = generation_of(make.database, database_url)
    quick = Factory(make.database, checker(make.check.pool, KeptReports(), generation))
    assert (await report_on(quick, document())).profile == "somana-core@1.0.0"
    await make.profile(ProfileState.ACTIVE, default=True)
    assert (await report_on(quick, document())).profile == "tz-interop@1.0.0"
    async with make.work(EDITOR) as work:
        await profiles.retire(work, "tz-interop", "1.0.0")
    assert (await report_on(quick, document())).profile == "somana-core@1.0.0"
    generation.close()


async def test_what_goes_before_a_worker_is_not_asked_for_what_is_known(make: Factory) -> None:
    called = []

    async def before() -> None:
        called.append(1)

    for _ in range(3):
        async with make.reading() as work:
            await reports.report_on(work, document(), None, before)
    assert called == [1]


async def test_a_document_that_cannot_be_read_is_refused_each_time(make: Factory) -> None:
    for _ in range(2):
        with pytest.raises(DocumentUnreadable):
            await report_on(make, b"{")
    assert len(make.check.kept) == 0


class Stopping(Checker):
    """A check that never finishes."""

    async def __call__(self, content: bytes, wanted: Wanted | None = None) -> Report:
        del wanted
        return unfinished(content, "timed-out")


async def test_a_check_that_could_not_finish_is_made_again_and_changes_no_report(make: Factory) -> None:
    await make.catalogue()
    stopping = Factory(make.database, Stopping(make.check.pool, KeptReports()))
    for _ in range(2):
        assert (await report_on(stopping, document())).result is Result.ERROR
    assert stopping.check.kept.found == {"nobody": 2}
    version = await make.version()
    await make.profile(ProfileState.ACTIVE, default=True)
    async with stopping.work(PUBLISHER) as work:
        again, created = await versions.publish(work, "cig/identities", document())
    assert (created, again.report.profile, again.revision) == (False, "somana-core@1.0.0", version.revision)
    assert (await report_on(stopping, document(), "somana-core")).result is Result.PASS


async def test_a_stored_report_has_the_name_of_the_profile_that_is_asked_for(make: Factory) -> None:
    await make.catalogue()
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.version()
    await make.profile(version="2.0.0")
    fresh = Factory(make.database, checker(make.check.pool))
    report = await report_on(fresh, document(), "tz-interop@2.0.0")
    assert fresh.check.kept.found == {"database": 1}
    assert replace(report, profile="tz-interop@1.0.0") == await report_on(fresh, document(), "tz-interop@1.0.0")
    assert report.profile == "tz-interop@2.0.0"
