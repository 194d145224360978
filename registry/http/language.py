"""In which language a reader is answered."""

from typing import Any

from registry.http.headers import cookie_of, header_of
from registry.messages import Language, language_of

COOKIE = "lang"


def language_from(scope: Any) -> Language:
    """Return the language that a request asks for: by `lang` in the address, by cookie, by header; else Swahili."""
    query = scope["query_string"].decode("latin-1")
    for part in query.split("&"):
        if part in {"lang=sw", "lang=en"}:
            return language_of(part[5:])
    chosen = cookie_of(scope, COOKIE)
    return language_of(chosen) if chosen else _accepted(header_of(scope, b"accept-language"))


def _accepted(header: str) -> Language:
    ranked: list[tuple[float, Language]] = []
    for part in header[:200].split(","):
        name, _, quality = part.partition(";q=")
        if name.strip()[:2].lower() in {"sw", "en"} and _number(quality) > 0:
            ranked.append((_number(quality), language_of(name.strip()[:2].lower())))
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else "sw"


def _number(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0
