from factories import Factory

from registry.db.queries import imports as queries


async def test_institutions_are_found_by_key_before_acronym_and_systems_by_owner(make: Factory) -> None:
    nida = await make.institution("nida")
    await make.institution("ega", names=[{"language": "en", "text": "E", "acronym": "NIDA"}])
    system = await make.system("cig")
    async with make.reading() as work:
        assert await queries.institution_keys(work.session, "nida", None) == ["nida"]
        assert sorted(await queries.institution_keys(work.session, "NIDA", None)) == ["ega", "nida"]
        assert await queries.institution_keys(work.session, "-", nida.serial) == ["nida"]
        assert await queries.institutions_named(work.session, ["E"]) == ["ega"]
        assert [one.key for one in await queries.systems_of(work.session, ["nida"])] == ["cig"]
        assert await queries.system_keys(work.session, ["cig", "x"]) == ["cig"]
        assert await queries.system_by_serial(work.session, system.serial) == "cig"
