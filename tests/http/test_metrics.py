import re

import httpx
from factories import Factory, document
from litestar import Litestar
from wire import ask

from registry.app import assemble
from registry.http.guard import WATCHED, Application
from registry.http.metrics import METRICS, PATH
from registry.settings import Settings

LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [0-9.e+-]+')
HERE = "127.0.0.1"


async def figures(application: Application) -> dict[str, float]:
    answer = await ask(application, PATH, client=HERE)
    assert answer.status == 200
    assert answer.header("content-type") == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.header("cache-control") == "no-store"
    lines = answer.body.decode().splitlines()
    shown = [line for line in lines if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in shown)
    for metric in METRICS:
        assert f"# TYPE {metric.name} {metric.kind}" in lines
        assert any(line.startswith(metric.name) for line in shown)
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in shown)}


async def test_the_checks_and_what_was_known_are_counted(
    assembled: tuple[Application, Litestar], client: httpx.AsyncClient, make: Factory
) -> None:
    del make
    headers = {"Content-Type": "application/json"}
    before = await figures(assembled[0])
    for content in (document(title="Metrics"), document(title="Metrics"), b"{"):
        await client.post("/api/v1/checks", content=content, headers=headers)
    after = await figures(assembled[0])
    grown = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
    assert grown['somana_checks_total{pool="strangers",outcome="report"}'] == 1
    assert grown['somana_checks_total{pool="strangers",outcome="unreadable"}'] == 1
    assert grown['somana_reports_asked_total{known="memory"}'] == 1
    assert grown['somana_reports_asked_total{known="nobody"}'] == 2
    assert grown["somana_reports_kept"] == 1
    assert grown["somana_reports_kept_bytes"] > 500
    assert after['somana_check_workers{pool="known"}'] == 1
    assert after['somana_check_queue_length{pool="known"}'] == 0


async def test_only_this_machine_reads_them_unless_others_are_named(assembled: tuple[Application, Litestar]) -> None:
    application, framework = assembled
    for client, status in ((HERE, 200), ("::1", 200), ("192.0.2.7", 404), ("unix:", 404)):
        assert (await ask(application, PATH, client=client)).status == status, client
    framework.state.settings = Settings(metrics_readers=("192.0.2.0/24",))
    for client, status in ((HERE, 404), ("192.0.2.7", 200), ("198.51.100.1", 404)):
        assert (await ask(application, PATH, client=client)).status == status, client


async def test_what_a_proxy_on_this_machine_passes_on_is_not_this_machine(
    assembled: tuple[Application, Litestar],
) -> None:
    for name in (b"x-forwarded-for", b"forwarded", b"via", b"x-real-ip"):
        assert (await ask(assembled[0], PATH, (name, b"127.0.0.1"), client=HERE)).status == 404
    settings = Settings(public_url="http://127.0.0.1:8000", trusted_proxies=("127.0.0.1/32",))
    trusting, framework = assemble(settings)
    framework.state.pools, framework.state.kept = assembled[1].state.pools, assembled[1].state.kept
    framework.state.generation = assembled[1].state.generation
    for forwarded, status in ((b"192.0.2.7", 404), (b"127.0.0.2", 200)):
        answer = await ask(trusting, PATH, (b"x-forwarded-for", forwarded), client=HERE)
        assert answer.status == status, forwarded


async def test_the_watcher_may_ask_by_any_host_and_nobody_else(assembled: tuple[Application, Litestar]) -> None:
    host = [(b"host", b"10.0.0.5:8000")]
    assert PATH == WATCHED
    assert (await ask(assembled[0], PATH, client=HERE, host=host)).status == 200
    assert (await ask(assembled[0], "/health", client=HERE, host=host)).status == 421
    assert (await ask(assembled[0], PATH, client="192.0.2.7", host=host)).status == 404
