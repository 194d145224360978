from factories import Factory, exchanging
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.web.reviews import names_of

VERSION = "/apis/cig/identities/1.0.0"


async def test_the_queue_holds_what_waits_and_what_one_has_taken(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.IN_REVIEW)
    await make.version(Status.SUBMITTED, "2.0.0")
    mine, waiting = (await reviewer.see("/reviews")).split("Waiting (")
    assert f'href="{VERSION}/review"' in mine
    assert 'href="/apis/cig/identities/2.0.0/review"' in waiting


async def test_the_review_page_binds_the_decision_to_what_was_read(reviewer: Visitor, make: Factory) -> None:
    version = await make.version(Status.IN_REVIEW)
    page = await reviewer.see(f"{VERSION}/review")
    assert f'name="digest" value="{version.digest}"' in page
    assert f'name="report" value="{version.report_id}"' in page
    assert f'name="revision" value="{version.revision}"' in page


async def test_the_review_page_tells_what_changed_since_the_version_in_use(reviewer: Visitor, make: Factory) -> None:
    await make.version(Status.PUBLISHED)
    await make.version(Status.SUBMITTED, "2.0.0", paths={})
    assert "− <code>GET /identities/{nin}</code>" in await reviewer.see("/apis/cig/identities/2.0.0/review")


async def test_the_review_page_tells_who_publishes_the_fields_already(reviewer: Visitor, make: Factory) -> None:
    fields = exchanging("nin", "firstName", "dateOfBirth", "sex")
    await make.api(key="other")
    await make.version(Status.PUBLISHED, name="cig/other", **fields)
    await make.version(Status.SUBMITTED, **fields)
    page = await reviewer.see(f"{VERSION}/review", "en")
    assert "4 of these 4 fields are published by NIDA" in page


async def test_publishers_see_neither_queue_nor_review(publisher: Visitor, make: Factory) -> None:
    await make.version(Status.SUBMITTED)
    assert (await publisher.client.get("/reviews")).status_code == 403
    assert (await publisher.client.get(f"{VERSION}/review")).status_code == 403


def test_what_a_document_offers_has_names() -> None:
    facts = {"operations": [{"method": "get", "path": "/a"}], "schemas": [{"name": "B"}], "properties": ["c"]}
    assert list(names_of(facts)) == ["GET /a", "B", "c"]
