"""The items of the target, or its keys, must stand in alphabetical order."""

import math
from collections.abc import Iterable
from typing import Any, Final

from registry.validators.collation import collation_key
from registry.validators.function import UNDEFINED, Check, Context, Fault, function
from registry.validators.javascript import as_double, number_of, print_value

_OPTIONS: Final = {
    "type": ["object", "null"],
    "properties": {"keyedBy": {"type": "string"}},
    "additionalProperties": False,
}

_NO_OBJECTS: Final = (Fault('#{{print("property")}}must be an object'),)
_NOT_ORDERED: Final = (Fault('#{{print("property")}}must be one of the allowed types: number, string'),)
_UNSORTED: Final = (Fault("properties must follow the alphabetical order"),)


@function("alphabetical", _OPTIONS)
def alphabetical(options: Any) -> Check:
    """Make a check that finds fault with the first item or key that stands before a lesser one."""
    keyed_by = (options or {}).get("keyedBy")

    def check(target: Any, context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict | list) or len(target) <= 1:
            return ()
        items = list(target)
        if keyed_by is None:
            return _faults_among(items, context, numbered=isinstance(target, list))
        if not all(isinstance(item, dict | list) for item in items):
            return _NO_OBJECTS
        values = [_member(item, keyed_by) for item in items]
        if not all(_is_ordered(value) for value in values):
            return _NOT_ORDERED
        return () if _first_unsorted(values) is None else _UNSORTED

    return check


def _faults_among(items: list[Any], context: Context, *, numbered: bool) -> Iterable[Fault]:
    if not all(_is_ordered(item) for item in items):
        return _NOT_ORDERED
    index = _first_unsorted(items)
    if index is None:
        return ()
    before, after = print_value(items[index]), print_value(items[index + 1])
    place = index if numbered else items[index]
    return (Fault(f"{before} must be placed after {after}", (*context.path, place)),)


def _first_unsorted(items: list[Any]) -> int | None:
    for index in range(len(items) - 1):
        if _comes_after(items[index], items[index + 1]):
            return index
    return None


def _comes_after(left: Any, right: Any) -> bool:
    """Say whether two neighbours stand the wrong way round; numbers do where they are one apart or more."""
    if (_is_number(left) or math.isnan(number_of(left))) and (_is_number(right) or not math.isnan(number_of(right))):
        return as_double(number_of(left)) - as_double(number_of(right)) >= 1
    if not isinstance(left, str) or not isinstance(right, str):
        return False
    return collation_key(left) > collation_key(right)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_ordered(value: Any) -> bool:
    return isinstance(value, str) or _is_number(value)


def _member(item: Any, key: str) -> Any:
    if isinstance(item, dict):
        return item.get(key, UNDEFINED)
    if key == "length":
        return len(item)
    within = key.isascii() and key.isdigit() and str(int(key)) == key and int(key) < len(item)
    return item[int(key)] if within else UNDEFINED
