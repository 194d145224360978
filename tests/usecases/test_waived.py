from datetime import timedelta

from factories import INSECURE, PUBLISHER, REVIEWER, Factory

from registry.domain.actors import ANONYMOUS
from registry.domain.lifecycle import Action
from registry.domain.waivers import WaiverAction, today
from registry.usecases import versions, waived, waivers

NAME = "cig/identities"


async def test_a_version_says_until_when_its_errors_are_covered_and_strangers_are_not_told_why(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(servers=INSECURE)
    ends_on = today() + timedelta(days=9)
    async with make.work(PUBLISHER) as work:
        tree = await versions.report_of(work, version)
        finding = next(one for one in tree["findings"] if one["severity"] == "error")
        asked = {"version": version.reference, "reason": "a secret plan", "ends_on": ends_on.isoformat()}
        told = {"rule": finding["rule"], "fingerprint": finding["fingerprint"], "scope": "entry"}
        waiver = await waivers.ask(work, {**asked, **told})
        assert await waived.until(work, version.interface_id, version.report) is None
    async with make.work(REVIEWER) as work:
        await waivers.decide(work, waiver.key, WaiverAction.GRANT)
    async with make.reading() as work:
        same = await versions.get(work, NAME, "1.0.0")
        assert (same.waived_until, same.revision) == (ends_on, version.revision)
        assert await waived.until(work, same.interface_id, same.report) == ends_on
    for action in (Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PUBLISH):
        await make.advance(same, action)
    for who, reason in ((ANONYMOUS, ""), (REVIEWER, "a secret plan")):
        async with make.reading(who) as work:
            tree = await versions.report_of(work, await versions.get(work, NAME, "1.0.0"))
            assert {one["waiver_reason"] for one in tree["findings"] if one["status"] == "waived"} == {reason}
    later = await make.version(number="2.0.0", servers=INSECURE)
    assert later.waived_until == ends_on
    assert (await make.version(number="3.0.0")).waived_until is None
