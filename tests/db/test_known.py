import json

from factories import Factory

from registry.db.known import AskedKnown, known_of


async def test_a_stored_report_is_found_by_its_three_names_in_both_manners(make: Factory, database_url: str) -> None:
    await make.catalogue()
    version = await make.version()
    report = version.report
    names = (report.document_digest, report.profile_digest, report.engine)
    for known in (AskedKnown(make.database), known_of(make.database, database_url)):
        text = await known.report(*names)
        assert text is not None
        assert json.loads(text)["digest"] == version.digest
        for wrong in (("x", *names[1:]), (names[0], "x", names[2]), (*names[:2], "x")):
            assert await known.report(*wrong) is None
        known.close()


async def test_what_is_committed_is_found_at_once(make: Factory, database_url: str) -> None:
    known = known_of(make.database, database_url)
    assert await known.report("x", "y", "z") is None
    await make.catalogue()
    report = (await make.version()).report
    assert await known.report(report.document_digest, report.profile_digest, report.engine)
    known.close()
