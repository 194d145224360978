import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from factories import Factory, document

from registry.app import assemble, create_app, described, furnished, routed
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


class Counting(ThreadPoolExecutor):
    """The threads that the event loop gives to whoever names none; it counts what they are given."""

    given = 0

    def submit(self, *work: Any, **more: Any) -> Any:
        self.given += 1
        return super().submit(*work, **more)


async def test_no_request_waits_for_the_threads_that_all_share(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.version()
    loop, threads = asyncio.get_running_loop(), Counting(1)
    loop.set_default_executor(threads)
    try:
        for path in (
            "/",
            "/systems/cig",
            "/search?q=cig",
            "/sign-in",
            "/api/v1/systems?limit=9",
            "/api/v1/search?q=cig",
        ):
            assert (await client.get(path)).status_code == 200, path
        answer = await client.post("/api/v1/checks", content=document(), headers={"Content-Type": "application/json"})
        assert answer.json()["result"] == "pass"
        form = {"name": "nobody", "password": "wrong"}
        assert (await client.post("/sign-in", data=form, headers={"Sec-Fetch-Site": "same-origin"})).status_code == 401
        assert threads.given == 0
        await asyncio.to_thread(int)
        assert threads.given == 1
    finally:
        loop.set_default_executor(ThreadPoolExecutor())
        threads.shutdown()


def test_routes_are_furnished_anew_with_nothing_kept_from_before() -> None:
    framework = routed()
    furnished(framework, Settings(public_url="http://a.go.tz"))
    before = framework.state.shelf
    furnished(framework, Settings(public_url="https://a.go.tz"))
    assert framework.state.shelf is not before
    assert framework.state.session_cookie == "__Host-somana"
