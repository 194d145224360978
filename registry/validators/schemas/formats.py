"""The formats that AJV knows, each with the type of value it is for."""

import re
from collections.abc import Callable
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.schemas import addresses, times
from registry.validators.schemas.patterns import is_pattern
from registry.validators.schemas.values import is_integer

_INT32: Final = range(-(2**31), 2**31)
_BASE64: Final = late(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_LINES: Final = late("[\n\r\u2028\u2029]")
_END_OF_OTHERS: Final = late(r"[^\\]\\Z")
_DURATION: Final = (
    r"P(?=[0-9T])(?:(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?|[0-9]+W)"
)
_UUID: Final = r"(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_TOKENS: Final = r"(?:/(?:[^~/]|~[01])*)*"
_FRAGMENT: Final = r"#(?:/(?:[a-z0-9_.!$&'()*+,;:=@-]|%[0-9a-f]{2}|~[01])*)*"


def _whole(pattern: str, flags: int = re.DOTALL) -> Callable[[str], bool]:
    def accepts(text: str) -> bool:
        return re.fullmatch(pattern, text, flags | re.ASCII) is not None

    return accepts


def _is_base64(text: str) -> bool:
    """Say whether any line is base 64: AJV's pattern looks at lines."""
    return any(_BASE64.fullmatch(line) for line in _LINES.split(text))


def _is_int32(value: float) -> bool:
    return is_integer(value) and value in _INT32


def _is_int64(value: float) -> bool:
    return is_integer(value) and abs(value) != float("inf")


def _is_regex(text: str) -> bool:
    return not _END_OF_OTHERS.search(text) and is_pattern(text)


FORMATS: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "date": ("string", times.is_date),
    "time": ("string", times.is_time),
    "date-time": ("string", times.is_date_time),
    "duration": ("string", _whole(_DURATION)),
    "uri": ("string", addresses.is_uri),
    "uri-reference": ("string", addresses.is_uri_reference),
    "uri-template": ("string", addresses.is_uri_template),
    "url": ("string", addresses.is_url),
    "email": ("string", addresses.is_email),
    "hostname": ("string", addresses.is_hostname),
    "ipv4": ("string", addresses.is_ipv4),
    "ipv6": ("string", addresses.is_ipv6),
    "regex": ("string", _is_regex),
    "uuid": ("string", _whole(_UUID, re.IGNORECASE)),
    "json-pointer": ("string", _whole(_TOKENS)),
    "json-pointer-uri-fragment": ("string", _whole(_FRAGMENT, re.IGNORECASE)),
    "relative-json-pointer": ("string", _whole(rf"(?:0|[1-9][0-9]*)(?:#|{_TOKENS})")),
    "byte": ("string", _is_base64),
    "int32": ("number", _is_int32),
    "int64": ("number", _is_int64),
}
_COMPARISONS: Final = {"date": times.compare, "time": times.compare_times, "date-time": times.compare_date_times}


def comparison(name: str) -> Callable[[str, str], int | None] | None:
    """Return what compares two texts of a format, nothing where they have no order."""
    return _COMPARISONS.get(name)
