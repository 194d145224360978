"""Vectors that show how the messages of an interface are signed, and whether what they say is true."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from registry.validators.signatures import Unverifiable, canonical, holds

_LONGEST: Final = 64 * 1024

Tree = Mapping[str, Any]


def problem_of(security: Tree, vector: Tree) -> str | None:
    """Say in a word what is wrong with a vector of a way of signing, nothing where it is true.

    The way of signing has a `signature` (the algorithm) and a `canonicalization`; a vector has a `payload`, which is a
    text so that no tool writes it anew, a `public-key`, a `signature`, perhaps what is `signed`, and perhaps that it
    does not verify.
    """
    try:
        held = _holds(security, vector)
    except Unverifiable as unverifiable:
        return unverifiable.reason
    expected = vector.get("verifies", True) is True
    if held is expected:
        return None
    return "does-not-verify" if expected else "verifies"


def _holds(security: Tree, vector: Tree) -> bool:
    form = _FORMS.get(str(security.get("canonicalization")))
    if form is None:
        raise Unverifiable("form-unknown")
    signed = form(_text(vector, "payload"))
    given = vector.get("signed")
    if isinstance(given, str) and _bytes(given) != signed:
        raise Unverifiable("signed-differs")
    key, signature = _text(vector, "public-key"), _text(vector, "signature")
    return holds(str(security.get("signature")), key, signature, signed)


def _canonical(payload: str) -> bytes:
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError) as problem:
        raise Unverifiable("payload-malformed") from problem
    return canonical(value)


def _bytes(payload: str) -> bytes:
    return payload.encode("utf-8", "surrogatepass")


def _text(tree: Tree, name: str) -> str:
    found = tree.get(name)
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise Unverifiable("incomplete")
    return found


_FORMS: Final[dict[str, Callable[[str], bytes]]] = {"rfc8785": _canonical, "raw-bytes": _bytes, "text": _bytes}
