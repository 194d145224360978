"""JSON Pointers as URI fragments (RFC 6901, section 6), read and written as leniently as rulesets need."""

import re
from collections.abc import Sequence
from typing import Final

from registry.frugal.patterns import late

_OCTETS: Final = late(r"(?:%[0-9a-fA-F]{2})+")
_ENCODED: Final = late(r"[^a-zA-Z0-9_.!~*'()/-]")


def escaped(key: str | int) -> str:
    """Escape one key for a JSON Pointer (RFC 6901, section 3)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def unescaped(key: str) -> str:
    """Undo the escape of one key."""
    return key.replace("~1", "/").replace("~0", "~") if "~" in key else key


def decoded_path(fragment: str) -> list[str] | None:
    """Return the keys of a pointer that begins with `#`; none where it is no pointer."""
    if fragment == "#":
        return []
    if not fragment.startswith("#/"):
        return None
    return [unescaped(_decoded(part)) for part in fragment[2:].split("/")]


def encoded(key: str | int) -> str:
    """Escape one key and percent-encode what a fragment may not hold."""
    return _ENCODED.sub(_octets, escaped(key))


def encoded_pointer(path: Sequence[str | int]) -> str:
    """Write a path as a pointer that begins with `#`."""
    return "#" + "".join(f"/{encoded(key)}" for key in path)


def _decoded(part: str) -> str:
    return _OCTETS.sub(_text, part) if "%" in part else part


def _text(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]


def _octets(found: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in found[0].encode("utf-8", "surrogatepass"))
