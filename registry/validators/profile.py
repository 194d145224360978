"""The rules that documents are checked against, as one named and digested whole."""

import hashlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from registry.frugal.values import replace, value
from registry.validators.engine import ENGINE, engine_with
from registry.validators.finding import LEVELS
from registry.validators.outline import Outline, RuleOutline
from registry.validators.rule import Rule
from registry.validators.rules import every_rule
from registry.validators.rulesets.ruleset import Ruleset

_SHOWN: Final = 300
"""How much of the description of a rule is told in an outline."""


@value
class Profile:
    """A named, versioned set of rules: in Python, and written as data."""

    key: str
    version: str
    rules: tuple[Rule, ...]
    digest: str
    ruleset: Ruleset | None = None
    """The rules that are written as data."""
    folder: str | None = None
    """Where the file of the ruleset lies, from which the overrides in it name the files that they are for."""

    def for_file(self, path: str) -> "Profile":
        """Return the profile as its overrides make it for a file."""
        if self.ruleset is None or self.folder is None or self.ruleset.overridden is None:
            return self
        ruleset = self.ruleset.for_source(os.path.relpath(path, self.folder).replace(os.sep, "/"))
        return _made(self.key, self.version, ruleset, self.digest, self.folder)

    @property
    def reference(self) -> str:
        """Return the key with the version, as reports carry it."""
        return f"{self.key}@{self.version}"

    @property
    def outline(self) -> Outline:
        """Return what is told of the profile to those who do not run it."""
        by_data = self.ruleset.rules.values() if self.ruleset else ()
        rules = [RuleOutline(rule.name, rule.severity, rule.address) for rule in self.rules]
        rules += [
            RuleOutline(rule.name, LEVELS[rule.severity], rule.page, (rule.description or "")[:_SHOWN] or None)
            for rule in by_data
            if rule.enabled
        ]
        return Outline(self.key, self.version, self.digest, tuple(rules), self.engine)

    @property
    def engine(self) -> str:
        """Return the name of the engine: it changes with the rules written in Python where there are any."""
        return engine_with(built_in().digest) if self.rules else ENGINE

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


def digest_of_files(content: bytes, files: Mapping[str, bytes]) -> str:
    """Digest a ruleset with the names and the bytes of the files that it extends."""
    digest = hashlib.sha256(f"{hashlib.sha256(content).hexdigest()}\n".encode())
    for name, other in sorted(files.items()):
        digest.update(f"{hashlib.sha256(other).hexdigest()} {len(name.encode())} {name}\n".encode())
    return f"sha256:{digest.hexdigest()}"


def profile_of(key: str, version: str, content: bytes, files: Mapping[str, bytes], name: str = "ruleset") -> Profile:
    """Make a profile of a ruleset that was kept with the files that it extends; raise `RulesetRefused`."""
    loading = import_module("registry.validators.rulesets.loading")
    return _made(key, version, loading.load_bytes(content, files, name), digest_of_files(content, files))


def profile_from_file(path: Path) -> Profile:
    """Make a profile of a ruleset's file and those that it extends, or of a bundle that a registry gave.

    Raise `OSError` or `RulesetRefused`. A bundle is called `KEY@VERSION.zip`; a ruleset has the version `file`.
    """
    key, _, version = path.stem.partition("@")
    if path.suffix == ".zip":
        bundle = import_module("registry.validators.bundles").unpacked(path.read_bytes())
        return profile_of(key, version or "file", bundle.content, bundle.files, bundle.name)
    kept = import_module("registry.validators.rulesets.loading").keep_file(path)
    digest, folder = digest_of_files(kept.content, kept.files), str(path.absolute().parent)
    return _made(key, version or "file", kept.ruleset, digest, folder)


def _made(key: str, version: str, ruleset: Ruleset, digest: str, folder: str | None = None) -> Profile:
    rules: tuple[Rule, ...] = ()
    if ruleset.core:
        own = {rule.name: rule for rule in every_rule()}
        rules = tuple(_as_grave_as(own[name], severity) for name, severity in ruleset.core.items())
    return Profile(key, version, rules, digest, ruleset, folder)


def _as_grave_as(rule: Rule, severity: int | None) -> Rule:
    return rule if severity is None else replace(rule, severity=LEVELS[severity])
