from visitors import Visitor

from registry.web.static import address_of


async def test_a_file_is_good_for_ever_under_its_own_address_alone(stranger: Visitor) -> None:
    answer = await stranger.client.get(address_of("somana.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    for path in ("/static/0000/somana.css", address_of("somana.css").replace("somana.css", "other.css")):
        assert (await stranger.client.get(path)).status_code == 404
