"""Addresses of the Internet, as strictly as AJV takes them; each is told in linear time."""

import re
from functools import cache
from typing import Final

_ESCAPED: Final = "%[0-9a-f]{2}"
_UNRESERVED: Final = r"a-z0-9\-._~!$&'()*+,;=:"
_SCHEME: Final = r"[a-z][a-z0-9+\-.]*:"
_USER: Final = rf"(?:(?:[{_UNRESERVED}]|{_ESCAPED})*@)?"


def _literal(path: str) -> str:
    """Write an authority in square brackets, and what follows it."""
    return rf"//?{_USER}\[([^\[\]]+)\](?::[0-9]*)?(?:/{path}*)?"


def _rest(letters: str) -> str:
    """Write a query and a fragment."""
    return rf"(?:\?(?:[{letters}?]|{_ESCAPED})*)?(?:#(?:[{letters}?]|{_ESCAPED})*)?"


_LETTERS: Final = f"{_UNRESERVED}@/"
# AJV lets a quotation mark stand in references, which RFC 3986 does not.
_LOOSE: Final = f'{_LETTERS}"'
_PATH, _LOOSE_PATH = (rf"(?:[{letters}]|{_ESCAPED})" for letters in (_LETTERS, _LOOSE))
_URI: Final = rf"{_SCHEME}(?:{_literal(_PATH)}|{_PATH}+){_rest(_LETTERS)}"
_REFERENCE: Final = rf"(?:(?:{_SCHEME})?{_literal(_LOOSE_PATH)}|{_LOOSE_PATH}*){_rest(_LOOSE)}"
_FUTURE: Final = rf"v[0-9a-f]+\.[{_UNRESERVED}]+"
_VARIABLE: Final = rf"(?:[a-z0-9_]|{_ESCAPED})+(?::[1-9][0-9]{{0,3}}|\*)?"
_TEMPLATE: Final = rf"""(?:[^\x00-\x20"'<>%\\^`{{|}}]|{_ESCAPED}|\{{[+#./;?&=,!@|]?{_VARIABLE}(?:,{_VARIABLE})*\}})*"""
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ATOMS: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_GROUP: Final = "[0-9a-f]{1,4}"
_NUMBER: Final = "25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?"
_PLAIN_NUMBER: Final = "25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9]"
_HOST_LENGTH, _LABEL_LENGTH, _GROUPS, _NUMBERS = 253, 63, 8, 4

_WORD: Final = "[a-z0-9\u00a1-\uffff]+"
_NAME: Final = rf"(?:{_WORD}(?:-{_WORD})*\.)+[a-z\u00a1-\uffff]{{2,}}"
_PUBLIC: Final = (
    r"(?!(?:10|127)(?:\.[0-9]{1,3}){3})(?!(?:169\.254|192\.168)(?:\.[0-9]{1,3}){2})"
    r"(?!172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2})(?:[1-9][0-9]?|1[0-9]{2}|2[01][0-9]|22[0-3])"
    r"(?:\.(?:1?[0-9]{1,2}|2[0-4][0-9]|25[0-5])){2}\.(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-4])"
)
_PLACE: Final = rf"(?si)(?:{_PUBLIC}|{_NAME})(?::[0-9]{{2,5}})?(?:/.*)?"
_PROTOCOL: Final = "(?i)(?:https?|ftp)://"
_BLANK: Final = "[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"


@cache
def _ready(pattern: str, flags: int = re.IGNORECASE | re.ASCII) -> re.Pattern[str]:
    """Compile a pattern when the first text asks for it: most of them are never asked for."""
    return re.compile(pattern, flags)


def is_uri(text: str) -> bool:
    """Say whether this is a URI of RFC 3986."""
    return _is_address(_ready(_URI).fullmatch(text))


def is_uri_reference(text: str) -> bool:
    """Say whether this is a URI or a relative reference."""
    return _is_address(_ready(_REFERENCE).fullmatch(text))


def _is_address(match: re.Match[str] | None) -> bool:
    return match is not None and (match[1] is None or _is_literal(match[1]))


def _is_literal(text: str) -> bool:
    return _ready(_FUTURE).fullmatch(text) is not None or _is_ipv6(text, _NUMBER)


def is_uri_template(text: str) -> bool:
    """Say whether this is a URI template of RFC 6570."""
    return _ready(_TEMPLATE).fullmatch(text) is not None


def is_url(text: str) -> bool:
    """Say whether this is an address on the public Web: a host name with a dot, or an address that is not private."""
    protocol = _ready(_PROTOCOL).match(text)
    if protocol is None or _ready(_BLANK, 0).search(text):
        return False
    start = protocol.end()
    places = [start, *(match.end() for match in re.finditer("@", text) if match.start() > start)]
    return any(_ready(_PLACE, 0).fullmatch(text, place) for place in places)


def is_email(text: str) -> bool:
    """Say whether this is an address of electronic mail at a host name with a dot."""
    local, _, domain = text.rpartition("@")
    labels = domain.split(".")
    return (
        len(labels) > 1 and _ready(_ATOMS).fullmatch(local) is not None and all(map(_ready(_LABEL).fullmatch, labels))
    )


def is_hostname(text: str) -> bool:
    """Say whether this is the name of a host."""
    name = text.removesuffix(".")
    labels = name.split(".")
    return len(name) <= _HOST_LENGTH and all(
        len(label) <= _LABEL_LENGTH and _ready(_LABEL).fullmatch(label) is not None for label in labels
    )


def is_ipv4(text: str) -> bool:
    """Say whether this is an address of version 4; leading zeros may stand."""
    return _is_ipv4(text, _NUMBER)


def _is_ipv4(text: str, number: str) -> bool:
    parts = text.split(".")
    return len(parts) == _NUMBERS and all(map(_ready(number).fullmatch, parts))


def is_ipv6(text: str) -> bool:
    """Say whether this is an address of version 6."""
    return _is_ipv6(text, _PLAIN_NUMBER)


def _is_ipv6(text: str, number: str) -> bool:
    head, gap, tail = text.partition("::")
    groups = [*(head.split(":") if head else ()), *(tail.split(":") if tail else ())]
    if not groups:
        return bool(gap)
    if "." in groups[-1] and (tail or not gap):
        if not _is_ipv4(groups.pop(), number):
            return False
        groups += ["0", "0"]
    fits = len(groups) < _GROUPS if gap else len(groups) == _GROUPS
    return fits and all(map(_ready(_GROUP).fullmatch, groups))
