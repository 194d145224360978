"""Values as JavaScript sees them: what is true, how a value is written, how an expression names a place."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from registry.validators.function import UNDEFINED

_MOST_ITEMS: Final = 64
_SMALLEST_WRITTEN_OUT: Final = -6


def is_true(value: Any) -> bool:
    """Say whether JavaScript takes a value for true: objects and lists always are."""
    if type(value) in (dict, list):
        return True
    if type(value) is float and math.isnan(value):
        return False
    return bool(value)


def text_of(value: Any) -> str:
    """Write a value as `String(value)` does."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return ",".join("" if item is None or item is UNDEFINED else text_of(item) for item in value)
    return "undefined" if value is UNDEFINED else "[object Object]"


def short_text_of(value: Any) -> str:
    """Write a value as `String(value)` does, of a list only its beginning.

    Filters are evaluated often, and through references a small list may hold itself many times over.
    """
    return _beginning_of(value, iter(range(_MOST_ITEMS))) if isinstance(value, list) else text_of(value)


def _beginning_of(items: list[Any], left: Iterator[int]) -> str:
    texts = []
    for item in items:
        if next(left, None) is None:
            break
        empty = item is None or item is UNDEFINED
        texts.append("" if empty else _beginning_of(item, left) if isinstance(item, list) else text_of(item))
    return ",".join(texts)


def number_text(number: float) -> str:
    """Write a number as JavaScript does (ECMA-262, Number::toString)."""
    value = as_double(number)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 10**21:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        return mantissa
    power = int(exponent)
    if _SMALLEST_WRITTEN_OUT <= power < 0:
        return f"{value:.{len(mantissa.replace('.', '').replace('-', '')) - 1 - power}f}"
    return f"{mantissa.removesuffix('.0')}e{'+' if power > 0 else '-'}{abs(power)}"


def as_double(number: float) -> float:
    """Return the nearest number that JavaScript has, which is infinite where none is near."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def print_value(value: Any) -> str:
    """Show a value in a message: its kind where it is an object or a list, else its JSON."""
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, list):
        return "Array[]"
    if isinstance(value, dict):
        return "Object{}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return json.dumps(value, ensure_ascii=False)


def print_path(path: Sequence[str | int]) -> str:
    """Write a path with dots and brackets: `info.contact`, `tags[0]`, `paths['a b']`."""
    written = ""
    for index, segment in enumerate(path):
        written += _segment(segment) or f"{'' if index == 0 else '.'}{segment}"
    return written.replace("~1", "/").replace("~0", "~")


def _segment(segment: str | int) -> str | None:
    if isinstance(segment, int):
        return f"[{segment}]"
    if not segment:
        return "['']"
    if any(letter.isspace() for letter in segment):
        return f"['{segment}']"
    return f"[{segment}]" if _is_numeric(segment) else None


def _is_numeric(text: str) -> bool:
    try:
        return not math.isnan(float(text)) and "_" not in text and text.lower() not in ("inf", "-inf", "+inf")
    except ValueError:
        return text[:2].lower() in ("0x", "0o", "0b") and _is_prefixed(text)


def _is_prefixed(text: str) -> bool:
    try:
        int(text, 0)
    except ValueError:
        return False
    return True


def number_of(value: Any) -> float:
    """Return what `Number(value)` gives; what is no number is NaN."""
    if isinstance(value, bool) or value is None:
        return int(value or 0)
    if isinstance(value, int | float):
        return value
    if isinstance(value, list):
        return number_of(short_text_of(value))
    return _number_in(value.strip()) if isinstance(value, str) else math.nan


def _number_in(text: str) -> float:
    if not text:
        return 0
    if text[:2].lower() in ("0x", "0o", "0b"):
        return int(text, 0) if _is_prefixed(text) else math.nan
    if "_" in text or text.lstrip("+-")[:1].isalpha():
        return {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}.get(text, math.nan)
    try:
        return float(text)
    except ValueError:
        return math.nan


def strictly_equal(left: Any, right: Any) -> bool:
    """Compare as `===` does: objects and lists are equal only to themselves."""
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return left is right
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return type(left) is type(right) and bool(left == right) if isinstance(left, str) else bool(left == right)


def loosely_equal(left: Any, right: Any) -> bool:
    """Compare as `==` does."""
    if left is None or left is UNDEFINED or right is None or right is UNDEFINED:
        return (left is None or left is UNDEFINED) and (right is None or right is UNDEFINED)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, dict | list) and isinstance(right, dict | list):
        return left is right
    if isinstance(left, dict | list):
        left = short_text_of(left)
        return loosely_equal(left, right)
    if isinstance(right, dict | list):
        return loosely_equal(left, short_text_of(right))
    return number_of(left) == number_of(right)
