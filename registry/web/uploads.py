"""Read a form that carries a file."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import Request
from litestar.datastructures import State
from multipart import (  # type: ignore[import-untyped]
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from registry.domain.errors import DocumentTooLarge, Invalid, UnsupportedContent
from registry.http.requests import LARGEST_DOCUMENT, patiently
from registry.web.forms import Form

TYPE = "multipart/form-data"
MOST_PARTS = 12
LONGEST_BOUNDARY = 70
LARGEST = LARGEST_DOCUMENT + 64 * 1024


async def read(request: Request[Any, Any, State]) -> tuple[Form, bytes]:
    """Return the fields of a form and the bytes of its file; raise where it is too large or malformed.

    Every text is UTF-8, whatever a part says of itself.
    """
    try:
        async with patiently():
            with _parser_of(request) as parser:
                parts = await _parts_of(_limited(request), parser)
    except MultipartError:
        raise Invalid from None
    fields: dict[str, list[str]] = {}
    content = b""
    for part, received in parts:
        if part.filename is not None:
            content = content or bytes(received)
        else:
            fields.setdefault(part.name, []).append(_text_of(received))
    return Form(fields), content


def _parser_of(request: Request[Any, Any, State]) -> PushMultipartParser:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get("boundary", "")
    if kind != TYPE or not 0 < len(boundary) <= LONGEST_BOUNDARY:
        raise UnsupportedContent(TYPE)
    return PushMultipartParser(boundary, max_segment_size=LARGEST, max_segment_count=MOST_PARTS, strict=True)


async def _limited(request: Request[Any, Any, State]) -> AsyncIterator[bytes]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > LARGEST:
            raise DocumentTooLarge(LARGEST_DOCUMENT)
        yield chunk


async def _parts_of(
    chunks: AsyncIterator[bytes], parser: PushMultipartParser
) -> list[tuple[MultipartSegment, bytearray]]:
    parts: list[tuple[MultipartSegment, bytearray]] = []
    async for chunk in chunks:
        for event in parser.parse(chunk) if chunk else ():
            if isinstance(event, MultipartSegment):
                parts.append((event, bytearray()))
            elif event:
                parts[-1][1].extend(event)
    return parts


def _text_of(received: bytearray) -> str:
    try:
        return received.decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid from None
