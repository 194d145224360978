import httpx
import pytest
from factories import Factory
from visitors import Visitor

from registry.domain.actors import Role
from registry.web.audit import PAGE, place_of


@pytest.fixture
async def auditor(client: httpx.AsyncClient, make: Factory) -> Visitor:
    await make.catalogue()
    await make.person("zawadi", Role.AUDITOR, institution="ega")
    visitor = Visitor(client)
    await visitor.sign_in("zawadi")
    return visitor


async def test_the_newest_is_shown_first_with_who_what_and_from_where(auditor: Visitor) -> None:
    page = await auditor.see("/audit")
    assert page.index("session:begin") < page.index("system:register")
    assert "zawadi" in page
    assert "127.0.0.1" in page
    assert '<a href="/systems/cig">cig</a>' in page
    assert 'href="/audit"' in await auditor.see("/")


async def test_a_wrong_password_is_on_the_record(auditor: Visitor, client: httpx.AsyncClient) -> None:
    async with httpx.AsyncClient(transport=client._transport, base_url=client.base_url) as stranger:
        assert (await Visitor(stranger).sign_in("zawadi", password="wrong")).status_code == 401
    page = await auditor.see("/audit?outcome=refused")
    assert "sign-in-refused" in page
    assert "system:register" not in page


async def test_the_filters_stay_and_lead_through_the_pages(auditor: Visitor, make: Factory) -> None:
    for number in range(PAGE + 1):
        await make.institution(f"body-{number}")
    page = await auditor.see("/audit?event=institution%3Acreate")
    assert page.count("<code>institution:create</code>") == PAGE
    older = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    rest = await auditor.see(older)
    assert rest.count("<code>institution:create</code>") == 3
    assert 'value="institution:create"' in rest
    assert "There is no such entry." in await auditor.see("/audit?actor=nobody")
    assert "There is no such entry." not in await auditor.see("/audit?from=2020-01-01&to=2199-01-01&before=x")
    assert (await auditor.client.get("/audit?from=x")).status_code == 422


async def test_the_trail_is_taken_away_as_a_file(auditor: Visitor) -> None:
    objects = await auditor.client.get("/audit/export")
    assert objects.text.splitlines()[-1].startswith('{"head":')
    assert (await auditor.client.get("/audit/export?format=csv")).text.startswith("seq,at,")


async def test_the_page_is_for_those_who_audit(publisher: Visitor) -> None:
    for path in ("/audit", "/audit/export"):
        assert (await publisher.client.get(path)).status_code == 403
    assert 'href="/audit"' not in await publisher.see("/")


def test_only_what_has_a_page_is_linked() -> None:
    assert place_of("system", "cig") == "/systems/cig"
    assert place_of("account", "amina") is None
