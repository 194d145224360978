import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from browsers import Browsers, Sheet, Stuck, closed, opened
from playwright.async_api import BrowserContext, async_playwright
from processes import serving

# A browser on a busy machine is slow, which is no fault of the pages.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CHROMIUM = os.environ.get("REGISTRY_TEST_CHROMIUM", "/usr/bin/chromium")
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BILLS = "/apis/gepg/bills/2.0.0"
OPEN_PAGES = [
    *("/", "/search?q=bill&kind=api&kind=schema", "/institutions", "/institutions/mof", "/systems", "/systems/gepg"),
    *("/apis/gepg/bills", BILLS, f"{BILLS}/operations/0", f"{BILLS}/schemas", f"{BILLS}/schemas/0"),
    *(f"{BILLS}/findings", f"{BILLS}/history", f"{BILLS}/source", "/sign-in", "/rules", "/profiles"),
    *("/standards", "/standards/act-egov-2019", "/concepts", "/concepts?q=zebra", "/concepts/nin"),
    *("/rules/reference-unresolvable", "/docs/api", "/problems/not-found", "/systems/nowhere"),
    *("/search?q=nida&kind=api", "/search?q=nida+zebra&kind=rule&state=retired"),
]
OWN_PAGES = {
    "publisher": [
        "/register",
        "/publish",
        "/account",
        "/systems/nida-cig/edit",
        "/systems/nida-cig/apis/new",
        "/schemas/new",
        "/saved-searches",
        "/saved-searches/new?q=nida&kind=api",
        "/service-requests",
        "/service-requests/new?q=nida",
    ],
    "reviewer": ["/reviews", "/systems/nida-cig"],
    "standards-editor": ["/standards", "/standards/new", "/components/new", "/concepts/new", "/concepts"],
    "auditor": ["/apis/govesb/bus-envelope/0.3.0/findings", "/apis/govesb/bus-envelope/0.3.0/review"],
}


@dataclass
class Site:
    """A registry that runs with the seed, and its accounts."""

    address: str
    passwords: dict[str, str]


@pytest.fixture(scope="module")
def site(prepared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: set REGISTRY_TEST_CHROMIUM to the path of one")
    folder = shutil.copytree(prepared_demo, tmp_path_factory.mktemp("site") / "demo")
    with serving("demo", "--port", "0", "--data", str(folder)) as served:
        accounts = json.loads((folder / "demo-accounts.json").read_text("utf-8"))
        yield Site(served.address, {account["name"]: account["password"] for account in accounts})


@pytest.fixture(scope="module")
async def browser(site: Site) -> AsyncIterator[Browsers]:
    del site
    async with async_playwright() as playwright:
        browsers = Browsers(playwright, CHROMIUM)
        yield browsers
        await browsers.close()


async def visit(context: BrowserContext, site: Site, path: str, language: str) -> Sheet:
    sheet = await opened(context)
    await sheet.go(f"{site.address}{path}{'&' if '?' in path else '?'}lang={language}")
    return sheet


async def sign_in(context: BrowserContext, site: Site, name: str) -> None:
    sheet = await opened(context)
    await sheet.go(f"{site.address}/sign-in?next=/account")
    await sheet.page.fill("#name", name)
    await sheet.page.fill("#password", site.passwords[name])
    await sheet.press("main button")
    assert sheet.page.url == f"{site.address}/account"
    await sheet.close()


async def examine(context: BrowserContext, site: Site, path: str, language: str, reader: str = "") -> list[str]:
    """Return everything wrong with a page, and whether it is another page or another reader's."""
    sheet = await visit(context, site, path, language)
    page = sheet.page
    found: Any = await sheet.wait("the rules of accessibility", Axe().run(page, options=STANDARD))
    wrong = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found.response["violations"]]
    wrong += [line for line in sheet.console if "404 (Not Found)" not in line]
    wrong += [url for url in sheet.requests if not url.startswith(site.address)]
    measured = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    width = await sheet.wait("the width", measured)
    wrong += ["scrolls sideways"] if width[0] > width[1] else []
    wrong += ["wrong language"] if await page.get_attribute("html", "lang") != language else []
    wrong += [] if page.url.startswith(f"{site.address}{path}") else [f"leads to {page.url}"]
    known = await sheet.wait("who reads it", page.locator("header a[href='/account']").all_text_contents())
    wrong += [] if known == ([reader] if reader else []) else [f"is read by {known}"]
    await sheet.close()
    return [f"{path} {language}: {one}" for one in wrong]


