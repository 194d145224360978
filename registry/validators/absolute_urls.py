"""Whether a text is an absolute URL, as the parser of the URL Standard (WHATWG) takes it."""

import re
from ipaddress import AddressValueError, IPv6Address
from typing import Final
from unicodedata import category, normalize
from urllib.parse import unquote_to_bytes

from registry.frugal.patterns import late

_SCHEME: Final = late(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SPECIAL: Final = frozenset(("http", "https", "ws", "wss", "ftp"))
_OUTER: Final = "".join(map(chr, range(0x21)))
_DROPPED: Final = str.maketrans("", "", "\t\n\r")
_FORBIDDEN: Final = frozenset("\0\t\n\r #/:<>?@[\\]^|")
_FORBIDDEN_IN_DOMAIN: Final = _FORBIDDEN | frozenset(map(chr, range(0x20))) | frozenset("%\x7f")
_PORT: Final = late(r"[0-9]*")
_GREATEST_PORT: Final = 65535
_NUMBER: Final = late(r"0[xX][0-9A-Fa-f]*|[0-9]+")
_MOST_PARTS: Final = 4
_DEFAULT_IGNORABLE: Final = late("[\u00ad\u200b\u2060\ufeff]")


def is_absolute_url(text: str) -> bool:
    """Say whether `new URL(text)` succeeds."""
    url = text.strip(_OUTER).translate(_DROPPED)
    found = _SCHEME.match(url)
    if found is None:
        return False
    scheme, rest = found[1].lower(), url[found.end() :]
    if scheme in _SPECIAL:
        return _has_authority(re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0], special=True)
    if scheme == "file":
        return _is_file(rest)
    return not rest.startswith("//") or _has_authority(re.split(r"[/?#]", rest[2:], maxsplit=1)[0], special=False)


def _is_file(rest: str) -> bool:
    """Judge the host of a file; a drive letter is none."""
    if not re.match(r"[/\\]{2}", rest):
        return True
    host = re.split(r"[/\\?#]", rest[2:], maxsplit=1)[0]
    return not host or re.fullmatch(r"[A-Za-z][:|]", host) is not None or _is_host(host, special=True)


def _has_authority(authority: str, *, special: bool) -> bool:
    credentials, at, address = authority.rpartition("@")
    if not address:
        return not special and not at and not credentials
    end = address.find("]") + 1 if address.startswith("[") else 0
    colon = address.find(":", end)
    host, port = (address, "") if colon < 0 else (address[:colon], address[colon + 1 :])
    if _PORT.fullmatch(port) is None or _is_greater(port):
        return False
    return bool(host) and _is_host(host, special=special)


def _is_greater(port: str) -> bool:
    digits = port.lstrip("0")
    return len(digits) > len(str(_GREATEST_PORT)) or int(digits or "0") > _GREATEST_PORT


def _is_host(host: str, *, special: bool) -> bool:
    if host.startswith("["):
        return host.endswith("]") and _is_ipv6(host[1:-1])
    if not special:
        return _FORBIDDEN.isdisjoint(host)
    try:
        domain = unquote_to_bytes(host).decode()
    except UnicodeDecodeError:
        return False
    domain = _DEFAULT_IGNORABLE.sub("", normalize("NFKC", domain)).replace("。", ".").lower()
    if not domain or not _FORBIDDEN_IN_DOMAIN.isdisjoint(domain):
        return False
    return _is_named(domain.split("."))


def _is_named(labels: list[str]) -> bool:
    """Judge the labels of a domain: one that ends in a number must be an address, one in Punycode must be readable."""
    if any(label.startswith("xn--") and not _is_punycode(label[4:]) for label in labels):
        return False
    if labels[-1] == "" and len(labels) > 1:
        labels = labels[:-1]
    if not re.fullmatch(r"[0-9]+|0[xX][0-9A-Fa-f]*", labels[-1]):
        return True
    return _is_ipv4(labels)


def _is_ipv4(parts: list[str]) -> bool:
    if len(parts) > _MOST_PARTS or not all(_NUMBER.fullmatch(part) for part in parts):
        return False
    numbers = [_number(part) for part in parts]
    if None in numbers:
        return False
    *others, last = [number or 0 for number in numbers]
    return all(number < 2**8 for number in others) and last < 2 ** (8 * (5 - len(parts)))


def _number(part: str) -> int | None:
    """Read a part of an address, which may be octal or hexadecimal; a very long one is too great anyway."""
    base, digits = 10, part
    if part[:2].lower() == "0x":
        base, digits = 16, part[2:] or "0"
    elif len(part) > 1 and part.startswith("0"):
        base, digits = 8, part[1:]
    digits = digits.lstrip("0") or "0"
    try:
        return int(digits[:40], base)
    except ValueError:
        return None


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return "%" not in text


def _is_punycode(label: str) -> bool:
    try:
        decoded = label.encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return False
    return not decoded.isascii() and not any(category(character)[0] in "CZ" for character in decoded)
