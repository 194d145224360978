import pytest
from factories import Factory

from registry.db.queries import imports as queries
from registry.domain.errors import FieldsInvalid
from registry.domain.imports import Row, RowKind
from registry.usecases import import_matches
from registry.usecases.import_matches import Held
from registry.usecases.work import Work


async def meant(work: Work, cells: dict[str, str], owner: str) -> str | None:
    held = Held.of(await queries.systems_of(work.session, [owner]))
    taken = await queries.system_keys(work.session, import_matches.keys_tried(row(**cells), owner))
    return await import_matches.system_of(work, row(**cells), held, taken)


async def made(work: Work, one: Row) -> str:
    taken = await queries.system_keys(work.session, import_matches.keys_tried(one, "nida"))
    return await import_matches.new_key(work, one, "nida", taken)


def row(**cells: str) -> Row:
    return Row(2, RowKind.SYSTEM, cells)


async def test_a_row_means_a_system_by_key_number_reference_acronym_or_name(make: Factory) -> None:
    await make.institutions("nida", "ega")
    names = [{"kind": "acronym", "text": "CIG"}, {"kind": "name", "language": "en", "text": "Gateway"}]
    system = await make.system("cig", names=names, gisp_reference="G-1")
    await make.system("plain")
    async with make.reading() as work:
        for cells in (
            {"key": "cig"},
            {"registry_number": system.number},
            {"gisp_reference": "G-1"},
            {"acronym": "CIG"},
            {"name_en": "Gateway"},
        ):
            assert await meant(work, cells, "nida") == "cig"
        assert await meant(work, {"acronym": "cig"}, "nida") is None
        assert await meant(work, {"acronym": "CIG"}, "ega") is None
        for cells in ({"registry_number": "SYS-000001-1"}, {"registry_number": "x"}):
            with pytest.raises(FieldsInvalid):
                await meant(work, cells, "nida")
        with pytest.raises(FieldsInvalid):
            await meant(work, {"registry_number": system.number}, "ega")


async def test_what_several_entries_could_be_is_refused(make: Factory) -> None:
    await make.institutions("nida")
    for key in ("one", "two"):
        await make.system(key, gisp_reference="G-1")
    async with make.reading() as work:
        with pytest.raises(FieldsInvalid) as refused:
            await meant(work, {"gisp_reference": "G-1"}, "nida")
        assert refused.value.errors[0].code == "several-match"


async def test_an_owner_is_known_by_key_number_or_acronym(make: Factory) -> None:
    nida = await make.institution("nida")
    async with make.reading() as work:
        for words in ("nida", "NIDA", nida.number):
            seen = import_matches.Seen()
            assert await import_matches.owner_of(work, words, "owner", seen) == "nida"
        body = Row(2, RowKind.INSTITUTION, {"name_sw": "Mamlaka ya nida"})
        assert await import_matches.institution_of(work, body) == "nida"


async def test_a_key_that_is_taken_gets_its_owner_and_then_a_number(make: Factory) -> None:
    await make.institutions("nida")
    async with make.reading() as work:
        assert await made(work, row(acronym="CIG")) == "cig"
    await make.system("cig")
    await make.system("cig-nida")
    async with make.reading() as work:
        assert await made(work, row(acronym="CIG")) == "cig-nida-2"
        with pytest.raises(FieldsInvalid):
            await made(work, row(acronym="?"))
