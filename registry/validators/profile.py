"""The rules that documents are checked against, as one named and digested whole."""

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from registry.validators.rule import Rule
from registry.validators.rules import every_rule


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned set of rules."""

    name: str
    version: str
    rules: tuple[Rule, ...]
    digest: str

    @property
    def reference(self) -> str:
        """Return the name with the version, as reports carry it."""
        return f"{self.name}@{self.version}"


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
