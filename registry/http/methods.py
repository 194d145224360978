"""Answer HEAD and OPTIONS from what the handlers of the other methods say."""

from collections.abc import MutableMapping
from typing import Any

from registry.http.guard import Application, Receive, Scope, Send

NO_METHOD = "NONE"
"""A method that no address takes; its refusal names those that the address does take."""

Message = MutableMapping[str, Any]


class Methods:
    """A layer that lets no handler know of HEAD and OPTIONS (RFC 9110, sections 9.3.2 and 9.3.7)."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        method = scope["method"] if scope["type"] == "http" else ""
        if method == "HEAD":
            await self._application({**scope, "method": "GET"}, receive, _without_body(send))
        elif method == "OPTIONS":
            await self._application({**scope, "method": NO_METHOD}, receive, _with_methods(send))
        else:
            await self._application(scope, receive, send)


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
        elif not message.get("more_body"):
            await send({"type": "http.response.body", "body": b""})

    return sending


def _with_methods(send: Send) -> Send:
    refused = False

    async def sending(message: Message) -> None:
        nonlocal refused
        if message["type"] == "http.response.start" and message["status"] == 405:  # noqa: PLR2004 the address exists
            refused = True
            allowed = next((value for name, value in message["headers"] if name.lower() == b"allow"), b"")
            await send({"type": "http.response.start", "status": 204, "headers": [(b"allow", with_head(allowed))]})
        elif refused and message["type"] == "http.response.body":
            await send({"type": "http.response.body", "body": b""})
        else:
            await send(message)

    return sending


def with_head(allowed: bytes) -> bytes:
    """Return the methods that an address takes, with those that this layer adds."""
    methods = {word.strip() for word in allowed.split(b",") if word.strip()} | {b"OPTIONS"}
    return b", ".join(sorted(methods | {b"HEAD"} if b"GET" in methods else methods))
