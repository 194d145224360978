"""Know a finding again after the document was edited elsewhere."""

import hashlib
from typing import Any, Final

from registry.validators.pointers import below, keys_of

_NAMES: Final = (("in", "name"), ("operationId",), ("url",), ("name",), ("$ref",), ("$id",), ("title",))


def fingerprint_of(rule: str, address: str, occurrence: int) -> str:
    """Return sixteen hexadecimal digits of what is wrong and where."""
    return hashlib.sha256(f"{rule}\n{address}\n{occurrence}".encode()).hexdigest()[:16]


def address_of(tree: Any, pointer: str) -> str:
    """Return the pointer with the items of lists called by name, where they have one, instead of by number."""
    address = ""
    for key in keys_of(pointer):
        if isinstance(tree, list):
            tree = tree[int(key)] if key.isdigit() and int(key) < len(tree) else None
            address = below(address, _name_of(tree) or key)
        else:
            tree = tree.get(key) if isinstance(tree, dict) else None
            address = below(address, key)
    return address


def _name_of(item: Any) -> str:
    if isinstance(item, str):
        return f"={item}"
    if isinstance(item, dict):
        for names in _NAMES:
            if all(isinstance(item.get(name), str) for name in names):
                return ":".join(item[name] for name in names)
        if len(item) == 1:
            return str(next(iter(item)))
    return ""
