"""A browser in which every wait ends: with what was waited for, or with a sentence on what was not."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from playwright.async_api import Browser, BrowserContext, Page, Playwright, Response

Result = TypeVar("Result")

SECONDS = 60
SECONDS_TO_START = 180
"""A browser is a large program, and a busy machine reads it from its disk first."""
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


class Stuck(AssertionError):
    """Something in the browser has not come to its end."""


async def within(what: str, step: Awaitable[Result], seconds: float = SECONDS) -> Result:
    """Return what a step returns, or say what was waited for: much in a browser has no time-out of its own."""
    try:
        return await asyncio.wait_for(step, seconds)
    except TimeoutError:
        message = f"waited {seconds} s in vain for {what}"
        raise Stuck(message) from None


@dataclass
class Sheet:
    """An open page, what it asked for and said, and whether it still lives."""

    page: Page
    seconds: float = SECONDS
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    crash: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.console.append(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("crash", lambda _page: self.crash.set())

    async def wait(self, what: str, step: Awaitable[Result]) -> Result:
        """Return what a step returns; raise `Stuck` where the page crashes meanwhile or the step does not end."""
        told = f"{what} on {self.page.url}"
        working, crashing = asyncio.ensure_future(step), asyncio.ensure_future(self.crash.wait())
        try:
            await asyncio.wait({working, crashing}, timeout=self.seconds, return_when=asyncio.FIRST_COMPLETED)
            if self.crash.is_set() or (working.done() and "crashed" in str(working.exception())):
                message = f"the page crashed: {told}"
                raise Stuck(message)
            if not working.done():
                message = f"waited {self.seconds} s in vain for {told}"
                raise Stuck(message)
            return working.result()
        finally:
            for task in (working, crashing):
                task.cancel()
            await asyncio.gather(working, crashing, return_exceptions=True)

    async def go(self, address: str) -> Response | None:
        """Open an address and return its answer."""
        return await self.wait(f"the answer of {address}", self.page.goto(address))

    async def press(self, button: str) -> None:
        """Press a button that leads to another page, and wait until that is there.

        A page that is closed or left while it is still on its way somewhere may never be done with it.
        """

        async def pressed() -> None:
            async with self.page.expect_navigation():
                await self.page.click(button)

        await self.wait(f"what {button} leads to", pressed())

    async def close(self) -> None:
        """Close the page."""
        await self.wait("the page to close", self.page.close())


class Browsers:
    """One browser for many tests; another one where it has died, which fails only the test that saw it die."""

    def __init__(self, playwright: Playwright, program: str) -> None:
        self._playwright = playwright
        self._program = program
        self._browser: Browser | None = None

    async def context(self, **options: Any) -> BrowserContext:
        """Return a fresh profile, with no cookies."""
        if self._browser is None or not self._browser.is_connected():
            launching = self._playwright.chromium.launch(executable_path=self._program, args=FLAGS)
            self._browser = await within("the browser to start", launching, SECONDS_TO_START)
        context = await within("a fresh profile", self._browser.new_context(**options))
        context.set_default_timeout(SECONDS * 1000)
        return context

    async def close(self) -> None:
        """Close the browser."""
        if self._browser is not None:
            await within("the browser to close", self._browser.close())


async def opened(context: BrowserContext) -> Sheet:
    """Return a new, empty page."""
    return Sheet(await within("a new page", context.new_page()))


async def closed(context: BrowserContext) -> None:
    """Close a profile with all its pages."""
    await within("the profile to close", context.close())
