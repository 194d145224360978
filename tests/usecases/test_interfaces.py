import pytest
from factories import PUBLISHER, STRANGER, Factory

from registry.domain.actors import ANONYMOUS
from registry.domain.entries import ApiKind, EntryKind, Visibility
from registry.domain.errors import FieldsInvalid, KeyTaken, NotFound, Outdated, RoleMissing
from registry.usecases import interfaces
from registry.usecases.interfaces import Filters

ACCESS = {"steps": [{"en": "Write a letter"}], "fee": "none", "days": 5, "version": "1", "date": "2026-01-31"}


async def test_an_api_belongs_to_a_system_and_a_schema_to_an_institution(make: Factory) -> None:
    await make.catalogue(access=ACCESS, channels=[{"channel": "govesb", "mode": "push"}])
    await make.schema(concept="nin")
    async with make.reading() as work:
        api = await interfaces.get(work, "cig/identities")
        assert api.system is not None
        assert (api.key, api.system.key, api.institution.key) == ("identities", "cig", "nida")
        assert (api.kind, api.manner, api.visibility) == (EntryKind.API, ApiKind.REST, Visibility.PUBLIC)
        assert (api.access, api.channels) == (ACCESS, [{"channel": "govesb", "mode": "push"}])
        schema = await interfaces.get(work, "person")
        assert (schema.key, schema.system, schema.manner, schema.concept) == ("person", None, None, "nin")


async def test_a_key_is_unique_in_its_system_only(make: Factory) -> None:
    await make.catalogue()
    await make.system("other")
    await make.api("other")
    with pytest.raises(KeyTaken):
        await make.api("cig")
    await make.schema()
    with pytest.raises(KeyTaken):
        await make.schema()


async def test_an_entry_needs_what_it_belongs_to(make: Factory) -> None:
    await make.institution()
    with pytest.raises(NotFound):
        await make.api("nowhere")
    with pytest.raises(NotFound):
        await make.schema(institution="nowhere")


async def test_a_change_keeps_the_rest_and_asks_for_the_revision(make: Factory) -> None:
    await make.catalogue(access=ACCESS)
    async with make.work(PUBLISHER) as work:
        changed = await interfaces.change(work, "cig/identities", {"kind": "soap", "description": {"en": "x"}}, 1)
        assert (changed.manner, changed.description, changed.access) == (ApiKind.SOAP, {"en": "x"}, ACCESS)
    with pytest.raises(Outdated):
        async with make.work(PUBLISHER) as work:
            await interfaces.change(work, "cig/identities", {"access": None}, 1)
    with pytest.raises(RoleMissing):
        async with make.work(STRANGER) as work:
            await interfaces.change(work, "cig/identities", {"access": None}, 2)


async def test_each_kind_has_its_own_members(make: Factory) -> None:
    await make.catalogue()
    await make.schema()
    for name, tree in (
        ("cig/identities", {"concept": "nin"}),
        ("person", {"kind": "rest"}),
        ("person", {"access": None}),
    ):
        with pytest.raises(FieldsInvalid):
            async with make.work(PUBLISHER) as work:
                await interfaces.change(work, name, tree, 1)


async def test_an_entry_for_the_government_does_not_exist_for_strangers(make: Factory) -> None:
    await make.catalogue(visibility="government")
    await make.api(key="open")
    async with make.reading(ANONYMOUS) as work:
        with pytest.raises(NotFound) as hidden:
            await interfaces.get(work, "cig/identities")
        with pytest.raises(NotFound) as missing:
            await interfaces.get(work, "cig/nothing")
        assert {**hidden.value.values(), "name": ""} == {**missing.value.values(), "name": ""}
        page = await interfaces.list_page(work, EntryKind.API, Filters(), after="", limit=10)
        assert ([one.name for one in page.items], page.total) == (["cig/open"], 1)
    for who in (STRANGER, PUBLISHER):
        async with make.reading(who) as work:
            page = await interfaces.list_page(work, EntryKind.API, Filters(), after="", limit=10)
            assert ([one.name for one in page.items], page.total) == (["cig/identities", "cig/open"], 2)


async def test_a_list_is_narrowed_by_system_and_institution(make: Factory) -> None:
    await make.catalogue()
    await make.system("other", "ega")
    await make.api("other")
    await make.schema()
    async with make.reading() as work:
        for kind, filters, names in [
            (EntryKind.API, Filters(), ["cig/identities", "other/identities"]),
            (EntryKind.API, Filters(system="cig"), ["cig/identities"]),
            (EntryKind.API, Filters(institution="ega"), ["other/identities"]),
            (EntryKind.API, Filters(institution="ega", system="cig"), []),
            (EntryKind.SCHEMA, Filters(), ["person"]),
            (EntryKind.SCHEMA, Filters(institution="ega"), []),
        ]:
            page = await interfaces.list_page(work, kind, filters, after="", limit=10)
            assert ([one.name for one in page.items], page.total) == (names, len(names))
        page = await interfaces.list_page(work, EntryKind.API, Filters(), after="", limit=1)
        assert page.next_after == "cig/identities"
