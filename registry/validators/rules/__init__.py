"""Find the rules: every module of this folder is one."""

from functools import cache
from importlib import import_module

from registry.frugal.modules import modules_in
from registry.validators.rule import Rule


@cache
def every_rule() -> tuple[Rule, ...]:
    """Return every rule of the house, by name."""
    return tuple(getattr(import_module(f"{__name__}.{name}"), name) for name in _modules())


@cache
def rule_names() -> tuple[str, ...]:
    """Return the name of every rule of the house, without importing it."""
    return tuple(name.replace("_", "-") for name in _modules())


def _modules() -> list[str]:
    return modules_in(__path__[0])
