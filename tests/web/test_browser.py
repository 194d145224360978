import json
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from processes import serving

# A browser on a busy machine is slow, which is no fault of the pages.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CHROMIUM = os.environ.get("REGISTRY_TEST_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BILLS = "/apis/gepg/bills/2.0.0"
OPEN_PAGES = [
    *("/", "/search?q=bill&kind=api&kind=schema", "/institutions", "/institutions/mof", "/systems", "/systems/gepg"),
    *("/apis/gepg/bills", BILLS, f"{BILLS}/operations/0", f"{BILLS}/schemas", f"{BILLS}/schemas/0"),
    *(f"{BILLS}/findings", f"{BILLS}/history", f"{BILLS}/source", "/sign-in", "/rules"),
    *("/rules/reference-unresolvable", "/docs/api", "/problems/not-found", "/systems/nowhere"),
]
OWN_PAGES = {
    "publisher": [
        "/register",
        "/publish",
        "/account",
        "/systems/nida-cig/edit",
        "/systems/nida-cig/apis/new",
        "/schemas/new",
    ],
    "reviewer": ["/reviews", "/systems/nida-cig"],
    "auditor": ["/apis/govesb/bus-envelope/0.3.0/findings", "/apis/govesb/bus-envelope/0.3.0/review"],
}


@dataclass
class Site:
    """A registry that runs with the seed, and its accounts."""

    address: str
    passwords: dict[str, str]


@dataclass
class Watch:
    """What a page does beside showing itself."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: set REGISTRY_TEST_CHROMIUM to the path of one")
    folder = tmp_path_factory.mktemp("site")
    with serving("demo", "--port", "0", "--data", str(folder)) as served:
        accounts = json.loads((folder / "demo-accounts.json").read_text("utf-8"))
        yield Site(served.address, {account["name"]: account["password"] for account in accounts})


@pytest.fixture(scope="module")
async def browser(site: Site) -> AsyncIterator[Browser]:
    del site
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        await opened.close()


async def visit(context: BrowserContext, site: Site, path: str, language: str) -> tuple[Page, Watch]:
    page, watch = await context.new_page(), Watch()
    page.on("console", lambda message: watch.console.append(message.text))
    page.on("pageerror", lambda error: watch.console.append(str(error)))
    page.on("request", lambda request: watch.requests.append(request.url))
    await page.goto(f"{site.address}{path}{'&' if '?' in path else '?'}lang={language}")
    return page, watch


async def sign_in(context: BrowserContext, site: Site, name: str) -> None:
    page = await context.new_page()
    await page.goto(f"{site.address}/sign-in")
    await page.fill("#name", name)
    await page.fill("#password", site.passwords[name])
    await page.click("main button")
    await page.close()


async def examine(context: BrowserContext, site: Site, path: str, language: str) -> list[str]:
    """Return everything wrong with a page."""
    page, watch = await visit(context, site, path, language)
    found: Any = await Axe().run(page, options=STANDARD)
    wrong = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found.response["violations"]]
    wrong += [line for line in watch.console if "404 (Not Found)" not in line]
    wrong += [url for url in watch.requests if not url.startswith(site.address)]
    width = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    wrong += ["scrolls sideways"] if width[0] > width[1] else []
    wrong += ["wrong language"] if await page.get_attribute("html", "lang") != language else []
    await page.close()
    return [f"{path} {language}: {one}" for one in wrong]


@pytest.mark.parametrize(("language", "width", "scheme"), [("sw", 360, "light"), ("en", 1280, "dark")])
async def test_every_open_page_is_for_everybody(
    browser: Browser, site: Site, language: str, width: int, scheme: Any
) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    wrong = [one for path in OPEN_PAGES for one in await examine(context, site, path, language)]
    await context.close()
    assert wrong == []


@pytest.mark.parametrize(("name", "width"), [("publisher", 360), ("reviewer", 1280), ("auditor", 360)])
async def test_every_page_behind_the_door_is_for_everybody(browser: Browser, site: Site, name: str, width: int) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 800})
    await sign_in(context, site, name)
    wrong = [one for path in OWN_PAGES[name] for one in await examine(context, site, path, "sw")]
    await context.close()
    assert wrong == []


async def test_a_system_is_registered_and_a_mistake_mended_without_script(browser: Browser, site: Site) -> None:
    context = await browser.new_context(java_script_enabled=False)
    await sign_in(context, site, "publisher")
    page = await context.new_page()
    await page.goto(f"{site.address}/register?lang=en")
    await page.fill("[name=key]", "Not A Key")
    await page.fill("[name='names.1.text']", "Card status")
    await page.fill("[name='purpose.en']", "Tells whether a card is ready.")
    await page.fill("[name='contacts.0.name']", "ICT unit")
    await page.fill("[name='contacts.0.email']", "ict@nida.example")
    await page.click("main form button")
    assert await page.input_value("[name='purpose.en']") == "Tells whether a card is ready."
    await page.click(".box.bad a")
    assert page.url.endswith("#key")
    await page.fill("[name=key]", "card-status")
    await page.click("main form button")
    assert page.url == f"{site.address}/systems/card-status"
    assert "Registered, not yet checked" in await page.inner_text("main")
    await context.close()


async def test_results_are_narrowed_without_script(browser: Browser, site: Site) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = await context.new_page()
    await page.goto(f"{site.address}/search?q=bill&lang=en")
    await page.click("summary")
    await page.check("input[name=kind][value=schema]")
    await page.click("details button")
    assert "kind=schema" in page.url
    kinds = await page.eval_on_selector_all(".list .tag.kind", "tags => tags.map(tag => tag.textContent)")
    assert set(kinds) == {"Data schema"}
    await context.close()


@pytest.mark.parametrize(
    ("path", "words"),
    [("/", "What the catalogue holds"), ("/search?q=bill", "bill"), ("/systems/gepg", "GePG"), (BILLS, "/bills")],
    ids=["home", "search", "system", "version"],
)
async def test_a_main_page_is_whole_without_script(browser: Browser, site: Site, path: str, words: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page, watch = await visit(context, site, path, "en")
    assert await page.locator("h1").count() == 1
    assert words in await page.inner_text("main")
    assert await page.locator("main a:visible").count() > 0
    assert [url for url in watch.requests if not url.startswith(site.address)] == []
    await context.close()
