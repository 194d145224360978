from factories import COMPLETE, Factory
from reviewing import NAME, advanced, asked, decided, review_of

from registry.domain.lifecycle import Action, Status
from registry.usecases import grounds, requests, systems


async def test_the_digest_of_an_entry_is_that_of_what_it_says(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    async with make.reading() as work:
        row = await systems.get(work, "cig")
        entry = grounds.entry_of(row)
        reordered = dict(reversed(entry.items()))
        assert grounds.digest_of_entry(entry) == grounds.digest_of_entry(reordered)
        assert grounds.digest_of_entry({**entry, "critical": True}) != grounds.digest_of_entry(entry)


async def test_a_version_rests_on_its_document_its_report_and_its_entry(make: Factory) -> None:
    await make.catalogue()
    version = await make.version(Status.IN_REVIEW)
    async with make.reading() as work:
        now = await grounds.grounds_of(work, await requests.get(work, (await review_of(make)).number))
    assert (now.basis.document, now.basis.profile) == (version.digest, version.report.profile_digest)
    assert now.fingerprints == grounds.fingerprints_in(now.report)
    assert now.entry["access"]["contact"] == "ict@nida.example"


async def test_the_last_approval_of_an_entry_is_known_to_the_next_request(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.APPROVED)
    await make.version(Status.SUBMITTED, "2.0.0")
    review = await review_of(make, "2.0.0", NAME)
    async with make.reading() as work:
        approved = await grounds.last_approved(work, await requests.get(work, review.number))
        assert approved is not None
        assert approved.entry["title"]["en"] == "Identity verification"


async def test_nothing_was_approved_where_all_was_refused(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await make.system(**COMPLETE)
    review = await asked(make)
    await advanced(make, review, Action.TAKE)
    await decided(make, review, "reject")
    async with make.reading() as work:
        assert await grounds.last_approved(work, await requests.get(work, review.number)) is None
        assert await grounds.carried(work, await requests.get(work, review.number), ["a"]) == {}
