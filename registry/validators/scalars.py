"""The values of plain YAML scalars, by the core schema of YAML 1.2.2 (section 10.3.2)."""

import math
from typing import Final

from registry.frugal.patterns import late
from registry.validators import limits

Scalar = str | int | float | bool | None

_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST = frozenset("0123456789+-.")
_INTEGER = late(r"[-+]?[0-9]+")
_PREFIXED = late(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = late(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = late(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class NumberRefused(ValueError):
    """A number that JSON or our limits do not hold; its argument is the code."""


def value_of(text: str) -> Scalar:
    """Return the value of a plain scalar; raise `NumberRefused`."""
    if text in _WORDS:
        return _WORDS[text]
    return _number_or_text(text) if text[0] in _FIRST else text


def integer_of(text: str, base: int = 10) -> int:
    """Read an integer that fits 64 bits; raise `NumberRefused`."""
    if len(text) > limits.NUMBER_LENGTH:
        raise NumberRefused("number-range")
    value = int(text, base)
    if value not in limits.INTEGERS:
        raise NumberRefused("number-range")
    return value


def float_of(text: str) -> float:
    """Read a finite double; raise `NumberRefused`."""
    if len(text) > limits.NUMBER_LENGTH:
        raise NumberRefused("number-range")
    value = float(text)
    if math.isinf(value):
        raise NumberRefused("number-range")
    return value


def _number_or_text(text: str) -> Scalar:
    if _INTEGER.fullmatch(text):
        return integer_of(text)
    if _PREFIXED.fullmatch(text):
        return integer_of(text[2:], 8 if text[1] == "o" else 16)
    if _FLOAT.fullmatch(text):
        return float_of(text)
    if _NOT_JSON.fullmatch(text):
        raise NumberRefused("yaml-11-type")
    return text
