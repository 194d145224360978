from factories import Factory
from rechecking import activated, catalogue_to_check, runner, trial

from registry.api.recheck_bodies import FailingVersionBody, RecheckBody, RecheckResultBody, SummaryBody
from registry.domain.rechecks import Chosen
from registry.usecases import rechecks


async def test_bodies_lead_to_the_results_and_to_the_versions(make: Factory) -> None:
    await catalogue_to_check(make, 1)
    await make.profile()
    row = await trial(make)
    await runner(make).run_all()
    async with make.reading() as work:
        row = await rechecks.get(work, row.id)
        (result,) = (await rechecks.results(work, row, Chosen())).items
        summary = SummaryBody.of(row, await rechecks.summary_of(work, row))
    assert RecheckBody.of(row).links["results"] == f"/api/v1/rechecks/{row.id}/results"
    assert summary.recheck == RecheckBody.of(row)
    assert RecheckResultBody.of(result).links["page"] == "/apis/cig/identities/1.0.0"


async def test_what_fails_leads_to_its_newest_report(make: Factory) -> None:
    await catalogue_to_check(make, 2)
    await activated(make)
    await runner(make).run_all()
    async with make.reading() as work:
        (row,) = await rechecks.failing(work, "nida")
    body = FailingVersionBody.of(row)
    assert body.links["latest_report"].endswith("/versions/2.0.0/latest-report")
    assert (body.errors, body.profile) == (1, "tz-interop@1.0.0")