@pytest.mark.parametrize(("language", "width", "scheme"), [("sw", 360, "light"), ("en", 1280, "dark")])
async def test_every_open_page_is_for_everybody(
    browser: Browsers, site: Site, language: str, width: int, scheme: str
) -> None:
    context = await browser.context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    wrong = [one for path in OPEN_PAGES for one in await examine(context, site, path, language)]
    await closed(context)
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "width"), [("publisher", 360), ("reviewer", 1280), ("auditor", 360), ("standards-editor", 360)]
)
async def test_every_page_behind_the_door_is_for_everybody(
    browser: Browsers, site: Site, name: str, width: int
) -> None:
    context = await browser.context(viewport={"width": width, "height": 800})
    await sign_in(context, site, name)
    wrong = [one for path in OWN_PAGES[name] for one in await examine(context, site, path, "sw", name)]
    await closed(context)
    assert wrong == []


async def test_a_system_is_registered_and_a_mistake_mended_without_script(browser: Browsers, site: Site) -> None:
    context = await browser.context(java_script_enabled=False)
    await sign_in(context, site, "publisher")
    sheet = await visit(context, site, "/register", "en")
    page = sheet.page
    await page.fill("[name=key]", "Not A Key")
    await page.fill("[name='names.1.text']", "Card status")
    await page.fill("[name='purpose.en']", "Tells whether a card is ready.")
    await page.fill("[name='contacts.0.name']", "ICT unit")
    await page.fill("[name='contacts.0.email']", "ict@nida.example")
    await sheet.press("main form button")
    assert await page.input_value("[name='purpose.en']") == "Tells whether a card is ready."
    await page.click(".box.bad a")
    assert page.url.endswith("#key")
    await page.fill("[name=key]", "card-status")
    await sheet.press("main form button")
    assert page.url == f"{site.address}/systems/card-status"
    assert "Registered, not yet checked" in await page.inner_text("main")
    await closed(context)


async def test_results_are_narrowed_without_script(browser: Browsers, site: Site) -> None:
    context = await browser.context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    sheet = await visit(context, site, "/search?q=bill", "en")
    page = sheet.page
    await page.click("summary")
    await page.check("input[name=kind][value=schema]")
    await sheet.press("details button")
    assert "kind=schema" in page.url
    kinds = await page.locator(".list .tag.kind").all_text_contents()
    assert set(kinds) == {"Data schema"}
    await closed(context)


@pytest.mark.parametrize(
    ("path", "words"),
    [("/", "What the catalogue holds"), ("/search?q=bill", "bill"), ("/systems/gepg", "GePG"), (BILLS, "/bills")],
    ids=["home", "search", "system", "version"],
)
async def test_a_main_page_is_whole_without_script(browser: Browsers, site: Site, path: str, words: str) -> None:
    context = await browser.context(java_script_enabled=False)
    sheet = await visit(context, site, path, "en")
    page = sheet.page
    assert await sheet.wait("the headings", page.locator("h1").count()) == 1
    assert words in await page.inner_text("main")
    assert await sheet.wait("the links", page.locator("main a:visible").count()) > 0
    assert [url for url in sheet.requests if not url.startswith(site.address)] == []
    await closed(context)


async def test_a_page_that_never_ends_or_crashes_is_reported_and_not_waited_for(browser: Browsers, site: Site) -> None:
    context = await browser.context()
    sheet = await visit(context, site, "/", "en")
    sheet.seconds = 0.5
    with pytest.raises(Stuck, match=r"waited 0.5 s in vain for the end of time on http://127.0.0.1:\d+/\?lang=en"):
        await sheet.wait("the end of time", sheet.page.evaluate("new Promise(() => {})"))
    doomed = await visit(context, site, "/", "en")
    session = await context.new_cdp_session(doomed.page)
    with pytest.raises(Stuck, match="the page crashed: the end of time"):
        await doomed.wait(
            "the end of time", asyncio.gather(session.send("Page.crash"), doomed.page.evaluate("new Promise(() => {})"))
        )
    await closed(context)
