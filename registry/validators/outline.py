"""What is told of a profile to those who do not run it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from registry.domain.values import fields_of, value
from registry.validators.finding import Severity


@value
class RuleOutline:
    """A rule by its name, and how grave it is in a profile."""

    name: str
    severity: Severity


@value
class Outline:
    """What is told of a profile to those who do not run it."""

    key: str
    version: str
    digest: str
    rules: tuple[RuleOutline, ...]

    @property
    def reference(self) -> str:
        """Return the key with the version, as reports carry it."""
        return f"{self.key}@{self.version}"

    def tree(self) -> dict[str, Any]:
        """Return the outline as plain values."""
        return {**fields_of(self), "rules": rule_trees(self.rules)}


@value
class Wanted:
    """The profile that a check is asked for, and how its bundle is fetched for a worker that has not got it."""

    outline: Outline
    fetch: Callable[[], Awaitable[bytes]]


def outline_of(tree: Mapping[str, Any]) -> Outline:
    """Read an outline back from its tree."""
    return Outline(tree["key"], tree["version"], tree["digest"], rule_outlines(tree["rules"]))


def rule_outlines(trees: Sequence[Any]) -> tuple[RuleOutline, ...]:
    """Read the rules of an outline back from their trees."""
    return tuple(RuleOutline(one["name"], Severity(one["severity"])) for one in trees)


def rule_trees(rules: Sequence[RuleOutline]) -> list[dict[str, str]]:
    """Return the rules of an outline as plain values."""
    return [{"name": rule.name, "severity": rule.severity.value} for rule in rules]
