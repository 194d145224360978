"""Recognise secrets in texts: keys, tokens of well-known services, passwords; placeholders and samples are none."""

import base64
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.concepts.folding import words_of

_KINDS: Final = (
    (
        "private-key",
        late(
            r"-----BEGIN (?:[A-Z]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr])*"
            r"(?:[A-Za-z-]{1,20}: [^\r\n\\]{0,100}(?:[\r\n]|\\[nr])+){0,4}[A-Za-z0-9+/=]{40}"
        ),
    ),
    # The same without armour, as keys of the bus and key stores of the payment gateway are passed on: how the
    # base64 of PKCS#8 and PKCS#1, of keys on curves, and of PKCS#12 begins.
    (
        "private-key",
        late(
            r"(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3}IBA(?:DANBgkqhkiG9w0BAQEF|AK[BC])|MIG[A-Za-z0-9+/]AgEAM[A-Za-z0-9+/]{2}GByqGSM49"
            r"|MHcCAQEEI[A-Za-z0-9+/]{43}oAoGCCqGSM49|MC4CAQAwBQYDK2V[A-Za-z0-9+/]{2}CIEI|MII[A-Za-z0-9+/]{3}IBAzC[A-Za-z0-9+/]{4}GCSqGSIb3DQEH)"
        ),
    ),
    ("token", late(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b(?<!EXAMPLE)")),
    ("token", late(r"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{60}|\bglpat-[A-Za-z0-9_-]{20}\b")),
    (
        "token",
        late(
            r"\bxox[baprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}|\bxapp-[0-9]-[A-Z0-9]{8,}-[0-9]{8,}-[a-f0-9]{32}"
            r"|\bhooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}"
        ),
    ),
    (
        "token",
        late(r"\b[sr]k_live_[A-Za-z0-9]{20,}|\bAIza[A-Za-z0-9_-]{35}\b|\bya29\.[A-Za-z0-9_-]{30,}|\bGOCSPX-[\w-]{28}"),
    ),
    (
        "token",
        late(
            r"\bnpm_[A-Za-z0-9]{36}\b|\bpypi-AgEIcHlwaS[\w-]{50,}|\bSG\.[\w-]{22}\.[\w-]{43}|AccountKey=[A-Za-z0-9+/]{86}=="
        ),
    ),
)
_SIGNS: Final = late(
    r"PRIVATE KEY|MI[IG]|MHcC|MC4C|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|xapp-|hooks\.slack|k_live_|AIza|ya29"
    r"|GOCSPX|npm_|pypi-|SG\.|AccountKey|://|eyJ"
)
_ADDRESS: Final = late(
    r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@{}<>\[\]\"']{1,64}:([^\s/:@{}<>\[\]\"'*]{4,64})@[A-Za-z0-9.-]"
)
_JWT: Final = late(r"(?<![\w-])(eyJ[\w-]{8,2000})\.(eyJ[\w-]{8,8000})\.[\w-]{20}")
_NAMES: Final = (
    *(
        ("secret",),
        ("client", "secret"),
        ("api", "key"),
        ("apikey",),
        ("secret", "key"),
        ("access", "key"),
        ("app", "key"),
    ),
    *(("password",), ("passwd",), ("pwd",), ("passphrase",), ("nywila",), ("neno", "siri")),
)
_PASSWORDS: Final = frozenset({"password", "passwd", "pwd", "passphrase", "nywila", "siri"})
_LEET: Final = str.maketrans("0134578@$!", "oieastbasi")
_SAMPLE: Final = late(
    r"pass|pwd|secret|example|mfano|sample|test|demo|dummy|fake|change|your|weka|string|xxx|qwert|abc|123456|nywila|siri|key"
    r"|token|placeholder|redacted|hidden|admin|user|123e4567|(.)\1{4}"
)
_PLACEHOLDER: Final = late(r"pass|password|passwd|pwd|secret|string|example|change[-_]?me|siri|nywila|x+|token|user")
_MARKED: Final = late(r"[<>{}$*…\s^]|\.\.|://")
_HEX: Final = late(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}")
_PROOFS: Final = ("proof+jwt", "dpop+jwt", "sd-jwt")
_SHORTEST_PASSWORD, _SHORTEST_KEY, _LONGEST = 10, 16, 200
_DIFFERENT_SIGNS, _DIFFERENT_KINDS = 9, 3


def disclosures_in(text: str) -> Iterator[str]:
    """Yield the kinds of secrets that a text holds, each as often as a pattern finds it."""
    if not _SIGNS.search(text):
        return
    for kind, pattern in _KINDS:
        if pattern.search(text):
            yield kind
    if any(not _PLACEHOLDER.fullmatch(found[1].lower().translate(_LEET)) for found in _ADDRESS.finditer(text)):
        yield "password"
    if any(_is_bearer(found[1], found[2]) for found in _JWT.finditer(text)):
        yield "token"


@lru_cache(8192)
def names_a_secret(name: str) -> bool:
    """Say whether what goes by a name is a secret."""
    words = words_of(name)
    return any(words[-len(ending) :] == ending for ending in _NAMES)


def is_disclosed(name: str, text: str) -> bool:
    """Say whether a text that goes by the name of a secret is one, since it looks like chance."""
    last = words_of(name)[-1]
    password = last in _PASSWORDS
    shortest = _SHORTEST_PASSWORD if password else _SHORTEST_KEY
    if not shortest <= len(text) <= _LONGEST or not text.isascii() or _MARKED.search(text) or _is_sample(text):
        return False
    return _looks_like_chance(text) and (password or not _HEX.fullmatch(text) or last == "secret")


def _is_sample(text: str) -> bool:
    plain = text.lower()
    return bool(_SAMPLE.search(plain) or _SAMPLE.search(plain.translate(_LEET)))


def _looks_like_chance(text: str) -> bool:
    """Say whether a text has many different signs of several kinds, which no word of a language has."""
    kinds = sum(any(map(is_one, text)) for is_one in (str.islower, str.isupper, str.isdigit, _is_other))
    enough = _DIFFERENT_KINDS if len(text) < _SHORTEST_KEY or not any(map(str.isdigit, text)) else _DIFFERENT_KINDS - 1
    return kinds >= enough and len(set(text)) >= _DIFFERENT_SIGNS


def _is_other(sign: str) -> bool:
    return not sign.isalnum()


def _is_bearer(head: str, body: str) -> bool:
    """Say whether a token could be used by whoever has it: samples and proofs of possession cannot."""
    kind, claims = _decoded(head), _decoded(body)
    if not isinstance(kind, dict) or "alg" not in kind or not isinstance(claims, dict):
        return False
    return claims.get("sub") != "1234567890" and not str(kind.get("typ", "")).lower().endswith(_PROOFS)


def _decoded(part: str) -> Any:
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return None
