"""What is told of a profile to those who do not run it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from registry.frugal.values import fields_of, value
from registry.validators.engine import ENGINE
from registry.validators.finding import Severity


@value
class RuleOutline:
    """A rule by its name, how grave it is in a profile, and where more is told of it."""

    name: str
    severity: Severity
    page: str | None = None
    """The address of its page: a path on this server for our own rules; none where its author gives none."""
    description: str | None = None
    """What the author of a rule written as data says of it."""

    @property
    def is_own(self) -> bool:
        """Say whether the rule is one of ours, written in Python, with a page on this server."""
        return self.page == f"/rules/{self.name}"


@value
class Outline:
    """What is told of a profile to those who do not run it."""

    key: str
    version: str
    digest: str
    rules: tuple[RuleOutline, ...]
    engine: str = ENGINE
    """The name of the engine that reports are made by, where the profile is run by this release."""

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
    return Outline(tree["key"], tree["version"], tree["digest"], rule_outlines(tree["rules"]), tree["engine"])


def rule_outlines(trees: Sequence[Any]) -> tuple[RuleOutline, ...]:
    """Read the rules of an outline back from their trees."""
    return tuple(
        RuleOutline(one["name"], Severity(one["severity"]), one.get("page"), one.get("description")) for one in trees
    )


def rule_trees(rules: Sequence[RuleOutline]) -> list[dict[str, str | None]]:
    """Return the rules of an outline as plain values."""
    return [{**fields_of(rule), "severity": rule.severity.value} for rule in rules]
