"""Speak ASGI to an application by hand, for what no client would send."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.http.guard import Application, Receive, Scope, Send

HOST = (b"host", b"127.0.0.1:8000")
Pair = tuple[bytes, bytes]


@dataclass
class Wire:
    """What an application answered, and how much of the body it took."""

    status: int = 0
    pairs: list[Pair] = field(default_factory=list)
    body: bytes = b""
    taken: int = 0

    def header(self, name: str) -> str:
        return next((value.decode() for key, value in self.pairs if key.decode().lower() == name), "")

    def json(self) -> Any:
        return json.loads(self.body)


async def ask(
    application: Application,
    path: str = "/",
    *headers: Pair,
    method: str = "GET",
    query: bytes = b"",
    chunks: Sequence[bytes] = (b"",),
    host: Sequence[Pair] = (HOST,),
    client: str = "192.0.2.7",
    raw_path: bytes | None = None,
) -> Wire:
    answer = Wire()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "raw_path": raw_path if raw_path is not None else path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [*host, *headers],
        "client": (client, 40000),
        "server": ("127.0.0.1", 8000),
        "extensions": {},
    }
    left = list(chunks)

    async def receive() -> dict[str, Any]:
        answer.taken += 1
        return {"type": "http.request", "body": left.pop(0) if left else b"", "more_body": bool(left)}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.pairs = message["status"], list(message["headers"])
        else:
            answer.body += message.get("body", b"")

    await application(scope, receive, send)
    return answer


def saying(body: bytes = b"{}", status: int = 200, headers: Sequence[Pair] = ()) -> Application:
    """Return an application that always says the same."""

    async def application(_scope: Scope, _receive: Receive, send: Send) -> None:
        pairs = [(b"content-type", b"application/json"), *headers]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": body})

    return application
