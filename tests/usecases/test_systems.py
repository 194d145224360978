from typing import Any

import pytest
from factories import ADMIN, PUBLISHER, STRANGER, Factory

from registry.domain.actors import Actor
from registry.domain.entries import Sector, Standing, SystemState
from registry.domain.errors import FieldsInvalid, KeyTaken, NotFound, Outdated, RoleMissing
from registry.domain.names import is_registry_number
from registry.usecases import search, systems
from registry.usecases.search import Question
from registry.usecases.systems import Filters

EVERYTHING: dict[str, Any] = {
    "names": [
        {"kind": "name", "language": "sw", "text": "Lango la Malipo"},
        {"kind": "name", "language": "en", "text": "Payment Gateway"},
        {"kind": "acronym", "language": None, "text": "GePG"},
        {"kind": "former", "text": "Old Gateway"},
    ],
    "purpose": {"sw": "Malipo", "en": "Payments"},
    "sector": "finance",
    "state": "planned",
    "contacts": [
        {"kind": "business", "name": "Head", "email": "head@nida.example", "phone": "+255 22 000 0000"},
        {"kind": "technical", "name": "ICT", "email": "ict@nida.example"},
    ],
    "legal_basis": [{"title": "Act", "section": "12"}],
    "hosting": {"kind": "government-data-centre", "place": "Dodoma"},
    "gisp_reference": "GISP-1",
    "channels": [{"channel": "govesb", "mode": "push", "code": "SRV1"}],
    "personal_data": {"holds": True, "categories": ["name"]},
}


async def test_five_fields_register_a_system_and_the_rest_is_said_to_be_missing(make: Factory) -> None:
    await make.institution()
    system = await make.system()
    assert is_registry_number(system.number)
    assert (system.standing, system.state, system.sector) == (Standing.REGISTERED, SystemState.IN_USE, Sector.IDENTITY)
    assert set(system.missing) == {
        "name_sw", "business_contact", "legal_basis", "hosting", "channels", "personal_data", "gisp_reference",
    }  # fmt: skip


async def test_everything_said_of_a_system_is_kept(make: Factory) -> None:
    await make.institution()
    await make.system(**EVERYTHING)
    async with make.reading() as work:
        system = await systems.get(work, "cig")
        assert {name: getattr(system, name) for name in EVERYTHING} == EVERYTHING
        assert system.missing == ()
        assert system.title == {"sw": "Lango la Malipo", "en": "Payment Gateway"}
        assert system.acronym == "GePG"


async def test_every_part_can_be_changed_and_the_rest_stays(make: Factory) -> None:
    await make.institution()
    before = await make.system()
    revision = before.revision
    for name, value in EVERYTHING.items():
        async with make.work(PUBLISHER) as work:
            changed = await systems.change(work, "cig", {name: value}, revision)
        assert changed.revision == revision + 1
        revision = changed.revision
    async with make.reading() as work:
        system = await systems.get(work, "cig")
        assert {name: getattr(system, name) for name in EVERYTHING} == EVERYTHING
        assert (system.key, system.serial, system.id) == (before.key, before.serial, before.id)


async def test_what_may_be_nothing_can_be_emptied(make: Factory) -> None:
    await make.institution()
    system = await make.system(**EVERYTHING)
    nothing = {"hosting": None, "gisp_reference": None, "personal_data": None, "replaced_by": None}
    async with make.work(PUBLISHER) as work:
        changed = await systems.change(work, "cig", nothing, system.revision)
    assert {"hosting", "gisp_reference", "personal_data"} <= set(changed.missing)


