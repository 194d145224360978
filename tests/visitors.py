"""Somebody at a browser, for the tests of the pages."""

import re
from typing import Any

import httpx
from conftest import PUBLIC_URL
from factories import PASSWORD

ORIGIN = {"origin": PUBLIC_URL}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_COMPLAINT = re.compile(r'<li><a href="#([^"]*)">')


class Visitor:
    """A person with a browser of their own; signed in once `sign_in` was called."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def sign_in(self, name: str, **more: str) -> httpx.Response:
        form = {"name": name, "password": PASSWORD, **more}
        return await self.client.post("/sign-in", data=form, headers=ORIGIN)

    async def see(self, path: str, language: str = "en") -> str:
        self.client.cookies.set("lang", language)
        answer = await self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[-600:])
        return str(answer.text)

    async def send(self, page: str, path: str, form: dict[str, Any], **more: Any) -> httpx.Response:
        """Open a page, and send a form from it with the token that it holds."""
        token = token_of(await self.see(page))
        return await self.client.post(path, data={"token": token, **form}, headers=ORIGIN, **more)


def token_of(page: str) -> str:
    return str(dict(_HIDDEN.findall(page))["token"])


def hidden_of(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that goes to an address."""
    form = page.partition(f'action="{action}"')[2].partition("</form>")[0]
    return dict(_HIDDEN.findall(form))


def complaints_of(page: str) -> list[str]:
    """Return the fields that the summary at the top of a form leads to."""
    return _COMPLAINT.findall(page.partition('role="alert"')[2].partition("</ul>")[0])
