from factories import EDITOR, RULESET, Factory
from rechecking import activated, all_rechecks, catalogue_to_check, trial

from registry.domain.profiles import ProfileState
from registry.usecases import profiles


async def test_only_what_becomes_the_default_has_everything_checked_again(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE)
    assert await all_rechecks(make) == []
    await activated(make, "2.0.0", grace_days=7)
    (due,) = await all_rechecks(make)
    assert (due.purpose, due.profile, due.asked_by, due.grace_days) == ("activation", "tz-interop@2.0.0", "rashid", 7)
    assert due.binding_on is not None


async def test_a_new_default_stops_what_compares_with_the_old_one(make: Factory) -> None:
    await catalogue_to_check(make, 1)
    await make.profile()
    await trial(make)
    await activated(make, "2.0.0")
    assert [(one.purpose, one.state) for one in await all_rechecks(make)] == [
        ("trial", "stopped"),
        ("activation", "waiting"),
    ]


async def test_retiring_what_is_not_the_default_checks_nothing(make: Factory) -> None:
    await activated(make)
    await make.profile(ProfileState.ACTIVE, key="other")
    async with make.work(EDITOR) as work:
        await profiles.retire(work, "other", "1.0.0")
    assert [one.state for one in await all_rechecks(make)] == ["waiting"]


async def test_the_same_bytes_again_stop_no_trial(make: Factory) -> None:
    await make.profile()
    await trial(make)
    await make.profile()
    assert [one.state for one in await all_rechecks(make)] == ["waiting"]
    await make.profile(content=RULESET + b"  paths-equivalent: warn\n")
    assert [one.state for one in await all_rechecks(make)] == ["stopped"]
