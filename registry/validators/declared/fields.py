"""The targets that the `field` of a rule names below what the rule is given."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.function import UNDEFINED, Path
from registry.validators.jsonpath.automaton import Automaton
from registry.validators.jsonpath.frames import Frame, keys_of, name_of
from registry.validators.jsonpath.kinds import refuse_patterns
from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.walking import Walk
from registry.validators.rule import NotChecked

Targets = Callable[[Any], Iterable[tuple[Path, Any]]]
"""Given an object or a list, the path from it to each target, and the target."""

_PART: Final = late(
    r"""[^.[\]]+|\[(?:(-?\d+(?:\.\d+)?)|(["'])((?:(?!\2)[^\\]|\\.)*?)\2)\]|(?=(?:\.|\[\])(?:\.|\[\]|$))"""
)
_ROOT: Final = late(r"\$(?:[.\[~^\s]|$)")
_NOTHING: Final[Sequence[tuple[Path, Any]]] = (((), UNDEFINED),)


@lru_cache(maxsize=1024)
def targets_of(field: str) -> Targets:
    """Return how to find the targets of a field; raise `PathRefused` or `PatternRefused`."""
    if field == "@key":
        return _keys
    if field.startswith("$"):
        return _selected_by(field)
    parts = parts_of(field)
    if len(parts) == 1 and parts[0] == field:
        return lambda value: (((field,), _member(value, field)),)
    return lambda value: ((parts, _below(value, field, parts)),)


def parts_of(field: str) -> Path:
    """Split a field at its dots and brackets: `info.contact`, `tags[0].name`, `content["a.b"]`."""
    parts: list[str] = [""] if field.startswith(".") else []
    for found in _PART.finditer(field):
        if found[2]:
            parts.append(re.sub(r"\\(.)", r"\1", found[3]))
        else:
            parts.append(found[1] or found[0])
    return tuple(parts)


def _keys(value: Any) -> Iterable[tuple[Path, Any]]:
    if type(value) is list:
        return [((str(index),), str(index)) for index in range(len(value))] or _NOTHING
    return [((key,), key) for key in value] or _NOTHING


def _selected_by(field: str) -> Targets:
    # `$ref` is no path from the root but a name, as its first step.
    expression = parse(field if _ROOT.match(field) else f"$.{field}")
    refuse_patterns(expression)
    automaton = Automaton([expression])

    def select(value: Any) -> Iterable[tuple[Path, Any]]:
        found: list[tuple[Path, Any]] = []

        def note(_number: int, frame: Frame) -> None:
            found.append((keys_of(frame), name_of(frame) if expression.keys else frame[2]))

        Walk(automaton, note, lambda _number, _frame, failure: _raise(failure)).over(value, {})
        return found or _NOTHING

    return select


def _raise(failure: Exception) -> None:
    raise failure if isinstance(failure, NotChecked) else NotChecked("filter-failed")


def _below(value: Any, field: str, parts: Path) -> Any:
    if type(value) is dict and field in value:
        # A key that is written just so comes before what its dots would mean.
        return value[field]
    for part in parts:
        value = _member(value, part)
        if value is UNDEFINED:
            break
    return value


def _member(value: Any, key: str | int) -> Any:
    if type(value) is dict:
        return value.get(str(key), UNDEFINED)
    if type(value) is list:
        if key == "length":
            return len(value)
        return value[int(key)] if str(key).isdecimal() and int(key) < len(value) else UNDEFINED
    return len(value) if isinstance(value, str) and key == "length" else UNDEFINED
