"""What Spectral's two JSONPath engines make of what they understand differently.

The first engine takes an expression whose letters it knows and whose steps at any depth it can follow in one
pass; it leaves out a wildcard at any depth that more steps follow, so that `$..*.name` selects as `$..name` does.
All else goes to the second, which splits the names in one pair of brackets at their commas alone: quotes and blanks
stay parts of the names, so that `['get','put']` selects nothing and `[get, put]` selects `get`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from registry.frugal.patterns import late
from registry.validators.jsonpath.expression import Containers, Every, Expression, Names, Parents, Step

Steps = tuple[Step | Parents | Containers, ...]

_QUOTED: Final = late(r"""'[^']*'|"[^"]*\"""")
_SCRIPT: Final = late(r"[A-Za-z0-9 \t$@.,_=<>!|&+~%^*/;\-\[\]]*")
_WHOLE: Final = late(
    r"""\$(?:\.\.|(?:
      \.?\.(?:[\w$-]+|\*|@@?[a-z]+\(\))
    | (?:\.?\.)?\[(?:\*|\?\(\)|\(@\.length[ \t]*-[ \t]*\d+\)|-?\d*:?(?:-?\d+)?(?::-?\d+)?|(?:[\w$-]+,?)+)\]
    | @@?[a-z]+\(\)
    )*)[~^]*""",
    re.VERBOSE | re.ASCII,
)


def as_spectral_reads(expression: Expression, unions: Mapping[int, str]) -> Expression:
    """Return what an expression selects in Spectral; of each step of several names its text is given."""
    steps = expression.steps
    if not unions and not any(isinstance(step, Step) and _is_left_out(step) for step in steps[:-1]):
        return expression
    if _is_known(expression.text) and not _gives_up([*steps, *([None] if expression.keys else [])]):
        return Expression(expression.text, _without_wildcards(steps), expression.keys)
    raw = {
        index: Step(Names(frozenset(text.split(","))), deep=_is_deep(steps[index])) for index, text in unions.items()
    }
    return Expression(expression.text, tuple(raw.get(index, step) for index, step in enumerate(steps)), expression.keys)


def _is_known(text: str) -> bool:
    text = _QUOTED.sub("q", text)
    at = 0
    while (at := text.find("[?(", at)) >= 0:
        end = _end_of_script(text, at + 3)
        if end < 0 or not _SCRIPT.fullmatch(text[at + 3 : end].replace("(", "").replace(")", "")):
            return False
        text = f"{text[:at]}[?(){text[end + 1 :]}"
        at += 1
    return _WHOLE.fullmatch(text) is not None


def _end_of_script(text: str, at: int) -> int:
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth < 0:
            return place
    return -1


def _without_wildcards(steps: Steps) -> Steps:
    down = [step for step in steps if isinstance(step, Step)]
    kept = [
        Step(step.selector, deep=step.deep or (index > 0 and _is_left_out(down[index - 1])))
        for index, step in enumerate(down)
        if index == len(down) - 1 or not _is_left_out(step)
    ]
    return (*kept, *steps[len(down) :])


def _is_left_out(step: Step) -> bool:
    return step.deep and isinstance(step.selector, Every)


def _gives_up(steps: Sequence[object]) -> bool:
    """Say whether the first engine would need more than one pass; the name that is asked for counts as a step."""
    deep = [index for index, step in enumerate(steps) if _is_deep(step)]
    if not deep:
        return False
    if not _is_one_name(steps[deep[0]]):
        return len(deep) > 1
    after = steps[deep[0] + 1 :]
    flat = False
    for step in after[:-1]:
        if not _is_deep(step):
            flat = flat or _is_plain(step)
        elif flat or not _is_plain(step):
            return True
    if after and _is_deep(after[-1]):
        return flat or _is_every(after[-1])
    return len(deep) > 1


def _is_deep(step: object) -> bool:
    return isinstance(step, Step) and step.deep


def _is_plain(step: object) -> bool:
    return _is_one_name(step) or _is_every(step)


def _is_every(step: object) -> bool:
    return isinstance(step, Step) and isinstance(step.selector, Every)


def _is_one_name(step: object) -> bool:
    return isinstance(step, Step) and isinstance(step.selector, Names) and len(step.selector.names) == 1
