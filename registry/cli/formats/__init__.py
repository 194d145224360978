"""Find the formats of a check: every module of this folder is one, and makes a text of a list of outcomes."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import cast

from registry.cli.outcome import Manner, Outcome
from registry.frugal.modules import modules_in

Render = Callable[[Sequence[Outcome], Manner], str]


@cache
def names() -> tuple[str, ...]:
    """Return the names of the formats."""
    return tuple(name.replace("_", "-") for name in modules_in(__path__[0]))


def render_of(name: str) -> Render:
    """Return the function that tells outcomes in a format."""
    return cast("Render", import_module(f"{__name__}.{name.replace('-', '_')}").render)
