"""Find what the references inside a schema lead to; nothing is fetched."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urljoin

from registry.validators.schemas.failures import ReferenceMissing

_ANCHORS: Final = ("$anchor", "$dynamicAnchor")


class Resources:
    """The schemas that references inside one schema can lead to, by address: itself, its parts, those it knows."""

    def __init__(self, root: Any, identifier: str, known: dict[str, Any] | None = None) -> None:
        self._identifier = identifier
        self._root = root
        self.base = self.below("", root.get(identifier)) if isinstance(root, dict) else ""
        self._known = {**(known or {}), self.base: root}
        self._searched = False

    def below(self, base: str, identifier: Any) -> str:
        """Return the address that an identifier makes inside a base."""
        return urldefrag(urljoin(base, identifier)).url if isinstance(identifier, str) else base

    def find(self, base: str, reference: str) -> tuple[Any, str]:
        """Return what a reference leads to and the base there; raise `ReferenceMissing` where there is nothing."""
        address, fragment = self._parts(base, reference)
        resource = self._resource(address)
        found = _MISSING if resource is _MISSING else self._inside(resource, unquote(fragment))
        if found is _MISSING:
            raise ReferenceMissing(f"can't resolve reference {reference} from id {base or '#'}")
        return found, address

    def _parts(self, base: str, reference: str) -> tuple[str, str]:
        if reference.startswith("#"):  # The join of two addresses knows nothing of names (`urn:`).
            return base, reference[1:]
        address, fragment = urldefrag(urljoin(base, reference))
        return address, fragment

    def _resource(self, address: str) -> Any:
        if address not in self._known and not self._searched:
            self._searched = True
            for base, schema in self._identified(self._root, self.base):
                self._known.setdefault(base, schema)
        return self._known.get(address, _MISSING)

    def _identified(self, root: Any, base: str) -> Iterator[tuple[str, Any]]:
        pending, seen = [(root, base)], set()
        while pending:
            node, base = pending.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, dict):
                if isinstance(node.get(self._identifier), str):
                    base = self.below(base, node[self._identifier])
                    yield base, node
                pending.extend((child, base) for child in node.values() if isinstance(child, dict | list))
            elif isinstance(node, list):
                pending.extend((child, base) for child in node if isinstance(child, dict | list))

    def _inside(self, resource: Any, fragment: str) -> Any:
        if not fragment or fragment == "/":
            return resource
        if fragment.startswith("/"):
            return _pointed(resource, fragment)
        return next(
            (node for node in _nodes(resource) if any(node.get(name) == fragment for name in _ANCHORS)), _MISSING
        )


_MISSING: Final = object()


def has_reference(schema: Any) -> bool:
    """Say whether a schema refers to another one anywhere, for then AJV judges by it in a function of its own."""
    names = {"$ref", "$recursiveRef", "$recursiveAnchor", "$dynamicRef", "$dynamicAnchor"}
    return any(not names.isdisjoint(node) for node in _nodes(schema))


def _pointed(resource: Any, pointer: str) -> Any:
    node = resource
    for part in pointer[1:].split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict) and key in node:
            node = node[key]
        elif isinstance(node, list) and key.isdecimal() and int(key) < len(node):
            node = node[int(key)]
        else:
            return _MISSING
    return node


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    pending, seen = [root], set()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, dict):
            yield node
            pending.extend(child for child in node.values() if isinstance(child, dict | list))
        elif isinstance(node, list):
            pending.extend(child for child in node if isinstance(child, dict | list))
