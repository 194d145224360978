import asyncio
import shutil
from pathlib import Path

import pytest
from factories import Factory, contents, document
from reviewing import advanced
from seeds import EVERYTHING, INSTITUTION, PROFILE, WHOLE, write, written_catalogue, written_standards

from registry.db.models import AuditEntry, Version
from registry.db.session import Database
from registry.domain.actors import operator
from registry.domain.errors import SeedRefused, Unavailable
from registry.domain.lifecycle import Action, Status
from registry.domain.profiles import ProfileState
from registry.usecases import (
    audit,
    concepts,
    desk,
    institutions,
    interfaces,
    profiles,
    search,
    standards,
    sync,
    systems,
    versions,
)
from registry.usecases.desk import Filters
from registry.usecases.seed import People, load
from registry.usecases.work import Check, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_catalogue(tmp_path)


@pytest.fixture
def whole(folder: Path) -> Path:
    """Entries with the standards, the dictionary and the profile that they are checked against."""
    return written_standards(folder)


async def statuses(database: Database, check: Check, name: str = "cig/identities") -> dict[str, Status]:
    async with read(database, operator(), check) as work:
        rows = await versions.list_all(work, await interfaces.get(work, name))
        return {row.number: row.status for row in rows}


async def record_of(database: Database, check: Check) -> list[AuditEntry]:
    async with read(database, operator(), check) as work:
        return list(await audit.entries(work, after=0, limit=1000))


async def test_a_folder_is_loaded_whole_whatever_its_order(database: Database, check: Check, folder: Path) -> None:
    assert await load(database, check, folder) == WHOLE
    async with read(database, operator(), check) as work:
        nida = await institutions.get(work, "nida")
        assert [parent.parent.key for parent in nida.parents] == ["utumishi"]
        old = await systems.get(work, "a-old")
        assert old.replaced_by is not None
        assert old.replaced_by.key == "cig"
        assert (await search.find(work, search.Question("vitambulisho"))).total > 0
    assert await statuses(database, check) == {
        "1.0.0": Status.RETIRED,
        "2.0.0": Status.PUBLISHED,
        "3.0.0": Status.CHANGES_REQUESTED,
        "4.0.0": Status.DRAFT,
    }


async def test_a_second_load_changes_nothing(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder)
    async with read(database, operator(), check) as work:
        head, entries = await sync.state_of(work), len(await record_of(database, check))
    assert await load(database, check, folder) == dict.fromkeys(WHOLE, 0)
    async with read(database, operator(), check) as work:
        assert await sync.state_of(work) == head
    assert len(await record_of(database, check)) == entries


class PulledPlug(BaseException):
    """Nothing that any code here may catch."""


@pytest.mark.parametrize("place", range(0, 37, 4))
async def test_a_load_that_is_cut_off_leaves_nothing(
    database: Database, check: Check, folder: Path, place: int
) -> None:
    def pull(_what: str, done: int, _total: int) -> None:
        if done == place:
            raise PulledPlug

    before = await contents(database)
    with pytest.raises(PulledPlug):
        await load(database, check, folder, advance=pull)
    assert await contents(database) == before
    assert await load(database, check, folder) == WHOLE


async def test_what_is_refused_in_the_middle_of_the_load_leaves_nothing(
    database: Database, check: Check, whole: Path
) -> None:
    before = await contents(database)
    with pytest.raises(SeedRefused) as refused:
        await load(database, check, whole, People({"nida": "reviewer.ega"}))
    (problem,) = refused.value.problems
    assert (problem["file"], problem["line"]) == ("systems/nida/cig/identities/history.yaml", 5)
    assert problem["reason"] == "own-work"
    assert await contents(database) == before


async def test_a_load_that_is_only_tried_tells_what_it_would_make_and_makes_nothing(
    database: Database, check: Check, whole: Path
) -> None:
    before = await contents(database)
    assert await load(database, check, whole, lasting=False) == EVERYTHING
    assert await contents(database) == before


