"""Find what is wrong with one regular expression, and what makes it slow."""

from collections.abc import Iterator

from registry.validators.regex.conditions import Inseparable, condition_of
from registry.validators.regex.parsing import parse
from registry.validators.regex.syntax import PatternRefused
from registry.validators.rulesets.lint import Lint
from registry.validators.rulesets.ruleset import ERROR, INFORMATION
from registry.validators.rulesets.shape import shortened


def pattern_lints(source: str, flags: str) -> Iterator[Lint]:
    """Yield what is to be said of a regular expression."""
    try:
        condition_of(parse(source, flags).body)
    except PatternRefused as refused:
        yield Lint("pattern-refused", source, {"problem": refused.problem}, ERROR)
    except Inseparable:
        yield Lint("pattern-slow", source, {"found": shortened(source)}, INFORMATION)
