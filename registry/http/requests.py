"""Read what a request carries, and refuse what its address does not take."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import InternalServerException
from litestar.handlers import BaseRouteHandler

from registry.domain.errors import (
    DocumentTooLarge,
    DocumentUnreadable,
    FieldError,
    FieldsInvalid,
    KeyRefused,
    TooSlow,
    UnsupportedContent,
)
from registry.messages import LANGUAGES
from registry.usecases.secrets import is_key
from registry.validators import limits
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

LARGEST_TREE = 256 * 1024
LARGEST_DOCUMENT = limits.BYTES
WHOLE_NUMBERS = frozenset({"limit", "since", "after", "grace_days"})
LONGEST_NUMBER = 16
JSON_TYPES = ("application/json", "application/merge-patch+json")
DOCUMENT_TYPES = (
    "application/json",
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml",
    "text/plain",
    "application/octet-stream",
    "application/vnd.oai.openapi",
    "application/vnd.oai.openapi+json",
    "application/schema+json",
)
RULESET_TYPES = (*DOCUMENT_TYPES, "application/zip")


async def refuse_unknown_parameters(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse parameters that an address does not take, and single ones given twice.

    It waits for nothing, and is a coroutine because the framework hands anything else to a thread.
    """
    declared = handler.opt.get("parameters", frozenset())
    repeatable = handler.opt.get("repeatable", frozenset())
    pairs = list(connection.query_params.multi_items())
    if any(is_key(value) for _, value in pairs):  # an address is written down in too many places
        raise KeyRefused
    given = Counter(key for key, _ in pairs)
    errors = [
        FieldError(key[:60], "unknown", {"limit": ""}, "query") for key in given if key not in declared | {"lang"}
    ]
    errors += [
        FieldError(key, "repeated", {"limit": ""}, "query")
        for key, times in given.items()
        if times > 1 and key not in repeatable
    ]
    errors += [error for key, value in pairs if (error := _parameter_error(key, value))]
    if errors:
        raise FieldsInvalid(tuple(sorted(errors, key=lambda one: one.pointer)[:20]))


def _parameter_error(key: str, value: str) -> FieldError | None:
    # The framework reads 1e3 and 1_000 as whole numbers; a database does not take NUL.
    if key in WHOLE_NUMBERS and not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
        return FieldError(key, "integer", {"limit": ""}, "query")
    if key == "lang" and value not in LANGUAGES:
        return FieldError(key, "enum", {"limit": ", ".join(LANGUAGES)}, "query")
    unprintable = any(ord(letter) < ord(" ") and letter not in "\t\r\n" for letter in value)
    return FieldError(key[:60], "shape", {"limit": ""}, "query") if unprintable else None


PATIENCE = 120
"""How many seconds a body may take: five megabytes over a third of a megabit a second."""


async def body_of(request: Request[Any, Any, State], largest: int, accepted: tuple[str, ...]) -> bytes:
    """Return the body of a request; raise where it has another type or more bytes than this address takes."""
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "')
    if kind.strip() not in accepted or charset not in {"", "utf-8", "us-ascii"}:
        raise UnsupportedContent(", ".join(accepted))
    async with patiently():
        return await _received(request, largest)


@asynccontextmanager
async def patiently() -> AsyncIterator[None]:
    """Wait for a body, but not for ever; raise `TooSlow`, also where the sender has gone away."""
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except (TimeoutError, InternalServerException):  # the framework's word for a sender who is gone
        raise TooSlow(PATIENCE) from None


async def _received(request: Request[Any, Any, State], largest: int) -> bytes:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > largest:
            raise DocumentTooLarge(largest)
    return bytes(received)


async def tree_of(request: Request[Any, Any, State]) -> Any:
    """Return the JSON that a request carries; raise `DocumentUnreadable` with the place where it is none."""
    body = await body_of(request, LARGEST_TREE, JSON_TYPES)
    if body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        raise DocumentUnreadable("not-object", "", 1, 1, {})
    try:
        return read(body).data
    except Unreadable as error:
        raise DocumentUnreadable(error.code, error.pointer, error.line, error.column, error.values) from error


async def keyed_tree_of(request: Request[Any, Any, State], key: str) -> dict[str, Any]:
    """Return the JSON that a request carries with the key of its address; raise `FieldsInvalid` for another."""
    tree: dict[str, Any] = await tree_of(request)
    if tree.setdefault("key", key) != key:
        raise FieldsInvalid((FieldError("/key", "key-differs", {"limit": key[:60]}),))
    return tree


async def document_of(request: Request[Any, Any, State]) -> bytes:
    """Return the document that a request carries, byte for byte."""
    return await body_of(request, LARGEST_DOCUMENT, DOCUMENT_TYPES)


async def ruleset_of(request: Request[Any, Any, State]) -> bytes:
    """Return the ruleset, or the bundle of one, that a request carries, byte for byte."""
    return await body_of(request, limits.BUNDLE_BYTES + LARGEST_TREE, RULESET_TYPES)
