"""The major version of an API must stand in its addresses or a header, and be that of `info.version`."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.function import Check, Context, Fault, Path, function

_SEGMENT: Final = late(r"(?:^|/)v([0-9]{1,4})(?:\.[0-9]{1,4}){0,2}(?=/|$)", re.IGNORECASE)
_MAJOR: Final = late(r"v?([0-9]{1,4})(?:[.-]|$)")
_HEADER: Final = late(r"(?:[a-z-]*-)?version", re.IGNORECASE)
_MISSING: Final = (Fault("No server address, path or header parameter carries a version", ("servers",)),)

Versions = Iterator[tuple[Path, int]]


@function(
    "addressVersion",
    {
        "type": "object",
        "required": ["ask"],
        "properties": {"ask": {"enum": ["present", "agrees"]}},
        "additionalProperties": False,
    },
)
def address_version(options: Any) -> Check:
    """Make a check that finds fault with a missing version, or with one that is not the document's."""
    present = options["ask"] == "present"

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict):
            return ()
        found = [*_in_servers(target), *_in_paths(target)]
        if present:
            return () if found or not target.get("paths") or _in_headers(target) else _MISSING
        return _disagreeing(target, found)

    return check


def _disagreeing(tree: dict[str, Any], found: list[tuple[Path, int]]) -> list[Fault]:
    """Return the addresses with another version than the document, where none of them has the document's."""
    info = tree.get("info")
    version = _MAJOR.match(str(info.get("version") or "")) if isinstance(info, dict) else None
    if version is None or int(version[1]) == 0 or any(major == int(version[1]) for _, major in found):
        return []
    return [Fault(f"The address says version {major}", path) for path, major in found[:1]]


def _in_servers(tree: dict[str, Any]) -> Versions:
    servers = tree.get("servers")
    for index, server in enumerate(servers if isinstance(servers, list) else ()):
        address = server.get("url") if isinstance(server, dict) else None
        if isinstance(address, str):
            yield from ((("servers", index, "url"), int(found[1])) for found in _SEGMENT.finditer(address))


def _in_paths(tree: dict[str, Any]) -> Versions:
    paths = tree.get("paths")
    for path in paths if isinstance(paths, dict) else ():
        yield from ((("paths", path), int(found[1])) for found in _SEGMENT.finditer(path))


def _in_headers(tree: dict[str, Any]) -> bool:
    """Say whether a header parameter carries a version; each object is looked at once."""
    waiting: list[Any] = [tree.get("paths"), tree.get("components")]
    met: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        if isinstance(node, dict):
            if node.get("in") == "header" and _HEADER.fullmatch(str(node.get("name"))):
                return True
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return False
