"""The target, where it is a text, must match one regular expression of JavaScript, and must not match another."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, OptionsRefused, function
from registry.validators.javascript import print_value
from registry.validators.regex.matching import Pattern, compiled, from_literal
from registry.validators.regex.syntax import PatternRefused

_OPTIONS: Final = {
    "type": "object",
    "properties": {"match": {"type": "string"}, "notMatch": {"type": "string"}},
    "additionalProperties": False,
    "minProperties": 1,
}


@function("pattern", _OPTIONS)
def pattern(options: Any) -> Check:
    """Make a check that finds fault with a text that does not match, or does where it must not."""
    wanted = _pattern(options, "match")
    unwanted = _pattern(options, "notMatch")
    missing = Fault(f'#{{{{print("value")}}}} must match the pattern {print_value(options.get("match"))}')
    present = Fault(f'#{{{{print("value")}}}} must not match the pattern {print_value(options.get("notMatch"))}')

    def check(target: Any, _context: Context) -> Iterator[Fault]:
        if not isinstance(target, str):
            return
        if wanted is not None and not wanted.test(target):
            yield missing
        if unwanted is not None and unwanted.test(target):
            yield present

    return check


def _pattern(options: Mapping[str, str], option: str) -> Pattern | None:
    """Return the pattern of an option, which may be written as `/pattern/flags`."""
    if option not in options:
        return None
    try:
        return compiled(*from_literal(options[option]))
    except PatternRefused as refused:
        raise OptionsRefused(refused.problem, (option,)) from refused
