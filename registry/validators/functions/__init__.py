"""Find the functions that declared rules may name: every module of this folder is one, and plug-ins bring more."""

from functools import cache
from importlib import import_module
from typing import Final

from registry.frugal.modules import modules_in
from registry.validators.function import Function

ENTRY_POINTS: Final = "somana.functions"


@cache
def own_function(name: str) -> Function | None:
    """Return the function of this house by the name that rulesets use, none where there is none."""
    module = _modules().get(name)
    return getattr(import_module(f"{__name__}.{module}"), module) if module else None


@cache
def plugged_in(name: str) -> Function | None:
    """Return the function of that name that an installed package brings, none where there is none."""
    from importlib.metadata import entry_points  # noqa: PLC0415 it takes longer to import than most checks take

    for point in entry_points(group=ENTRY_POINTS, name=name):
        found = point.load()
        if isinstance(found, Function):
            return found
    return None


def available(name: str) -> Function | None:
    """Return the function that a ruleset means by a name; our own comes before a plug-in's."""
    return own_function(name) or plugged_in(name)


@cache
def _modules() -> dict[str, str]:
    """Map `unreferencedReusableObject` to `unreferenced_reusable_object`; a trailing `_` avoids a Python keyword."""
    return {_name_of(module): module for module in modules_in(__path__[0])}


def _name_of(module: str) -> str:
    first, *rest = module.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)
