from xml.etree import ElementTree as ET

from conftest import PUBLIC_URL
from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.domain.profiles import ProfileState
from registry.usecases import saved_searches

ATOM = "{http://www.w3.org/2005/Atom}"


def _entries(page: str) -> dict[str, str]:
    tree = ET.fromstring(page.encode())  # noqa: S314 it is our own
    links = [(one.findtext(f"{ATOM}id"), one.find(f"{ATOM}link")) for one in tree.iter(f"{ATOM}entry")]
    return {str(identity): str(link.get("href")) for identity, link in links if link is not None}


async def test_a_question_has_a_feed_with_stable_identities_for_everybody(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    await make.version(Status.PUBLISHED)
    await make.api(key="inside", title={"en": "Identity inside"}, visibility="government")
    answer = await stranger.client.get("/feeds/search.atom?q=identity&kind=api&lang=en")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    host = PUBLIC_URL.partition("://")[2].partition(":")[0]
    assert _entries(answer.text) == {
        f"tag:{host},2026:api/cig/identities": f"{PUBLIC_URL}/apis/cig/identities/1.0.0",
    }
    # Who is signed in is given the same, so that a reader elsewhere can be given its address.
    assert _entries(await publisher.see("/feeds/search.atom?q=identity&kind=api")) == _entries(answer.text)
    await make.version(Status.PUBLISHED, "1.1.0")
    again = _entries(await stranger.see("/feeds/search.atom?q=identity&kind=api"))
    assert list(again) == list(_entries(answer.text))


async def test_a_rule_of_several_profiles_stands_in_a_feed_once(stranger: Visitor, make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.profile(ProfileState.ACTIVE, key="other")
    page = await stranger.see("/feeds/search.atom?q=operation-without-summary&kind=rule")
    identities = [one.findtext(f"{ATOM}id") for one in ET.fromstring(page).iter(f"{ATOM}entry")]  # noqa: S314 it is our own
    assert len(identities) == len(set(identities)) > 0


async def test_no_question_breaks_a_feed(stranger: Visitor, publisher: Visitor) -> None:
    del publisher
    for query in ("", "q=%22%27%28*:^", "q=%ff%00", "kind=nothing", "cursor=x", "q=zebra", "q=%F0%9F%98%80"):
        answer = await stranger.client.get(f"/feeds/search.atom?{query}")
        assert answer.status_code in {200, 400}, query
        if answer.status_code == 200:
            _entries(answer.text)


async def test_the_feed_of_a_saved_search_shows_what_its_owner_sees_and_is_kept_nowhere(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    await make.api(key="inside", title={"en": "Identity inside"}, visibility="government")
    page = await publisher.send(
        "/saved-searches/new?q=identity&kind=api", "/saved-searches", {"name": "Mine", "q": "identity", "kind": "api"}
    )
    address = page.text.partition(f'href="{PUBLIC_URL}')[2].partition('"')[0]
    assert address.startswith("/feeds/saved/")
    answer = await stranger.client.get(address)
    assert {link.rpartition("/")[2] for link in _entries(answer.text).values()} == {"identities", "inside"}
    assert answer.headers["cache-control"] == "no-store, private"
    for other in ("/feeds/saved/x.atom", address.removesuffix(".atom"), "/feeds/saved/.atom"):
        assert (await stranger.client.get(other)).status_code == 404
    await make.api(key="later", title={"en": "Identity later"})
    assert "later" not in (await stranger.client.get(address)).text
    async with make.work() as work:
        await saved_searches.tell_of_new(work)
    assert "later" in (await stranger.client.get(address)).text
