from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.web.static import address_of


async def test_the_language_asked_for_is_kept(stranger: Visitor) -> None:
    await stranger.client.get("/?lang=en")
    assert '<html lang="en">' in (await stranger.client.get("/", headers={"accept-language": "sw"})).text
    assert 'href="/?lang=sw"' in (await stranger.client.get("/")).text


async def test_swahili_comes_first(stranger: Visitor) -> None:
    assert '<html lang="sw">' in (await stranger.client.get("/")).text


async def test_pages_are_light(stranger: Visitor, publisher: Visitor, make: Factory) -> None:
    del publisher
    await make.version(Status.PUBLISHED)
    headers = {"accept-encoding": "gzip"}
    style = await stranger.client.get(address_of("somana.css"), headers=headers)
    assert int(style.headers["content-length"]) < 5_000
    for path in ("/", "/search?q=identity", "/apis/cig/identities/1.0.0/operations/0"):
        page = await stranger.client.get(path, headers=headers)
        assert int(page.headers["content-length"]) < 15_000
        assert "<script" not in page.text
        assert " style=" not in page.text
