from factories import Factory

from registry.db.queries import rules as queries
from registry.domain.lifecycle import Status

RULE = "operation-without-summary"
SILENT = {"/p": {"get": {"operationId": "a", "responses": {"200": {"description": "ok"}}}}}


async def test_outcomes_other_than_a_pass_are_counted_by_visibility(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.PUBLISHED, paths=SILENT)
    await make.version(number="2.0.0", paths=SILENT)
    async with make.database.reading() as session:
        assert await queries.outcomes_of(session, RULE) == [("public", "fail", 1)]
        assert await queries.outcomes_of(session, "paths-equivalent") == []
        report = version.report
        assert await queries.judged(session) == [(report.profile_digest, report.engine, "public", 1)]
        named = await queries.rules_of(session, report.profile_digest, report.engine)
        assert {RULE, "paths-equivalent"} <= named
        assert await queries.rules_of(session, "sha256:0", report.engine) == frozenset()


async def test_the_same_report_is_written_down_once_for_all_who_have_it(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="second")
    for name in ("cig/identities", "cig/second"):
        await make.version(Status.PUBLISHED, name=name, paths=SILENT)
    async with make.database.reading() as session:
        assert await queries.outcomes_of(session, RULE) == [("public", "fail", 2)]
        found = await queries.failing(session, RULE, ["public"], ("", ""), 9)
        assert [one.reference for one in found] == ["cig/identities@1.0.0", "cig/second@1.0.0"]
        assert [one.reference for one in await queries.failing(session, RULE, ["public"], ("cig/second", ""), 9)] == [
            "cig/second@1.0.0"
        ]
        assert not await queries.failing(session, RULE, ["government"], ("", ""), 9)
