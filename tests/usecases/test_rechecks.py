import pytest
from factories import AUDITOR, EDITOR, PUBLISHER, STRANGER, Factory, trail
from rechecking import activated, all_rechecks, catalogue_to_check, runner, trial

from registry.domain.actors import ANONYMOUS
from registry.domain.errors import IllegalTransition, NotFound
from registry.domain.rechecks import Chosen, Effect
from registry.usecases import rechecks, versions


async def test_a_trial_that_is_open_is_not_begun_again_and_one_that_ended_is(make: Factory) -> None:
    await make.profile()
    first = await trial(make)
    assert (await trial(make)).id == first.id
    async with make.work(EDITOR) as work:
        assert (await rechecks.stop(work, first.id)).state == "stopped"
    assert (await trial(make)).id != first.id
    assert [one[1:3] for one in await trail(make.database) if one[1].startswith("recheck:")] == [
        ("recheck:start", "allowed"),
        ("recheck:stop", "allowed"),
        ("recheck:start", "allowed"),
    ]


async def test_what_has_ended_is_not_stopped(make: Factory) -> None:
    await make.profile()
    recheck = await trial(make)
    await runner(make).run_all()
    async with make.work(EDITOR) as work:
        with pytest.raises(IllegalTransition):
            await rechecks.stop(work, recheck.id)
        work.touched = False


async def test_a_profile_that_is_not_there_is_tried_on_nothing(make: Factory) -> None:
    with pytest.raises(NotFound):
        await trial(make)
    assert await all_rechecks(make) == []


async def test_a_summary_counts_by_effect_institution_and_rule_and_leads_to_each_version(make: Factory) -> None:
    await catalogue_to_check(make, 3)
    await make.profile()
    recheck = await trial(make)
    await runner(make).run_all()
    async with make.reading(AUDITOR) as work:
        summary = await rechecks.summary_of(work, recheck)
        assert summary.effects == {
            "fails-now": 2,
            "fails-still": 0,
            "passes-now": 0,
            "passes-still": 1,
            "unchecked": 0,
        }
        assert summary.institutions == {"nida": {"fails-now": 2, "passes-still": 1}}
        (worst,) = [one for one in summary.rules if one.versions]
        assert (worst.rule, worst.severity) == ("operation-without-summary", "error")
        assert (worst.versions, worst.raised) == (2, 2)
        for chosen, expected in (
            (Chosen(Effect.FAILS_NOW), ["2.0.0", "3.0.0"]),
            (Chosen(Effect.PASSES_STILL, "nida"), ["1.0.0"]),
            (Chosen(institution="ega"), []),
            (Chosen(rule="operation-without-summary"), ["2.0.0", "3.0.0"]),
            (Chosen(rule="paths-equivalent"), []),
        ):
            page = await rechecks.results(work, recheck, chosen)
            assert [one.version.number for one in page.items] == expected
            assert page.total == len(expected)


async def test_results_are_read_page_after_page(make: Factory) -> None:
    await catalogue_to_check(make, 3)
    await make.profile()
    recheck = await trial(make)
    await runner(make).run_all()
    seen, after = [], ""
    async with make.reading(EDITOR) as work:
        while True:
            page = await rechecks.results(work, recheck, Chosen(), after=after, limit=1)
            seen += [one.version.number for one in page.items]
            if page.next_after is None:
                break
            after = page.next_after
    assert seen == ["1.0.0", "2.0.0", "3.0.0"]


async def test_what_fails_is_listed_with_until_when_it_may_for_whoever_may_see_it(make: Factory) -> None:
    await catalogue_to_check(make, 3)
    await activated(make, grace_days=30)
    await runner(make).run_all()
    for who in (PUBLISHER, STRANGER, ANONYMOUS):
        async with make.reading(who) as work:
            found = await rechecks.failing(work, "nida")
            assert [one.number for one in found] == ["2.0.0", "3.0.0"]
            assert all(one.latest and one.latest.grace_until for one in found)
            assert await rechecks.failing(work, "ega") == []
            with pytest.raises(NotFound):
                await rechecks.failing(work, "nobody")


async def test_what_only_government_may_see_fails_for_nobody_else(make: Factory) -> None:
    await make.catalogue(visibility="government")
    await make.institution("tra")
    async with make.reading(ANONYMOUS) as work:
        assert await rechecks.failing(work, "nida") == []


async def test_the_newest_report_stands_beside_the_one_that_was_approved(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make)
    async with make.reading() as work:
        before = await versions.get(work, "cig/identities", "2.0.0")
        assert await rechecks.latest_of(work, before) is None
        assert (await rechecks.latest_report_of(work, before))["result"] == "pass"
    await runner(make).run_all()
    async with make.reading() as work:
        (after,) = await rechecks.failing(work, "nida")
        assert (await rechecks.latest_report_of(work, after))["result"] == "fail"
        assert after.report.result == "pass"
        latest = await rechecks.latest_of(work, after)
        assert latest is not None
        assert latest.report.profile == "tz-interop@1.0.0"
