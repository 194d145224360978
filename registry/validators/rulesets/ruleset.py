"""What a ruleset is once it was read: its rules, ready to be run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from registry.validators.function import Check

OFF: Final = -1
ERROR, WARNING, INFORMATION, HINT = range(4)


@dataclass(frozen=True, slots=True)
class Then:
    """One function that a rule calls on what it is given, or on a field of it.

    `check` is none where nobody provides the function of that name.
    """

    function: str
    check: Check | None
    field: str | None = None
    options: Any = None


@dataclass(frozen=True, slots=True)
class Target:
    """The paths of an alias for some formats."""

    formats: frozenset[str]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredRule:
    """A rule written as data; a severity of `OFF` comes only from an override."""

    name: str
    given: tuple[str, ...]
    then: tuple[Then, ...]
    severity: int = WARNING
    enabled: bool = True
    recommended: bool = True
    resolved: bool = True
    message: str | None = None
    description: str | None = None
    documentation_url: str | None = None
    formats: frozenset[str] | None = None
    aliases: Mapping[str, "tuple[str, ...] | tuple[Target, ...]"] = field(default_factory=dict)
    severity_at: Callable[[str], int] | None = None
    """The severity at a JSON Pointer, where overrides change it by place."""

    def applies_to(self, formats: frozenset[str]) -> bool:
        """Say whether the rule is meant for a document of these formats."""
        return self.formats is None or not self.formats.isdisjoint(formats)

    def given_for(self, formats: frozenset[str]) -> tuple[str, ...]:
        """Return the paths with every alias written out as it stands for these formats."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A ruleset with everything that it extends merged in."""

    rules: Mapping[str, DeclaredRule]
    formats: tuple[str, ...] = ()
    """Every format that a rule or the ruleset names, in the order in which they are met."""
    duplicate_keys: int = ERROR
    incompatible_values: int = ERROR
