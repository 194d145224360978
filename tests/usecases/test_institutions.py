from datetime import date

import pytest
from factories import ADMIN, Factory, actor

from registry.domain.actors import Role
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.errors import FieldsInvalid, KeyTaken, Outdated, RoleMissing
from registry.domain.names import is_registry_number
from registry.usecases import institutions
from registry.usecases.institutions import Filters

NAMES = [
    {"language": "sw", "text": "Ofisi ya Rais", "acronym": "TAMISEMI", "valid_to": "2025-11-16"},
    {"language": "sw", "text": "Ofisi ya Waziri Mkuu", "acronym": "TAMISEMI", "valid_from": "2025-11-17"},
    {"language": "en", "text": "Regional Administration"},
]


async def test_an_institution_has_the_names_and_the_parents_of_each_day(make: Factory) -> None:
    await make.institutions("president", "premier")
    parents = [
        {"institution": "premier", "valid_from": "2025-11-17"},
        {"institution": "president", "valid_to": "2025-11-16"},
    ]
    await make.institution("tamisemi", names=NAMES, parents=parents)
    async with make.reading() as work:
        found = await institutions.get(work, "tamisemi")
        assert is_registry_number(found.number)
        for day, name in ((date(2025, 11, 16), "Ofisi ya Rais"), (date(2025, 11, 17), "Ofisi ya Waziri Mkuu")):
            names = found.names_on(day)
            assert (names["sw"]["text"], names["en"]["text"]) == (name, "Regional Administration")
        assert [parent.tree() for parent in found.parents] == [
            {"institution": "president", "valid_from": None, "valid_to": "2025-11-16"},
            {"institution": "premier", "valid_from": "2025-11-17", "valid_to": None},
        ]


async def test_names_come_in_the_same_order_on_every_database(make: Factory) -> None:
    await make.institution("tamisemi", names=list(reversed(NAMES)))
    async with make.reading() as work:
        found = await institutions.get(work, "tamisemi")
        assert [name.text for name in found.names] == [
            "Regional Administration", "Ofisi ya Rais", "Ofisi ya Waziri Mkuu",
        ]  # fmt: skip


async def test_names_and_parents_are_replaced_as_a_whole(make: Factory) -> None:
    await make.institutions("president", "nida")
    async with make.work(ADMIN) as work:
        changes = {
            "names": NAMES[2:],
            "parents": [{"institution": "president"}],
            "kind": "office",
            "sector": "governance",
            "website": "https://nida.example",
        }
        changed = await institutions.change(work, "nida", changes, 1)
        assert (changed.kind, changed.sector) == (InstitutionKind.OFFICE, Sector.GOVERNANCE)
        assert (changed.website, changed.revision) == ("https://nida.example", 2)
    async with make.reading() as work:
        found = await institutions.get(work, "nida")
        assert [name.text for name in found.names] == ["Regional Administration"]
        assert [parent.parent.key for parent in found.parents] == ["president"]


async def test_a_key_is_given_once(make: Factory) -> None:
    await make.institution()
    with pytest.raises(KeyTaken):
        await make.institution()


async def test_a_parent_must_be_there(make: Factory) -> None:
    for parent in ("nowhere", "nida"):
        with pytest.raises(FieldsInvalid) as refused:
            await make.institution("nida", parents=[{"institution": parent}])
        assert refused.value.errors[0].pointer == "/parents/0/institution"


async def test_nothing_ends_before_it_begins(make: Factory) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        await make.institution(names=[{**NAMES[2], "valid_from": "2025-01-02", "valid_to": "2025-01-01"}])
    assert refused.value.errors[0].pointer == "/names/0/valid_to"


async def test_its_own_administrator_changes_an_institution_and_another_does_not(make: Factory) -> None:
    await make.institution()
    async with make.work(actor(Role.INSTITUTION_ADMIN)) as work:
        await institutions.change(work, "nida", {"website": "https://nida.example"}, 1)
    with pytest.raises(RoleMissing):
        async with make.work(actor(Role.INSTITUTION_ADMIN, institution="ega")) as work:
            await institutions.change(work, "nida", {"website": "https://ega.example"}, 2)
    with pytest.raises(Outdated):
        async with make.work(ADMIN) as work:
            await institutions.change(work, "nida", {"website": "https://nida.example"}, 1)


async def test_a_list_is_cut_into_pages_and_narrowed_by_filters(make: Factory) -> None:
    await make.institution("aa", kind="ministry")
    await make.institution("bb", sector="health")
    await make.institution("cc", kind="ministry", sector="health")
    async with make.reading() as work:
        page = await institutions.list_page(work, Filters(), after="aa", limit=1)
        assert ([one.key for one in page.items], page.total, page.next_after) == (["bb"], 3, "bb")
        page = await institutions.list_page(work, Filters(kinds=["ministry"], sectors=["health"]), after="", limit=9)
        assert ([one.key for one in page.items], page.total, page.next_after) == (["cc"], 1, None)


async def test_institutions_do_not_stand_under_each_other_in_a_circle(make: Factory) -> None:
    await make.institution("a1")
    await make.institution("b1", parents=[{"institution": "a1"}])
    async with make.work() as work:
        with pytest.raises(FieldsInvalid) as refused:
            await institutions.change(work, "a1", {"parents": [{"institution": "b1"}]}, 1)
    assert refused.value.errors[0].code == "parents-in-a-circle"
