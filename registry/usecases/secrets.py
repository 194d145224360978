"""Secrets that are shown once and stored as their hash: session identities and API keys."""

import hashlib
import hmac
import secrets
import zlib

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
KEY_PREFIX = "som_"
KEY_LENGTH = len(KEY_PREFIX) + 32 + 6


def new_session_secret() -> str:
    """Return a session identity of 256 random bits."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """Return an API key: a prefix that scanners know, 190 random bits and a checksum, in letters and digits."""
    body = KEY_PREFIX + "".join(secrets.choice(_ALPHABET) for _ in range(32))
    return body + _checksum(body)


def is_key(text: str) -> bool:
    """Say whether a text can be a key at all; a mistyped one costs no question to the database."""
    body, checksum = text[:-6], text[-6:]
    return len(text) == KEY_LENGTH and text.isascii() and text.startswith(KEY_PREFIX) and _checksum(body) == checksum


def hash_of(secret: str) -> str:
    """Return the SHA-256 under which a secret is stored; a secret of so many random bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def form_token(session_secret: str) -> str:
    """Return the token that a form of this session carries (OWASP, HMAC-based token pattern)."""
    return hmac.new(session_secret.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(token: str, session_secret: str) -> bool:
    """Say whether a form carries the token of its session."""
    return hmac.compare_digest(token.encode(), form_token(session_secret).encode())


def _checksum(body: str) -> str:
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits = _ALPHABET[digit] + digits
    return digits
