"""Answers kept as they were sent, for as long as the catalogue is as it was; and 304 for those who have them."""

import gzip
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from registry.domain.waivers import day_of
from registry.http.guard import Application, Receive, Scope, Send
from registry.http.headers import cookie_of, header_of
from registry.http.language import language_from

log = logging.getLogger("registry")

MOST_BYTES = 64 * 1024 * 1024
LARGEST = 512 * 1024
LONGEST_ACCEPT = 200
WORTH_PACKING = 1_024
PACKED_TYPES = (b"text/", b"application/json", b"application/yaml", b"application/atom")
VARY = b"accept, accept-encoding, accept-language, authorization, cookie"
REPLACED = {b"etag", b"content-length", b"vary"}

Headers = list[tuple[bytes, bytes]]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Representation:
    """One answer as it was sent, and the state of the catalogue that it shows."""

    generation: int
    headers: Headers
    body: bytes
    etag: str


class Representations:
    """A layer that answers repeated questions of strangers from memory, and everybody's `If-None-Match`.

    Only what nobody signed in for is kept. A kept answer is good as long as the number of the last change is the
    same, and for the same day, since names are valid from one day on and waivers until one.
    """

    def __init__(
        self,
        application: Application,
        generation: Callable[[], Awaitable[int]],
        session_cookie: str,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._application = application
        self._generation = generation
        self._session_cookie = session_cookie
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Key, Representation] = OrderedDict()
        self.kept_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._application(scope, receive, send)
            return
        stranger = not (header_of(scope, b"authorization") or cookie_of(scope, self._session_cookie))
        generation = await self._number()
        key = _key_of(scope) if stranger and generation is not None else None
        kept = self._kept.get(key) if key else None
        if key and kept is not None and kept.generation == generation:
            self._kept.move_to_end(key)
            await _answer(scope, send, kept)
            return

        def keep(answer: Representation) -> None:
            if key and generation is not None:
                self._keep(key, answer)

        await self._application(scope, receive, _Capture(scope, send, generation, keep, stranger=stranger).send)

    async def _number(self) -> int | None:
        try:
            return await self._generation()
        except Exception:
            log.warning("the number of the last change cannot be read", exc_info=True)
            return None

    def _keep(self, key: Key, answer: Representation) -> None:
        old = self._kept.pop(key, None)
        self.kept_bytes += _size_of(key, answer) - (_size_of(key, old) if old else 0)
        self._kept[key] = answer
        while self.kept_bytes > self._most_bytes:
            oldest, dropped = self._kept.popitem(last=False)
            self.kept_bytes -= _size_of(oldest, dropped)


def _key_of(scope: Scope) -> Key | None:
    accept = header_of(scope, b"accept")
    if len(accept) > LONGEST_ACCEPT:
        return None
    query = scope["query_string"].decode("latin-1")
    now = datetime.now(UTC)
    today = f"{now.date().isoformat()} {day_of(now).isoformat()}"
    packing = "gzip" if _takes_gzip(scope) else ""
    return scope["path"], query, accept, language_from(scope), packing, today


def _size_of(key: Key, answer: Representation) -> int:
    headers = sum(len(name) + len(value) for name, value in answer.headers)
    return len(answer.body) + headers + sum(map(len, key)) + 1_000  # what the objects themselves weigh, about


class _Capture:
    """Hold an answer back until it is whole, then tag it, offer it for keeping, and send it or a 304."""

    def __init__(
        self,
        scope: Scope,
        send: Send,
        generation: int | None,
        keep: Callable[[Representation], None],
        *,
        stranger: bool,
    ) -> None:
        self._scope = scope
        self._send = send
        self._generation = generation
        self._keep = keep
        self._stranger = stranger
        self._start: MutableMapping[str, Any] | None = None

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:  # noqa: PLR2004 the one status that is tagged
            self._start = message
            return
        start, self._start = self._start, None
        if start is None:
            await self._send(message)
        elif message.get("more_body"):  # a stream is passed on as it comes
            await self._send(start)
            await self._send(message)
        else:
            await self._whole(start["headers"], message.get("body", b""))

    async def _whole(self, headers: Headers, body: bytes) -> None:
        present = {name.lower(): value for name, value in headers}
        private = b"no-store" in present.get(b"cache-control", b"") or b"set-cookie" in present
        etag = present.get(b"etag", b"").decode() or f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
        sent = [(name, value) for name, value in headers if name.lower() not in REPLACED]
        sent += self._general(present)
        if self._stranger and not private and self._is_worth_packing(present, body):
            body, etag = gzip.compress(body, 6, mtime=0), f'{etag[:-1]}-gzip"'
            sent.append((b"content-encoding", b"gzip"))
        sent += [(b"etag", etag.encode()), (b"content-length", str(len(body)).encode())]
        answer = Representation(self._generation or 0, sent, body, etag)
        if self._stranger and not private and len(body) <= LARGEST:
            self._keep(answer)
        await _answer(self._scope, self._send, answer)

    def _general(self, present: dict[bytes, bytes]) -> Headers:
        headers = [(b"vary", VARY)]
        if b"cache-control" not in present:
            headers.append((b"cache-control", b"no-cache" if self._stranger else b"private, no-cache"))
        if self._generation is not None and b"x-catalogue-last-seq" not in present:
            headers.append((b"x-catalogue-last-seq", str(self._generation).encode()))
        return headers

    def _is_worth_packing(self, present: dict[bytes, bytes], body: bytes) -> bool:
        # Packing holds up everybody else, so what is very large goes out as it is.
        kind = present.get(b"content-type", b"")
        return kind.startswith(PACKED_TYPES) and WORTH_PACKING <= len(body) <= LARGEST and _takes_gzip(self._scope)


def _takes_gzip(scope: Scope) -> bool:
    for part in header_of(scope, b"accept-encoding").split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False


async def _answer(scope: Scope, send: Send, kept: Representation) -> None:
    if _has_it(header_of(scope, b"if-none-match"), kept.etag):
        left = [
            pair for pair in kept.headers if pair[0] not in {b"content-length", b"content-type", b"content-encoding"}
        ]
        await send({"type": "http.response.start", "status": 304, "headers": left})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": kept.body})


def _has_it(header: str, etag: str) -> bool:
    # RFC 9110, section 13.1.2: the comparison is weak.
    wanted = etag.removeprefix("W/")
    return header.strip() == "*" or any(tag.strip().removeprefix("W/") == wanted for tag in header.split(","))
