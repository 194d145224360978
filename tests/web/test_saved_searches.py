from factories import Factory
from visitors import Visitor, complaints_of

from registry.usecases import saved_searches

NEW = "/saved-searches/new?q=identity&kind=api"


async def test_a_search_is_saved_looked_at_renewed_and_deleted(publisher: Visitor, make: Factory) -> None:
    assert "saved no search yet" in await publisher.see("/saved-searches")
    assert 'href="/saved-searches/new?q=identity&amp;kind=api"' in await publisher.see("/search?q=identity&kind=api")
    assert "Kind: Api" in (await publisher.see(NEW)).replace("API", "Api")
    made = await publisher.send(NEW, "/saved-searches", {"name": "Ids <b>", "q": "identity", "kind": "api"})
    assert made.status_code == 200
    assert made.headers["cache-control"].startswith("no-store")
    path = made.text.partition('action="')[2]
    listing = await publisher.see("/saved-searches")
    path = "/saved-searches/" + listing.partition('href="/saved-searches/')[2].partition('"')[0]
    assert "Ids &lt;b&gt;" in listing
    assert "/feeds/saved/" not in await publisher.see(path)
    await make.api(key="later", title={"en": "Identity later"})
    async with make.work() as work:
        await saved_searches.tell_of_new(work)
    assert "1 new" in await publisher.see(path)
    assert "has found something new: 1" in await publisher.see("/notices")
    assert (await publisher.send(path, f"{path}/see", {})).status_code == 303
    assert "1 new" not in await publisher.see(path)
    assert "/feeds/saved/" in (await publisher.send(path, f"{path}/feed", {})).text
    assert (await publisher.send(path, f"{path}/delete", {})).headers["location"] == "/saved-searches"
    assert (await publisher.client.get(path)).status_code == 404


async def test_what_is_wrong_is_said_where_it_is(publisher: Visitor) -> None:
    nothing = await publisher.send(NEW, "/saved-searches", {"name": "", "q": "", "kind": "api"})
    assert complaints_of(nothing.text) == ["name"]
    neither = await publisher.send(NEW, "/saved-searches", {"name": "x", "q": ""})
    assert complaints_of(neither.text) == ["words"]


async def test_strangers_are_sent_to_sign_in_and_others_are_told_of_nothing(
    stranger: Visitor, publisher: Visitor, reviewer: Visitor
) -> None:
    await publisher.send(NEW, "/saved-searches", {"name": "x", "q": "identity"})
    listing = await publisher.see("/saved-searches")
    path = "/saved-searches/" + listing.partition('href="/saved-searches/')[2].partition('"')[0]
    for address in ("/saved-searches", NEW, path):
        assert (await stranger.client.get(address)).status_code == 303
    assert (await reviewer.client.get(path)).status_code == 404
