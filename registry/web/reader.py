"""Who reads a page, in which language, and how they are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import Cookie, State
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.response import Redirect

from registry.domain.actors import ANONYMOUS, Actor, Role
from registry.http.headers import cookie_of
from registry.http.language import COOKIE, language_from
from registry.messages import LANGUAGES, Language, language_of
from registry.usecases.secrets import form_token
from registry.web import rendering, static

ONE_YEAR = 365 * 24 * 3600
DEVELOPER_ROLES = {Role.PUBLISHER, Role.INSTITUTION_ADMIN, Role.ADMIN}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads pages: what they may do, their language, and where they are."""

    actor: Actor
    language: Language
    path: str
    query: tuple[tuple[str, str], ...]
    token: str
    secure: bool
    unread: int = 0
    """How many notices they have not read."""

    def page(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
    ) -> Response[str]:
        """Return a page."""
        body = rendering.render(template, self.language, {**self._surroundings(), **context})
        kept = {"Cache-Control": "no-store, private" if self.actor.known else "private, no-cache"}
        kept |= {"Content-Language": self.language, **(headers or {})}
        return Response(body, status_code=status, media_type=MediaType.HTML, headers=kept, cookies=self._cookies())

    def go(self, path: str) -> Redirect:
        """Return the way to another page of ours, after something was done."""
        return Redirect(path, status_code=303, headers={"Cache-Control": "no-store"})

    def address(self, **changes: str | None) -> str:
        """Return the address of this page with some of its parameters changed, or left out where they are none."""
        kept = [(name, value) for name, value in self.query if name not in changes]
        added = [(name, value) for name, value in changes.items() if value is not None]
        query = urlencode([*kept, *added])
        return f"{self.path}?{query}" if query else self.path

    def without(self, pair: tuple[str, str], *names: str) -> str:
        """Return the address of this page without one value of a parameter, and without some parameters."""
        kept = [(name, value) for name, value in self.query if (name, value) != pair and name not in names]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def _surroundings(self) -> dict[str, Any]:
        return {
            "actor": self.actor,
            "unread": self.unread,
            "token": self.token,
            "path": self.path,
            "today": datetime.now(UTC).date(),
            "style": static.address_of("somana.css"),
            "icon": static.address_of("somana.svg"),
            "switch": self.address(lang="en" if self.language == "sw" else "sw"),
            "publishes": bool(self.actor.roles & DEVELOPER_ROLES),
            "oversees": self.actor.overseeing,
            "audits": self.actor.reads and bool(self.actor.roles & {Role.AUDITOR, Role.ADMIN}),
            "errors": (),
            "labels": "pages.parts",
        }

    def _cookies(self) -> list[Cookie]:
        chosen = next((value for name, value in self.query if name == "lang"), "")
        if chosen not in LANGUAGES:
            return []
        return [Cookie(key=COOKIE, value=chosen, max_age=ONE_YEAR, samesite="lax", secure=self.secure, httponly=True)]


async def provide_reader(request: Request[None, None, State], actor: NamedDependency[Actor]) -> Reader:
    """Return who reads this page."""
    reader = reader_of(request, actor)
    request.state.reader = reader
    return reader


def reader_of(request: Request[Any, Any, State], actor: Actor = ANONYMOUS) -> Reader:
    """Return the reader that a request comes from."""
    secret = cookie_of(request.scope, request.app.state.session_cookie)
    return Reader(
        actor,
        _language_of(request),
        request.scope["path"],
        tuple(request.query_params.multi_items()),
        form_token(secret) if secret else "",
        request.app.state.settings.secure,
        request.state.get("unread") or 0,
    )


def _language_of(request: Request[Any, Any, State]) -> Language:
    """Return the language asked for by address or cookie, else that of the account, else Swahili.

    What a browser accepts says in which language it was installed, and most here were installed in English.
    """
    if request.query_params.get("lang") in LANGUAGES or cookie_of(request.scope, COOKIE):
        return language_from(request.scope)
    return language_of(request.state.get("language_of_account"))
