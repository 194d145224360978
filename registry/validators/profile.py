"""The rules that documents are checked against, as one named and digested whole."""

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from registry.validators.finding import LEVELS, Severity
from registry.validators.rule import Rule
from registry.validators.rules import every_rule
from registry.validators.rulesets.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned set of rules: in Python, and written as data."""

    key: str
    version: str
    rules: tuple[Rule, ...]
    digest: str
    ruleset: Ruleset | None = None
    """The rules that are written as data."""

    @property
    def reference(self) -> str:
        """Return the name with the version, as reports carry it."""
        return f"{self.key}@{self.version}"

    @property
    def severities(self) -> list[tuple[str, Severity]]:
        """List every rule that is switched on, with how grave it is."""
        by_data = self.ruleset.rules.values() if self.ruleset else ()
        return [
            *((rule.name, rule.severity) for rule in self.rules),
            *((rule.name, LEVELS[rule.severity]) for rule in by_data if rule.enabled),
        ]

    @property
    def is_foreign(self) -> bool:
        """Say whether there are only rules written as data, so that a document is read as Spectral reads it."""
        return not self.rules


@cache
def built_in() -> Profile:
    """Return the profile that comes with Somana: every rule of the house, as grave as it says itself."""
    rules = every_rule()
    return Profile("somana-core", "1.0.0", rules, digest_of(rules))


def digest_of(rules: tuple[Rule, ...]) -> str:
    """Digest the names, the severities and the sources of rules."""
    digest = hashlib.sha256()
    for rule in rules:
        source = Path(str(sys.modules[rule.module].__file__)).read_bytes()
        digest.update(f"{rule.name}\n{rule.severity}\n{hashlib.sha256(source).hexdigest()}\n".encode())
    return f"sha256:{digest.hexdigest()}"
