import httpx

from registry.app import assemble, create_app, described
from registry.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_the_process_says_that_it_is_there(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_browser_that_lost_its_way_gets_a_page_and_a_script_a_problem(client: httpx.AsyncClient) -> None:
    for headers, path, kind in [
        (BROWSER, "/nowhere/at/all", "text/html"),
        ({}, "/nowhere/at/all", "application/problem+json"),
        (BROWSER, "/api/v1/nowhere", "application/problem+json"),
    ]:
        answer = await client.get(path, headers=headers)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (404, kind)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_cookies_are_bound_to_the_host_where_readers_come_over_tls() -> None:
    names = [
        assemble(Settings(public_url=f"{scheme}://a.go.tz"))[1].state.session_cookie for scheme in ("http", "https")
    ]
    assert names == ["somana", "__Host-somana"]


def test_the_described_application_is_made_once() -> None:
    assert described() is described()
    assert callable(create_app())
