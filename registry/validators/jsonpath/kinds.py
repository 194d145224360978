"""The selectors that look at more than a name: slices, kinds of values, computed names."""

from collections.abc import Callable
from typing import Any, Final

from registry.validators.javascript import short_text_of
from registry.validators.jsonpath.evaluation import Script, evaluator
from registry.validators.jsonpath.expression import Computed, Expression, Matching, OfKind, Slice, Step
from registry.validators.jsonpath.frames import Frame


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_KINDS: Final[dict[str, Callable[[Any], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": _is_number,
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
    "nonFinite": lambda _value: False,
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict | list),
    "scalar": lambda value: not isinstance(value, dict | list),
    "undefined": lambda _value: False,
    "function": lambda _value: False,
}


def slice_test(selector: Slice) -> Script:
    """Return the test whether the number of an item lies in a slice."""

    def test(_value: Any, key: Any, frame: Frame) -> bool:
        size = len(frame[2])
        return type(key) is int and key in range(*slice(selector.start, selector.stop, selector.step).indices(size))

    return test


def kind_test(selector: OfKind) -> Script:
    """Return the test whether a value is of a kind."""
    test = _KINDS[selector.kind]
    return lambda value, _key, _frame: test(value)


def computed_test(selector: Computed) -> Script:
    """Return the test whether a name is the one that a script gives for what holds it."""
    script = evaluator(selector.script)

    def test(_value: Any, key: Any, frame: Frame) -> bool:
        holder = frame[0]
        return short_text_of(script(frame[2], frame[1], holder if holder is not None else frame)) == short_text_of(key)

    return test


def refuse_patterns(expression: Expression) -> None:
    """Raise `PatternRefused` where a script of an expression has a pattern that is none."""
    for step in expression.steps:
        if isinstance(step, Step) and isinstance(step.selector, Matching | Computed):
            evaluator(step.selector.script)
