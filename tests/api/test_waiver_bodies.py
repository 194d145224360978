from datetime import timedelta

from factories import INSECURE, PUBLISHER, REVIEWER, STRANGER, Factory

from registry.api.waiver_bodies import RuleWaiversBody, WaiverBody
from registry.domain.waivers import WaiverAction, today
from registry.usecases import versions, waivers
from registry.usecases.waivers import RuleCounts


async def test_a_body_says_the_state_of_the_day_and_what_the_reader_may_do(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(servers=INSECURE)
    async with make.work(PUBLISHER) as work:
        tree = await versions.report_of(work, version)
        finding = next(one for one in tree["findings"] if one["severity"] == "error")
        told = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "reason": "June"}
        waiver = await waivers.ask(work, {"version": version.reference, "ends_on": today().isoformat(), **told})
    async with make.work(REVIEWER) as work:
        await waivers.decide(work, waiver.key, WaiverAction.GRANT, "Fine")
    async with make.reading() as work:
        row = await waivers.get(work, waiver.key)
        now, after = (WaiverBody.of(row, PUBLISHER, today() + timedelta(days=days)) for days in (0, 1))
        assert (now.state, now.actions, now.decision_reason) == ("granted", ["withdraw"], "Fine")
        assert (after.state, after.actions) == ("ended", [])
        assert WaiverBody.of(row, STRANGER, today()).actions == []
        assert now.links["page"] == f"/waivers/{waiver.key}"
        assert (now.scope.entry, now.scope.pointer) == ("cig/identities", finding["pointer"])


def test_the_counts_of_a_rule_are_told_by_their_names() -> None:
    body = RuleWaiversBody.of("tls", RuleCounts(4, 2, 1, 1))
    assert (body.rule, body.asked, body.granted, body.refused, body.in_force) == ("tls", 4, 2, 1, 1)
