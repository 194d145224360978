"""Read the headers of a request as they came."""

from typing import Any


def header_of(scope: Any, name: bytes) -> str:
    """Return a header of a request, empty where it has none, the first where it has several."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return ""


def headers_of(scope: Any, name: bytes) -> list[str]:
    """Return every header of that name."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def cookie_of(scope: Any, name: str) -> str:
    """Return a cookie of a request, empty where it has none."""
    for header in headers_of(scope, b"cookie"):
        for part in header.split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
    return ""
