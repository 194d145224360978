import json
from typing import Any

import pytest
from factories import PUBLISHER, Factory, exchanging
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.usecases import interfaces, versions
from registry.web.versions import by_tag, first_line

VERSION = "/apis/cig/identities/1.0.0"
PAGES = ["", "/operations/0", "/schemas", "/schemas/0", "/findings", "/history", "/source"]


@pytest.mark.parametrize("language", ["sw", "en"])
async def test_every_page_of_a_published_version_is_there_for_everybody(
    stranger: Visitor, publisher: Visitor, make: Factory, language: str
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    for page in PAGES:
        assert f'<html lang="{language}">' in await stranger.see(VERSION + page, language)


async def test_a_draft_is_as_unknown_to_a_stranger_as_what_is_not_there(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.version()
    for page in [*PAGES, "/review", "/actions/submit"]:
        draft = await stranger.client.get(VERSION + page)
        nothing = await stranger.client.get(VERSION.replace("1.0.0", "9.9.9") + page)
        assert draft.status_code == nothing.status_code
        assert draft.text.replace("1.0.0", "9.9.9") == nothing.text.replace("1.0.0", "9.9.9")


async def test_the_page_of_a_version_leads_to_its_operations_and_its_bytes(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    version = await make.version(Status.PUBLISHED)
    page = await stranger.see(VERSION)
    assert f'href="{VERSION}/operations/0"' in page
    assert f"/api/v1{VERSION.replace('/1.0.0', '/versions/1.0.0')}/document.json" in page
    assert version.digest in page


async def test_an_operation_shows_what_it_takes_and_gives(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    page = await stranger.see(f"{VERSION}/operations/0")
    for told in ("/identities/{nin}", "getIdentity", "<code>nin</code>", "<code>firstName</code>", "bearer", "curl"):
        assert told in page
    assert f'href="{VERSION}/schemas/0"' in page


@pytest.mark.parametrize("page", ["/operations/1", "/operations/x", "/schemas/7", "/operations/-1"])
async def test_a_place_that_the_document_has_not_is_not_found(
    stranger: Visitor, publisher: Visitor, make: Factory, page: str
) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    assert (await stranger.client.get(VERSION + page)).status_code == 404


async def test_findings_show_the_lines_they_point_at(publisher: Visitor, make: Factory) -> None:
    await make.version(servers=[{"url": "http://api.nida.example"}])
    page = await publisher.see(f"{VERSION}/findings")
    assert 'href="/rules/server-without-https"' in page
    assert '<li class="here">' in page
    assert "http://api.nida.example" in page
    assert f'href="{VERSION}/actions/submit"' in page


async def test_a_version_with_errors_offers_no_submission(publisher: Visitor, make: Factory) -> None:
    await make.version(security=[{"unknown": []}])
    assert "/actions/submit" not in await publisher.see(f"{VERSION}/findings")


async def test_the_history_names_people_to_insiders_alone(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    await make.version(Status.PUBLISHED)
    assert "rehema" in await publisher.see(f"{VERSION}/history")
    assert "rehema" not in await stranger.see(f"{VERSION}/history")


async def test_the_source_has_an_address_for_every_line(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    page = await stranger.see(f"{VERSION}/source")
    assert '<li id="L1">{' in page
    assert "&#34;openapi&#34;: &#34;3.1.0&#34;" in page


def test_a_line_is_shown_on_the_page_that_holds_it() -> None:
    assert [first_line(asked, 2500) for asked in ("", "1", "1000", "1001", "2400", "9999", "-3", "x", "9" * 30)] == [
        *(1, 1, 1, 1001, 2001, 2001, 1, 1, 1),
    ]


async def test_a_deprecated_version_says_until_when_and_what_follows(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.version(Status.DEPRECATED)
    await make.version(Status.PUBLISHED, "2.0.0")
    page = await stranger.see(VERSION)
    assert "This version is deprecated" in page
    assert 'The version in use is <a href="/apis/cig/identities/2.0.0">' in page


async def test_a_data_schema_shows_its_properties(publisher: Visitor, make: Factory) -> None:
    await make.schema()
    member = {"type": "string", "description": "The `NIN`"}
    tree = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {"nin": member}}
    async with make.work() as work:
        await versions.publish(work, "person", json.dumps(tree).encode(), "1.0.0")
    page = await publisher.see("/schemas/person/1.0.0")
    assert "<code>nin</code>" in page
    assert "The <code>NIN</code>" in page


def test_operations_are_grouped_by_their_first_tag() -> None:
    facts: list[dict[str, Any]] = [{"tags": ["b", "a"]}, {"tags": []}, {"tags": ["b"]}]
    assert {tag: [position for position, _ in group] for tag, group in by_tag(facts).items()} == {"b": [0, 2], "": [1]}


FIELDS = ("nin", "firstName", "dateOfBirth", "sex")


async def test_the_page_of_a_version_tells_who_publishes_its_fields(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    await make.concept(personal_data="none")
    await make.api(key="other")
    await make.version(Status.PUBLISHED, **exchanging(*FIELDS, "kata"))
    await make.version(Status.PUBLISHED, name="cig/other", **exchanging("nida_no", *FIELDS[1:], "shuleYangu"))
    page = await stranger.see("/apis/cig/other/1.0.0", "sw")
    assert "4 kati ya nyuga hizi 5 zimeshachapishwa na NIDA" in page
    assert f'href="{VERSION}"' in page
    assert '<a href="/concepts/nin">Namba ya Utambulisho wa Taifa</a>' in page
    assert "<td><code>nida_no</code></td><td><code>nin</code></td>" in page
    assert "4 of your 5 fields are published by NIDA" in await publisher.see("/apis/cig/other/1.0.0", "en")
    assert 'id="overlap"' not in await stranger.see("/apis/cig/other/1.0.0/findings")


async def test_names_of_fields_stay_text(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.api(key="other")
    hostile = exchanging("<script>alert(1)</script>", *FIELDS, "{{7*7}}")
    await make.version(Status.PUBLISHED, **hostile)
    await make.version(Status.PUBLISHED, name="cig/other", **hostile)
    page = await stranger.see("/apis/cig/other/1.0.0")
    assert "<td><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></td>" in page
    assert "<code>{{7*7}}</code>" in page


async def test_the_findings_of_a_draft_begin_with_who_publishes_its_fields(publisher: Visitor, make: Factory) -> None:
    await make.api(key="other")
    await make.version(Status.PUBLISHED, **exchanging(*FIELDS))
    await make.version(name="cig/other", **exchanging(*FIELDS))
    page = await publisher.see("/apis/cig/other/1.0.0/findings", "en")
    assert "4 of your 4 fields are published by NIDA: cig/identities@1.0.0." in page
    assert 'href="/apis/cig/other/1.0.0#overlap"' in page


async def test_what_a_stranger_may_not_see_overlaps_with_nothing(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    await make.api(key="other")
    await make.version(Status.PUBLISHED, **exchanging(*FIELDS))
    await make.version(Status.PUBLISHED, name="cig/other", **exchanging(*FIELDS))
    async with make.work(PUBLISHER) as work:
        row = await interfaces.get(work, "cig/identities")
        await interfaces.change(work, row.name, {"visibility": "government"}, row.revision)
    assert 'id="overlap"' not in await stranger.see("/apis/cig/other/1.0.0")
    assert 'id="overlap"' in await publisher.see("/apis/cig/other/1.0.0")
