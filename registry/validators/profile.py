"""The rules that documents are checked against, as one named and digested whole."""

import dataclasses
import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from registry.validators.bundles import below, is_file, references_in
from registry.validators.finding import Severity
from registry.validators.outline import Outline, RuleOutline
from registry.validators.refused import RulesetRefused
from registry.validators.rule import Rule
from registry.validators.rules import every_rule
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

_CORE: Final = "somana:core"
_SEVERITIES: Final[Mapping[object, Severity | None]] = {
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "info": Severity.INFO,
    "hint": Severity.INFO,
    "off": None,
    False: None,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned set of rules."""

    key: str
    version: str
    rules: tuple[Rule, ...]
    digest: str

    @property
    def reference(self) -> str:
        """Return the key with the version, as reports carry it."""
        return f"{self.key}@{self.version}"

    @property
    def outline(self) -> Outline:
        """Return what is told of the profile to those who do not run it."""
        return Outline(
            self.key, self.version, self.digest, tuple(RuleOutline(rule.name, rule.severity) for rule in self.rules)
        )


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


def profile_of(key: str, version: str, content: bytes, files: Mapping[str, bytes]) -> Profile:
    """Load a ruleset that chooses among the rules of the house; raise `RulesetRefused`.

    It may extend `somana:core` and files of its bundle, and set the severity of each rule; rules that are
    written as data are refused.
    """
    chosen = dict(_chosen("", content, files, ()))
    rules = tuple(
        dataclasses.replace(rule, severity=severity)
        for rule in every_rule()
        if (severity := chosen.get(rule.name)) is not None
    )
    if not rules:
        raise RulesetRefused("no-rules")
    return Profile(key, version, rules, digest_of_files(content, files))


def _chosen(
    name: str, content: bytes, files: Mapping[str, bytes], above: tuple[str, ...]
) -> Iterator[tuple[str, Severity | None]]:
    """Yield the severity of each rule that a ruleset names, what it extends first; nothing stands for off."""
    try:
        source = read(content)
    except Unreadable as refused:
        place = {"line": refused.line, "column": refused.column}
        raise RulesetRefused(refused.code, refused.values, file=name, pointer=refused.pointer, **place) from None
    if "rules" not in source.data and "extends" not in source.data:
        raise RulesetRefused("rules-missing", file=name)
    for reference in references_in(source.data.get("extends", [])):
        if reference == _CORE:
            yield from ((rule.name, rule.severity) for rule in every_rule())
            continue
        if not is_file(reference):
            raise _refused(source, name, "/extends", "extends-unknown", reference)
        other = below(name, reference)
        if other not in files:
            raise _refused(source, name, "/extends", "file-missing", other)
        if other in above:
            raise _refused(source, name, "/extends", "extends-circle", other)
        yield from _chosen(other, files[other], files, (*above, other))
    yield from _named(source, name)


def _named(source: Source, file: str) -> Iterator[tuple[str, Severity | None]]:
    named = source.data.get("rules", {})
    if not isinstance(named, dict):
        raise _refused(source, file, "/rules", "rules-shape", "rules")
    own = {rule.name: rule.severity for rule in every_rule()}
    for rule, said in named.items():
        pointer = f"/rules/{rule.replace('~', '~0').replace('/', '~1')}"
        if isinstance(said, dict):
            raise _refused(source, file, pointer, "rule-declared", rule)
        if rule not in own:
            raise _refused(source, file, pointer, "rule-unknown", rule)
        if said is not True and (not isinstance(said, str | bool) or said not in _SEVERITIES):
            raise _refused(source, file, pointer, "severity-unknown", said)
        yield rule, own[rule] if said is True else _SEVERITIES[said]


def _refused(source: Source, file: str, pointer: str, code: str, name: object) -> RulesetRefused:
    place = source.place(pointer)
    said = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(name)[:120])
    return RulesetRefused(code, {"name": said}, file=file, line=place.line, column=place.column, pointer=pointer)