async def test_records_are_numbered_without_a_gap_behind_those_that_were_there(
    database: Database, check: Check, folder: Path, make: Factory
) -> None:
    await make.institution("brela")
    await load(database, check, folder)
    async with read(database, operator(), check) as work:
        feed = await sync.changes(work, 0, 1000)
        assert [one.seq for one in feed.changes] == list(range(1, len(feed.changes) + 1))
        assert await audit.first_broken(work) is None
    assert [entry.seq for entry in await record_of(database, check)] == list(range(1, 1 + 1 + sum(WHOLE.values())))


async def test_two_loads_at_once_make_everything_once(database: Database, check: Check, folder: Path) -> None:
    loads = [load(database, check, folder) for _ in range(2)]
    made = await asyncio.gather(*loads, return_exceptions=True)
    assert WHOLE in made
    assert all(one == WHOLE or isinstance(one, SeedRefused | Unavailable) for one in made)
    assert await load(database, check, folder) == dict.fromkeys(WHOLE, 0)
    assert len(await record_of(database, check)) == sum(WHOLE.values())


async def test_standards_concepts_and_profiles_come_before_what_is_checked_against_them(
    database: Database, check: Check, whole: Path
) -> None:
    assert await load(database, check, whole) == EVERYTHING
    async with read(database, operator(), check) as work:
        assert (await standards.get(work, "ega-ita-001")).component.key == "integration-architecture"  # type: ignore[union-attr]
        assert (await concepts.get(work, "nin")).related == ["birth-date"]
        profile = await profiles.get(work, "tz-interop", "1.0.0")
        assert (profile.state, profile.is_default, profile.grace_days) == (ProfileState.ACTIVE, True, 30)
        reports = {(await versions.get(work, "cig/identities", "2.0.0")).report.profile}
        reports |= {(await versions.get(work, "person", "1.0.0")).report.profile}
        assert reports == {"tz-interop@1.0.0"}
    editing = {entry.actor for entry in await record_of(database, check) if entry.event.startswith("profile:")}
    assert editing == {"editor.ega"}
    assert await load(database, check, whole) == dict.fromkeys(WHOLE, 0)


async def test_the_default_that_somebody_has_chosen_stays_it(
    database: Database, check: Check, whole: Path, make: Factory
) -> None:
    await make.profile(ProfileState.ACTIVE, "own-profile", default=True)
    await load(database, check, whole)
    async with make.reading() as work:
        assert (await profiles.get(work, "own-profile", "active")).is_default
        assert not (await profiles.get(work, "tz-interop", "active")).is_default
        assert (await versions.get(work, "cig/identities", "2.0.0")).report.profile == "own-profile@1.0.0"


async def withdrawn(make: Factory) -> None:
    """Withdraw the open request for the api, so that another version of it can be handed in."""
    async with make.reading() as work:
        rows = (await desk.list_page(work, Filters(), after="", limit=50)).items
    for row in rows:
        if row.subject.startswith("cig/identities@"):
            await advanced(make, row, Action.WITHDRAW)


async def test_the_next_version_of_the_default_takes_its_place_and_its_reports(
    database: Database, check: Check, whole: Path, make: Factory
) -> None:
    await load(database, check, whole)
    await withdrawn(make)
    write(whole / "profiles/tz-interop/profile.yaml", PROFILE.replace("1.0.0", "1.1.0"))
    write(whole / "systems/nida/cig/identities/history.yaml", "- {number: 5.0.0, actions: [{action: submit}]}")
    for old in (whole / "systems/nida/cig/identities").glob("*.openapi.json"):
        old.unlink()
    write(whole / "systems/nida/cig/identities/5.0.0.openapi.json", document("5.0.0"))
    made = await load(database, check, whole)
    assert {kind: count for kind, count in made.items() if count} == {"profile": 1, "version": 1, "step": 1}
    async with make.reading() as work:
        assert (await profiles.get(work, "tz-interop", "active")).version == "1.1.0"
        assert (await versions.get(work, "cig/identities", "5.0.0")).report.profile == "tz-interop@1.1.0"


