"""Signatures of messages as public keys of other systems make them: which forms there are, and whether one holds."""

import base64
import binascii
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import rfc8785
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from registry.frugal.values import record

LONGEST_KEY: Final = 2_048
"""How many bytes of a key are read; an RSA key of 8192 bits has 1,062."""


@record
class Unverifiable(Exception):
    """A signature cannot be judged; the reason is a word of its own."""

    reason: str


def canonical(value: Any) -> bytes:
    """Return a value as the bytes that are signed (RFC 8785); raise `Unverifiable`."""
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as problem:
        raise Unverifiable("not-canonical") from problem


def holds(algorithm: str, public_key: str, signature: str, message: bytes) -> bool:
    """Say whether a signature in base64 is that of a key over a message; raise `Unverifiable`.

    The key is a SubjectPublicKeyInfo (RFC 5280, section 4.1) as DER in base64, without the lines of PEM.
    """
    verify = _ALGORITHMS.get(algorithm)
    if verify is None:
        raise Unverifiable("algorithm-unknown")
    try:
        verify(_key(public_key), _decoded(signature, "signature-malformed"), message)
    except InvalidSignature:
        return False
    return True


def algorithms() -> tuple[str, ...]:
    """Return the names of the algorithms that can be judged."""
    return tuple(_ALGORITHMS)


def _key(text: str) -> Any:
    content = _decoded(text, "key-malformed")
    if len(content) > LONGEST_KEY:
        raise Unverifiable("key-malformed")
    try:
        return load_der_public_key(content)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise Unverifiable("key-malformed") from problem


def _decoded(text: str, reason: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as problem:
        raise Unverifiable(reason) from problem


def _ecdsa(key: Any, signature: bytes, message: bytes) -> None:
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise Unverifiable("key-of-another-kind")
    key.verify(signature, message, ec.ECDSA(SHA256()))


def _rsa(bits: int, key: Any, signature: bytes, message: bytes) -> None:
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size != bits:
        raise Unverifiable("key-of-another-kind")
    key.verify(signature, message, padding.PKCS1v15(), SHA256())


def _ed25519(key: Any, signature: bytes, message: bytes) -> None:
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise Unverifiable("key-of-another-kind")
    key.verify(signature, message)


_ALGORITHMS: Final[dict[str, Callable[[Any, bytes, bytes], None]]] = {
    "ecdsa-p256-sha256": _ecdsa,
    "rsa-2048-sha256": partial(_rsa, 2048),
    "rsa-3072-sha256": partial(_rsa, 3072),
    "rsa-4096-sha256": partial(_rsa, 4096),
    "ed25519": _ed25519,
}
