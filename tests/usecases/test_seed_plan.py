from pathlib import Path

import pytest
from factories import Factory
from reference_data import concept
from seeds import HISTORY, PROFILE, write, write_tree, written_catalogue, written_standards

from registry.domain.lifecycle import Action
from registry.domain.profiles import ProfileState
from registry.usecases import interfaces, versions
from registry.usecases.seed import load
from registry.usecases.seed_files import seed_in
from registry.usecases.seed_plan import Plan, is_known, plan_of
from registry.usecases.seed_problems import Problems

HISTORY_OF_CIG = "systems/nida/cig/identities/history.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_standards(written_catalogue(tmp_path))


async def plan(make: Factory, folder: Path) -> Plan:
    async with make.reading() as work:
        return await plan_of(work, seed_in(folder, Problems()))


async def test_everything_is_due_where_nothing_is_there_and_nothing_after_the_load(make: Factory, folder: Path) -> None:
    first = await plan(make, folder)
    assert first
    assert (len(first.entries), len(first.profiles), len(first.versions), first.slow) == (13, 1, 6, 9)
    assert first.default is first.profiles[0]
    await load(make.database, make.check, folder)
    assert not await plan(make, folder)


async def test_the_steps_that_may_need_a_successor_are_due_last(make: Factory, folder: Path) -> None:
    due = next(one for one in (await plan(make, folder)).versions if one.version.reference == "cig/identities@1.0.0")
    assert (due.is_new, due.is_submitted, list(due.life), list(due.farewell)) == (True, True, [0, 1, 2, 3], [4, 5])


async def test_a_longer_history_is_gone_on_with(make: Factory, folder: Path) -> None:
    await load(make.database, make.check, folder)
    farewell = '    - {action: publish}\n    - {action: deprecate, sunset_on: "2027-01-01"}\n- number: 3.0.0'
    write(folder / HISTORY_OF_CIG, HISTORY.replace("    - {action: publish}\n- number: 3.0.0", farewell))
    (due,) = (await plan(make, folder)).versions
    assert (due.version.number, due.is_new, due.is_submitted) == ("2.0.0", False, False)
    assert (list(due.life), list(due.farewell)) == ([], [4])
    assert (await load(make.database, make.check, folder))["step"] == 1


async def test_what_people_did_with_a_version_is_left_alone(make: Factory, folder: Path) -> None:
    await load(make.database, make.check, folder)
    async with make.reading() as work:
        returned = await versions.get(work, "cig/identities", "3.0.0")
    await make.advance(returned, Action.SUBMIT)
    assert not await plan(make, folder)


async def test_a_concept_is_due_again_with_another_version_of_its_schema(make: Factory, folder: Path) -> None:
    await load(make.database, make.check, folder)
    write_tree(folder / "concepts/nin.yaml", concept("nin", names={"sw": "Nyingine", "en": "Another"}))
    assert not await plan(make, folder)
    write_tree(folder / "concepts/nin.yaml", concept("nin", version="1.1.0", schema={"type": "string", "minLength": 1}))
    assert [entry.name for entry in (await plan(make, folder)).entries] == ["nin"]
    assert (await load(make.database, make.check, folder))["concept"] == 1


async def test_a_draft_is_nobodys_default(make: Factory, folder: Path) -> None:
    write(folder / "profiles/tz-interop/profile.yaml", PROFILE.replace("state: active", "state: draft"))
    found = await plan(make, folder)
    assert (len(found.profiles), found.default, found.binding_on) == (1, None, None)


async def test_a_profile_that_is_there_stays_as_it_is(make: Factory, folder: Path) -> None:
    await make.profile(ProfileState.RETIRED, "tz-interop", "1.0.0")
    found = await plan(make, folder)
    assert (found.profiles, found.default) == ([], None)


async def test_what_the_registry_has_is_known(make: Factory) -> None:
    await make.catalogue()
    async with make.reading() as work:
        name = (await interfaces.get(work, "cig/identities")).name
        assert [await is_known(work, kind, key) for kind, key in (("api", name), ("system", "cig"))] == [True, True]
        assert [await is_known(work, kind, "none") for kind in ("concept", "component", "standard")] == [False] * 3
