"""What holds for every request before anybody reads it, and for every answer."""

import ipaddress
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from uuid import uuid4

from registry.http.headers import header_of, headers_of
from registry.http.language import language_from
from registry.messages import text
from registry.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

WATCHED = "/metrics"
LARGEST_BODY = 6 * 1024 * 1024
LONGEST_LENGTH = 15
LONGEST_QUERY = 8 * 1024
LONGEST_PATH = 2 * 1024
LARGEST_HEADERS = 32 * 1024

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


class Guard:
    """The outermost layer: refuses what no handler should see, and puts the security headers on every answer."""

    def __init__(self, application: Application, settings: Settings) -> None:
        self._application = application
        self._public_url = settings.public_url
        self._hosts = _hosts_of(settings.public_url)
        self._proxies = [ipaddress.ip_network(network) for network in settings.trusted_proxies]
        self._headers = (*ALWAYS, STRICT_TRANSPORT) if settings.secure else ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["request_id"] = uuid4().hex
        state["address"] = self._address_of(scope)
        refused = self._refusal(scope)
        sending = self._with_headers(scope, send)
        if refused:
            await _refuse(scope, sending, self._public_url, *refused)
        else:
            await self._application(scope, receive, sending)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        hosts = headers_of(scope, b"host")
        # Who watches this machine asks for it by whatever address it has; who may is decided by where they stand.
        watching = scope["path"] == WATCHED
        if len(hosts) != 1 or (hosts[0].lower() not in self._hosts and not watching):
            return 421, "wrong-host"
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
            return 431, "headers-too-large"
        if not _is_clean_path(scope) or len(scope["query_string"]) > LONGEST_QUERY:
            return 400, "bad-address"
        if header_of(scope, b"content-encoding") not in {"", "identity"}:
            return 415, "encoded-body"
        length = header_of(scope, b"content-length") or "0"
        if not (length.isascii() and length.isdigit()):
            return 400, "bad-request"
        return (413, "body-too-large") if len(length) > LONGEST_LENGTH or int(length) > LARGEST_BODY else None

    def _address_of(self, scope: Scope) -> str:
        """Return who is asking: the last address that no trusted proxy vouches for."""
        address = (scope.get("client") or ("", 0))[0]
        hops = [hop.strip() for header in headers_of(scope, b"x-forwarded-for") for hop in header.split(",")]
        while hops and self._is_proxy(address):
            address = hops.pop()
        return str(address)[:64]

    def _is_proxy(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._proxies)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                extra = [*self._headers, (b"x-request-id", scope["state"]["request_id"].encode())]
                if b"content-security-policy" not in names:
                    extra.append((b"content-security-policy", PAGE_POLICY.encode()))
                message["headers"] = [*message["headers"], *(pair for pair in extra if pair[0] not in names)]
            await send(message)

        return sending


def _hosts_of(public_url: str) -> frozenset[str]:
    parts = urlsplit(public_url)
    hosts = {parts.netloc.lower()}
    if parts.hostname in {host.strip("[]") for host in LOOPBACK}:
        port = f":{parts.port}" if parts.port else ""
        hosts |= {f"{host}{port}" for host in LOOPBACK}
    return frozenset(hosts)


def _is_clean_path(scope: Scope) -> bool:
    raw = scope.get("raw_path") or scope["path"].encode()
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(path) <= LONGEST_PATH and path.isprintable() and "/../" not in f"{path}/" and "\\" not in path


async def _refuse(scope: Scope, send: Send, public_url: str, status: int, code: str) -> None:
    language = language_from(scope)
    problem = {
        "type": f"{public_url}/problems/{code}",
        "title": text(f"errors.{code}.title", language),
        "status": status,
        "detail": text(f"errors.{code}.detail", language),
        "code": code,
        "correlation_id": scope["state"]["request_id"],
        "errors": [],
    }
    body = json.dumps(problem, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-language", language.encode()),
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
