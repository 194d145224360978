from types import SimpleNamespace
from typing import Any

import pytest
from factories import COMPLETE, PUBLISHER, Factory
from reviewing import NAME, advanced, asked, queued, review_of
from visitors import Visitor

from registry.domain.errors import NotFound
from registry.domain.lifecycle import Action, Status
from registry.usecases import interfaces, systems
from registry.web.forms import Form
from registry.web.reviews import after_in, filters_in

VERSION = "/apis/cig/identities/1.0.0"


async def test_the_queue_holds_what_waits_and_what_one_has_taken(reviewer: Visitor, make: Factory) -> None:
    await queued(make, Status.IN_REVIEW, Status.SUBMITTED)
    everything = await reviewer.see("/reviews")
    assert "cig/queued-1@1.0.0" in everything
    assert "Mine (1)" in everything
    mine, nobodys = await reviewer.see("/reviews?reviewer=me"), await reviewer.see("/reviews?reviewer=nobody")
    assert "queued-2@1.0.0" not in mine
    assert "queued-1@1.0.0" not in nobodys
    assert "No public holidays are known for" in everything
    assert "Sikukuu za" in await reviewer.see("/reviews", "sw")
    assert (await reviewer.client.get("/reviews?after=zz:1")).status_code == 404


async def test_the_page_of_a_version_leads_to_its_request(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    await make.version(number="2.0.0")
    answer = await reviewer.client.get(f"{VERSION}/review")
    assert answer.headers["location"] == f"/reviews/{(await review_of(make)).number}"
    assert "No decision has been asked for yet" in await reviewer.see("/apis/cig/identities/2.0.0/review")


async def test_the_review_page_binds_the_decision_to_what_was_read(reviewer: Visitor, make: Factory) -> None:
    version = await make.version(Status.IN_REVIEW)
    review = await review_of(make)
    page = await reviewer.see(f"/reviews/{review.number}")
    assert f'name="document" value="{version.digest}"' in page
    assert f'name="profile" value="{version.report.profile_digest}"' in page
    assert f'name="revision" value="{review.revision}"' in page
    assert 'name="findings" value="sha256:' in page
    assert 'name="entry" value="sha256:' in page


async def test_the_review_page_tells_what_changed_since_the_version_in_use(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.PUBLISHED)
    async with make.work(PUBLISHER) as work:
        row = await interfaces.get(work, NAME)
        await interfaces.change(work, NAME, {"description": {"en": "<b>Other</b>"}}, row.revision)
    await make.version(Status.SUBMITTED, "2.0.0", paths={})
    page = await reviewer.see(f"/reviews/{(await review_of(make, '2.0.0')).number}")
    assert "− <code>GET /identities/{nin}</code>" in page
    assert "en: &lt;b&gt;Other&lt;/b&gt;" in page
    assert "Since the last decision or version" in page


async def test_a_system_is_reviewed_without_a_document(reviewer: Visitor, make: Factory) -> None:
    async with make.work(PUBLISHER) as work:
        await systems.change(work, "cig", COMPLETE, (await systems.get(work, "cig")).revision)
    review = await asked(make)
    await advanced(make, review, Action.TAKE)
    page = await reviewer.see(f"/reviews/{review.number}")
    assert 'value="approve"' in page
    assert 'name="document"' not in page
    assert "It was never approved before." in page


async def test_publishers_see_their_own_request_and_no_queue(publisher: Visitor, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    number = (await review_of(make)).number
    assert (await publisher.client.get("/reviews")).status_code == 403
    assert (await publisher.client.get(f"{VERSION}/review")).status_code == 403
    page = await publisher.see(f"/reviews/{number}")
    assert 'name="verdict"' not in page
    assert 'name="action" value="withdraw"' in page


async def test_strangers_know_of_no_request(stranger: Visitor, make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.SUBMITTED)
    number = (await review_of(make)).number
    assert (await stranger.client.get(f"/reviews/{number}")).status_code == 404


@pytest.mark.parametrize("words", ["2026-01-01:x", "2026-13-01:1", ":1", "x:1"])
def test_a_place_that_no_page_gave_out_is_none(words: str) -> None:
    with pytest.raises(NotFound):
        after_in(words)


def test_words_that_are_no_filter_limit_nothing() -> None:
    reading: Any = SimpleNamespace()
    form = Form({"kind": ["fly", "end"], "state": ["flying"], "personal_data": ["maybe"], "overdue": ["no"]})
    filters = filters_in(form, reading)
    assert (filters.kinds, filters.states, filters.personal_data, filters.overdue_on) == (["end"], [], None, None)
