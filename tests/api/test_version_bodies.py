from datetime import UTC, datetime, timedelta

from factories import PUBLISHER, STRANGER, Factory

from registry.api.version_bodies import ReportSummary, VersionBody
from registry.domain.profiles import ProfileState

RULES = b"rules: {tags: {given: $, severity: error, then: {field: tags, function: truthy}}}"


async def test_a_body_says_what_the_reader_may_do_next(make: Factory) -> None:
    await make.catalogue()
    version = await make.version()
    mine, theirs = VersionBody.of(version, PUBLISHER), VersionBody.of(version, STRANGER)
    assert (mine.actions, theirs.actions) == (["submit"], [])
    assert (mine.reference, mine.report.result) == ("cig/identities@1.0.0", "pass")
    assert mine.links["page"] == "/apis/cig/identities/1.0.0"


async def test_a_summary_says_from_when_errors_bind_where_they_do_not_yet(make: Factory) -> None:
    await make.catalogue()
    passed = await make.version()
    later = datetime.now(UTC).date() + timedelta(days=9)
    await make.profile(ProfileState.ACTIVE, content=RULES, default=True, binding_on=later)
    failed = await make.version(number="2.0.0")
    assert ReportSummary.of(passed).binds_from is None
    assert (ReportSummary.of(failed).result, ReportSummary.of(failed).binds_from) == ("fail", later)