async def test_errors_stop_nobody_before_the_day_on_which_the_profile_binds(
    database: Database, check: Check, whole: Path
) -> None:
    write(whole / "profiles/tz-interop/profile.yaml", PROFILE.replace("null", '"2999-01-01"'))
    flawed = document(title="Bus", servers=[{"url": "http://a.example"}])
    write(whole / "systems/ega/bus/identities/1.0.0.openapi.json", flawed)
    assert await load(database, check, whole) == EVERYTHING


async def test_a_day_of_binding_that_has_gone_by_is_that_of_the_load(
    database: Database, check: Check, whole: Path
) -> None:
    write(whole / "profiles/tz-interop/profile.yaml", PROFILE.replace("null", '"2020-01-01"'))
    await load(database, check, whole)
    async with read(database, operator(), check) as work:
        assert (await profiles.get(work, "tz-interop", "active")).binding_on == work.now.date()


async def test_what_a_standards_editor_has_changed_stays_as_it_is(
    database: Database, check: Check, whole: Path, make: Factory
) -> None:
    await load(database, check, whole)
    await make.standard(code="eGA/EXT/ITA/099")
    assert await load(database, check, whole) == dict.fromkeys(WHOLE, 0)
    async with make.reading() as work:
        assert (await standards.get(work, "ega-ita-001")).code == "eGA/EXT/ITA/099"


async def test_four_eyes_hold_for_the_seed_too(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder)
    deciders = {}
    for entry in await record_of(database, check):
        assert entry.outcome == "allowed"
        if entry.event == "version:approve":
            deciders[entry.subject] = (entry.actor, entry.institution)
    assert deciders["cig/identities@1.0.0"] == ("reviewer.ega", "ega")
    assert deciders["bus/identities@1.0.0"] == ("reviewer.utumishi", "utumishi")


async def test_the_people_may_be_those_of_accounts(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder, People({"nida": "asha"}, [("neema", "ega"), ("juma", "utumishi")]))
    actors = {entry.actor for entry in await record_of(database, check)}
    assert actors == {"operator", "asha", "neema", "juma", "publisher.ega"}


async def test_what_people_did_with_a_version_is_left_alone(
    database: Database, check: Check, folder: Path, make: Factory
) -> None:
    await load(database, check, folder)
    async with make.reading() as work:
        draft = await versions.get(work, "cig/identities", "4.0.0")
    await withdrawn(make)
    await make.advance(draft, Action.SUBMIT)
    assert await load(database, check, folder) == dict.fromkeys(WHOLE, 0)
    assert (await statuses(database, check))["4.0.0"] is Status.SUBMITTED


async def test_progress_is_told_from_the_first_to_the_last(database: Database, check: Check, whole: Path) -> None:
    told = []
    await load(database, check, whole, advance=lambda what, done, total: told.append((what, done, total)))
    assert told[0] == ("tz-interop@1.0.0", 0, 45)
    assert told[-1] == ("", 45, 45)
    assert [done for _, done, _ in told] == list(range(46))


async def test_an_empty_folder_beside_institutions_is_a_seed_too(
    database: Database, check: Check, folder: Path
) -> None:
    shutil.rmtree(folder / "systems")
    shutil.rmtree(folder / "schemas")
    assert (await load(database, check, folder))["institution"] == 3


async def test_what_an_institution_needs_may_be_in_the_registry_already(
    database: Database, check: Check, folder: Path, make: Factory
) -> None:
    await make.institutions("nida", "ega", "utumishi")
    write(folder / "institutions.yaml", INSTITUTION.format(key="tra") + "  parents:\n    - {institution: ega}")
    assert (await load(database, check, folder)) == {**WHOLE, "institution": 1}


async def test_the_catalogue_that_comes_with_somana_loads(database: Database, check: Check) -> None:
    made = await load(database, check, Path(__file__).parents[2] / "catalog_seed")
    assert made["institution"] >= 62
    assert made["system"] >= 51
    assert made["api"] >= 8
    async with read(database, operator(), check) as work:
        rows = [row async for row in sync.everything(work)]
    states = {row.status for row in rows if isinstance(row, Version)}
    assert {Status.PUBLISHED, Status.DEPRECATED, Status.RETIRED, Status.IN_REVIEW, Status.CHANGES_REQUESTED} <= states