async def test_a_key_is_unique_in_the_whole_registry(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system()
    with pytest.raises(KeyTaken):
        await make.system("cig", "ega")


async def test_a_key_or_an_owner_never_changes(make: Factory) -> None:
    await make.institution()
    system = await make.system()
    for tree in ({"key": "other"}, {"institution": "other"}, {"standing": "reviewed"}, {"number": "x"}):
        with pytest.raises(FieldsInvalid):
            async with make.work() as work:
                await systems.change(work, "cig", tree, system.revision)


async def test_a_change_from_an_old_revision_is_refused(make: Factory) -> None:
    await make.institution()
    system = await make.system()
    async with make.work(PUBLISHER) as work:
        await systems.change(work, "cig", {"state": "retired"}, system.revision)
    with pytest.raises(Outdated):
        async with make.work(PUBLISHER) as work:
            await systems.change(work, "cig", {"state": "in-use"}, system.revision)


async def test_a_system_can_be_replaced_by_another_but_not_by_itself_or_by_nothing(make: Factory) -> None:
    await make.institution()
    old = await make.system("old")
    await make.system("fresh")
    for key in ("old", "nowhere"):
        with pytest.raises(FieldsInvalid):
            async with make.work(PUBLISHER) as work:
                await systems.change(work, "old", {"replaced_by": key}, old.revision)
    async with make.work(PUBLISHER) as work:
        await systems.change(work, "old", {"replaced_by": "fresh"}, old.revision)
    async with make.reading() as work:
        found = await systems.get(work, "old")
        assert found.replaced_by is not None
        assert [one.key for one in await systems.replaced(work, found.replaced_by)] == ["old"]


@pytest.mark.parametrize(
    ("who", "institution", "error"), [(STRANGER, "nida", RoleMissing), (ADMIN, "nowhere", NotFound)]
)
async def test_a_system_is_registered_for_ones_own_institution(
    make: Factory, who: Actor, institution: str, error: type[Exception]
) -> None:
    await make.institution()
    with pytest.raises(error):
        await make.system("cig", institution, who)


async def test_a_list_is_cut_into_pages_and_narrowed_by_filters(make: Factory) -> None:
    await make.institutions("nida", "ega")
    for key, owner, state in (("aa", "nida", "in-use"), ("bb", "ega", "in-use"), ("cc", "nida", "retired")):
        await make.system(key, owner, state=state)
    async with make.reading() as work:
        first = await systems.list_page(work, Filters(), after="", limit=2)
        assert ([one.key for one in first.items], first.total, first.next_after) == (["aa", "bb"], 3, "bb")
        second = await systems.list_page(work, Filters(), after="bb", limit=2)
        assert ([one.key for one in second.items], second.next_after) == (["cc"], None)
        for filters, keys in [
            (Filters(institutions=["nida"]), ["aa", "cc"]),
            (Filters(institutions=["nida"], states=["retired"]), ["cc"]),
            (Filters(sectors=["identity"], standings=["registered"]), ["aa", "bb", "cc"]),
            (Filters(states=["nonsense"]), []),
        ]:
            page = await systems.list_page(work, filters, after="", limit=10)
            assert ([one.key for one in page.items], page.total) == (keys, len(keys))


async def test_an_unknown_system_is_not_found(make: Factory) -> None:
    async with make.reading() as work:
        with pytest.raises(NotFound, match="nowhere"):
            await systems.get(work, "nowhere")


async def test_the_apis_of_a_system_are_found_under_its_new_sector(make: Factory) -> None:
    await make.catalogue()
    async with make.work() as work:
        await systems.change(work, "cig", {"sector": "health"}, 1)
    async with make.reading() as work:
        answer = await search.find(work, Question("identity", {"kind": ["api"]}))
    assert [hit.first("sector") for hit in answer.hits] == ["health"]


async def test_systems_do_not_replace_each_other_in_a_circle(make: Factory) -> None:
    await make.institution()
    await make.system("a")
    await make.system("b", replaced_by="a")
    await make.system("c", replaced_by="b")
    async with make.work() as work:
        with pytest.raises(FieldsInvalid) as refused:
            await systems.change(work, "a", {"replaced_by": "c"}, 1)
    assert refused.value.errors[0].code == "replaced-in-a-circle"
