"""Find what surprises authors in one JSONPath, beside what is wrong with it."""

from collections.abc import Iterator
from typing import Final

from registry.frugal.patterns import late
from registry.validators.jsonpath.expression import Computed, Expression, Matching, Names, Step
from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.refusal import PathRefused
from registry.validators.jsonpath.script import Node, RegularExpression
from registry.validators.rulesets.guards import failing_on_absence, failing_on_null, scripts_below
from registry.validators.rulesets.lint import Lint
from registry.validators.rulesets.pattern_lints import pattern_lints
from registry.validators.rulesets.ruleset import ERROR
from registry.validators.rulesets.shape import shortened

_UNQUOTED: Final = late(r"""\[(?![?(*'"\s])([^\]'"]*[/+\\][^\]]*)\]""")
_BRACKET_AT_ANY_DEPTH: Final = late(r"(?<!\.)\.\[")


def path_lints(path: str) -> Iterator[Lint]:
    """Yield what is to be said of a path that begins with `$`."""
    bare = _without_scripts(path)
    for found in _BRACKET_AT_ANY_DEPTH.finditer(bare):
        selected = path[found.start() : _end_of_brackets(path, found.end() - 1) + 1]
        yield Lint("path-descends", selected, {"found": shortened(selected)})
    for found in _UNQUOTED.finditer(bare):
        yield Lint("path-unquoted", found[0], {"found": shortened(found[0])})
    try:
        expression = parse(path)
    except PathRefused as refused:
        yield Lint(f"path-{refused.problem}", refused.found or path, {"found": shortened(refused.found or path)}, ERROR)
        return
    yield from _of_names(expression)
    try:
        for step in expression.steps:
            if isinstance(step, Step) and isinstance(step.selector, Matching | Computed):
                yield from _of_script(step.selector.script, filters=isinstance(step.selector, Matching))
    except RecursionError:
        yield Lint("path-too-deep", path, {"found": shortened(path)}, ERROR)


def _of_names(expression: Expression) -> Iterator[Lint]:
    for step in expression.steps:
        if isinstance(step, Step) and isinstance(step.selector, Names):
            for name in step.selector.names:
                if name[:1] in ("'", '"', " "):
                    yield Lint("path-quotes-kept", name, {"found": name})


def _of_script(script: Node, *, filters: bool) -> Iterator[Lint]:
    unguarded = failing_on_null(script) if filters else ()
    for asked in unguarded:
        yield Lint("filter-on-null", asked, {"found": asked})
    for asked in failing_on_absence(script):
        yield Lint("filter-on-absence", asked, {"found": asked, "owner": asked.rpartition(".")[0] or asked})
    for node in scripts_below(script):
        if isinstance(node, RegularExpression):
            yield from pattern_lints(node.source, node.flags)


def _without_scripts(path: str) -> str:
    """Return a path with what stands in its scripts and quotes blanked out, letter by letter."""
    letters = list(path)
    at = 0
    while (at := path.find("[", at)) >= 0:
        inside = path[at + 1 :].lstrip()[:1]
        if inside and inside in "?('\"":
            end = _end_of_brackets(path, at)
            letters[at + 1 : end] = "?" * (end - at - 1)
            at = end
        at += 1
    return "".join(letters)


def _end_of_brackets(path: str, at: int) -> int:
    """Find the bracket that closes one: not one in quotes, or in brackets of its own."""
    depth, quote = 0, ""
    while at < len(path):
        letter = path[at]
        if letter == "\\":
            at += 1
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        else:
            depth += (letter in "([") - (letter in ")]")
            if depth == 0:
                return at
        at += 1
    return len(path)
