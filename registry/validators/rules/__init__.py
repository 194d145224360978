"""Find the rules: every module of this folder is one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from registry.validators.rule import Rule


@cache
def every_rule() -> tuple[Rule, ...]:
    """Return every rule of the house, by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(getattr(import_module(f"{__name__}.{name}"), name) for name in names)
