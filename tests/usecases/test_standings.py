from factories import PUBLISHER, REVIEWER, Factory
from rechecking import activated, runner

from registry.db.generation import generation_of
from registry.db.queries import rules as queries
from registry.domain.actors import ANONYMOUS
from registry.domain.entries import Visibility
from registry.domain.lifecycle import Status
from registry.domain.names import LONGEST_RULE
from registry.domain.profiles import ProfileState
from registry.domain.visibility import levels_of
from registry.usecases.standings import Standing, Standings, outcomes_of
from registry.validators.checking import check
from registry.validators.profile import profile_of

RULE = "operation-without-summary"
SILENT = {"/p": {"get": {"operationId": "a", "responses": {"200": {"description": "ok"}}}}}


def standing(judged: int, passed: int, failed: int, not_applicable: int = 0) -> Standing:
    outcomes = {"pass": passed, "fail": failed, "not_applicable": not_applicable, "not_checked": 0}
    return Standing(judged, outcomes)


async def test_what_is_published_is_counted_by_what_became_of_the_rule(make: Factory) -> None:
    await make.catalogue()
    counts = Standings(None)
    assert await counts.of(make.database, RULE, ["public"]) == standing(0, 0, 0)
    await make.version(Status.PUBLISHED)
    await make.version(Status.PUBLISHED, "2.0.0", paths=SILENT)
    await make.version(Status.APPROVED, "3.0.0", paths=SILENT)
    assert await counts.of(make.database, RULE, ["public"]) == standing(2, 1, 1)
    assert await counts.of(make.database, "schema-document-malformed", ["public"]) == standing(2, 0, 0, 2)
    assert await counts.of(make.database, "nobody-has-it", ["public"]) == standing(0, 0, 0)


async def test_only_what_one_may_see_is_counted(make: Factory) -> None:
    await make.catalogue()
    await make.api(key="inner", visibility=Visibility.GOVERNMENT)
    await make.version(Status.PUBLISHED, name="cig/inner", paths=SILENT)
    seen = [await Standings(None).of(make.database, RULE, levels_of(who)) for who in (ANONYMOUS, PUBLISHER, REVIEWER)]
    assert seen == [standing(0, 0, 0), standing(1, 0, 1), standing(1, 0, 1)]


async def test_a_rule_is_not_passed_by_what_was_checked_without_it(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    only = b'extends: [["somana:core", off]]\nrules: {operation-without-summary: warn}\n'
    await make.profile(ProfileState.ACTIVE, key="only", content=only, default=True)
    await make.version(Status.PUBLISHED, "2.0.0", paths=SILENT)
    counts = Standings(None)
    assert await counts.of(make.database, RULE, ["public"]) == standing(2, 1, 1)
    assert await counts.of(make.database, "api-without-contact", ["public"]) == standing(1, 1, 0)


async def test_counts_are_read_again_when_something_changed(make: Factory, database_url: str) -> None:
    await make.catalogue()
    generation = generation_of(make.database, database_url)
    counts = Standings(generation)
    assert (await counts.of(make.database, RULE, ["public"])).judged == 0
    await make.version(Status.PUBLISHED)
    assert (await counts.of(make.database, RULE, ["public"])).judged == 1
    generation.close()


def test_what_passed_and_what_nobody_can_ask_for_is_not_written_down() -> None:
    long = "x" * (LONGEST_RULE + 1)
    rules = "".join(f"  {name}: {{given: $.info, then: {{field: x, function: truthy}}}}\n" for name in ("a", long))
    report = check(b'{"openapi": "3.1.0"}', profile_of("a", "1.0.0", f"rules:\n{rules}".encode(), {}))
    assert [(one.rule, one.outcome.value) for one in report.rules] == [
        ("a", "not_applicable"),
        (long, "not_applicable"),
    ]
    assert outcomes_of(report) == {"a": "not_applicable"}


async def test_a_rule_is_counted_by_the_newest_report_of_what_is_published(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED, paths=SILENT)
    await make.version(Status.PUBLISHED, "2.0.0")
    only = b'extends: [["somana:core", off]]\nrules: {operation-without-summary: warn}\n'
    await activated(make, content=only)
    await make.version(Status.PUBLISHED, "3.0.0", paths=SILENT)
    before, counts = await Standings(None).of(make.database, "api-without-contact", ["public"]), Standings(None)
    await runner(make).run_all()
    after = await counts.of(make.database, "api-without-contact", ["public"])
    assert (before.judged, after.judged) == (2, 0)
    assert await counts.of(make.database, RULE, ["public"]) == standing(3, 1, 2)
    async with make.database.reading() as session:
        found = await queries.failing(session, RULE, ["public"], ("", ""), 9)
        assert [one.number for one in found] == ["1.0.0", "3.0.0"]
        assert await queries.failing(session, "api-without-contact", ["public"], ("", ""), 9) == []
