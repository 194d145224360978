"""The methods of JavaScript's strings, lists and regular expressions that filters call."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from registry.validators.function import UNDEFINED
from registry.validators.javascript import number_of, short_text_of, strictly_equal
from registry.validators.jsonpath.failure import ScriptFailed
from registry.validators.regex.matching import Pattern, compiled
from registry.validators.regex.syntax import PatternRefused

Method = Callable[..., Any]


def methods_of(owner: Any) -> Mapping[str, Method]:
    """Return the methods that a value has."""
    if isinstance(owner, str):
        return _OF_TEXT
    if isinstance(owner, list):
        return _OF_LIST
    if isinstance(owner, Pattern):
        return _OF_PATTERN
    if isinstance(owner, dict):
        return _OF_OBJECT
    return _OF_ANYTHING if isinstance(owner, int | float) else {}


def called(owner: Any, name: str, arguments: list[Any]) -> Any:
    """Call a method; raise `ScriptFailed` where there is none of that name."""
    method = methods_of(owner).get(name)
    if method is None:
        raise ScriptFailed("no-method", name)
    try:
        return method(owner, *arguments)
    except (TypeError, ValueError, IndexError, OverflowError):
        raise ScriptFailed("no-method", name) from None


def _match(text: str, pattern: Any = "") -> Any:
    found = pattern_of(pattern).match(text)
    return None if found is None else list(found)


def pattern_of(value: Any) -> Pattern:
    """Return a pattern, or the one that a text writes; raise `ScriptFailed` where it writes none."""
    if isinstance(value, Pattern):
        return value
    try:
        return compiled("" if value is UNDEFINED else short_text_of(value))
    except PatternRefused as refused:
        raise ScriptFailed("pattern-refused", refused.problem) from None


def _whole(value: Any, otherwise: int) -> int:
    if value is UNDEFINED:
        return otherwise
    number = number_of(value)
    return int(number) if number == number and abs(number) < 2**53 else 0  # noqa: PLR0124 - false for what is no number


def _slice(value: Any, start: Any = 0, stop: Any = UNDEFINED) -> Any:
    return value[_whole(start, 0) : _whole(stop, len(value))]


def _substring(text: str, start: Any = 0, stop: Any = UNDEFINED) -> str:
    low, high = (min(max(_whole(end, len(text)), 0), len(text)) for end in (start, stop))
    return text[min(low, high) : max(low, high)]


def _index_of(items: list[Any], wanted: Any = UNDEFINED) -> int:
    return next((index for index, item in enumerate(items) if strictly_equal(item, wanted)), -1)


def _split(text: str, by: Any = UNDEFINED) -> list[str]:
    if by is UNDEFINED:
        return [text]
    return text.split(short_text_of(by)) if short_text_of(by) else list(text)


_OF_ANYTHING: Final[dict[str, Method]] = {"toString": short_text_of, "valueOf": lambda value: value}
_OF_TEXT: Final[dict[str, Method]] = {
    **_OF_ANYTHING,
    "match": _match,
    "includes": lambda text, part=UNDEFINED: short_text_of(part) in text,
    "indexOf": lambda text, part=UNDEFINED: text.find(short_text_of(part)),
    "lastIndexOf": lambda text, part=UNDEFINED: text.rfind(short_text_of(part)),
    "startsWith": lambda text, part=UNDEFINED: text.startswith(short_text_of(part)),
    "endsWith": lambda text, part=UNDEFINED: text.endswith(short_text_of(part)),
    "toLowerCase": str.lower,
    "toUpperCase": str.upper,
    "trim": str.strip,
    "split": _split,
    "slice": _slice,
    "substring": _substring,
    "charAt": lambda text, index=0: text[_whole(index, 0) : _whole(index, 0) + 1] if _whole(index, 0) >= 0 else "",
    "concat": lambda text, *parts: text + "".join(map(short_text_of, parts)),
}
_OF_OBJECT: Final[dict[str, Method]] = {
    **_OF_ANYTHING,
    "hasOwnProperty": lambda members, name=UNDEFINED: short_text_of(name) in members,
}
_OF_LIST: Final[dict[str, Method]] = {
    "toString": short_text_of,
    "includes": lambda items, wanted=UNDEFINED: _index_of(items, wanted) >= 0,
    "indexOf": _index_of,
    "join": lambda items, by=",": short_text_of(by).join(
        "" if item in (None, UNDEFINED) else short_text_of(item) for item in items
    ),
    "slice": _slice,
    "concat": lambda items, *more: items + [one for part in more for one in (part if type(part) is list else [part])],
}
_OF_PATTERN: Final[dict[str, Method]] = {
    "test": lambda pattern, text=UNDEFINED: pattern.test(short_text_of(text)),
    "exec": lambda pattern, text=UNDEFINED: _match(short_text_of(text), pattern),
}
