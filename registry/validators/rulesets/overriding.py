"""What becomes of a ruleset for one file: its overrides, by glob and by JSON Pointer."""

from collections.abc import Iterable
from functools import partial, reduce
from typing import Final

from registry.frugal.values import field, record, replace
from registry.validators.rulesets.globs import matches
from registry.validators.rulesets.layer import Layer, Override
from registry.validators.rulesets.merging import Merging, layered
from registry.validators.rulesets.ruleset import Ruleset
from registry.validators.rulesets.severities import severity_of
from registry.validators.rulesets.written import Complaints

_KEPT: Final = 64

Severities = dict[str, dict[str, int]]
"""The severities of one rule by glob and by JSON Pointer."""


@record
class Overriding:
    """A ruleset with its overrides; what they make of it is kept, since many files get the same."""

    plain: Ruleset
    layer: Layer
    made: dict[tuple[tuple[str, ...], ...], Ruleset] = field(default_factory=dict)

    def __call__(self, path: str) -> Ruleset:
        """Return the ruleset as it is for a document at a path."""
        matched = tuple(
            tuple(pattern for pattern in override.files if matches(path, _glob_of(pattern)))
            for override in self.layer.overrides
        )
        if not any(matched):
            return self.plain
        if matched not in self.made:
            if len(self.made) >= _KEPT:
                self.made.clear()
            self.made[matched] = self.with_overrides(matched, Complaints(), None)
        return self.made[matched]

    def with_overrides(
        self, matched: tuple[tuple[str, ...], ...], complaints: Complaints, forgiven: frozenset[str] | None
    ) -> Ruleset:
        """Return the ruleset with those overrides of which patterns have matched."""
        chosen = list(zip(self.layer.overrides, matched, strict=True))
        whole = [override.layer for override, patterns in chosen if not all(map(_is_located, patterns))]
        located = _located(chosen)
        layer = replace(self.layer, overrides=())
        if whole:
            layer = layered(layer, reduce(partial(layered, both_override=True), whole))
        made = Merging(complaints, forgiven, frozenset(located)).ruleset(layer)
        rules = {
            name: replace(rule, severity_at=partial(_severity_at, rule.severity, located[name]))
            if name in located
            else rule
            for name, rule in made.rules.items()
        }
        return replace(made, rules=rules, description=self.plain.description)


def _located(chosen: Iterable[tuple[Override, tuple[str, ...]]]) -> dict[str, Severities]:
    """Return what the patterns with a JSON Pointer say, by rule."""
    located: dict[str, Severities] = {}
    for override, patterns in chosen:
        for pattern in filter(_is_located, patterns):
            glob = _glob_of(pattern)
            for name, raw in (override.layer.rules or {}).items():
                pointers = located.setdefault(name, {}).setdefault(glob, {})
                pointers[pattern[len(glob) :]] = severity_of(raw.value)
    return located


def _severity_at(otherwise: int, severities: Severities, pointer: str) -> int:
    """Return the severity that the longest pointer above a place says; of equals the last."""
    longest, severity = "", otherwise
    for pointers in severities.values():
        for above, said in pointers.items():
            if len(above) >= len(longest) and (pointer == above or pointer.startswith(f"{above}/")):
                longest, severity = above, said
    return severity


def _is_located(pattern: str) -> bool:
    return "#" in pattern[1:] and not pattern.startswith("#")


def _glob_of(pattern: str) -> str:
    return pattern.partition("#")[0] if _is_located(pattern) else pattern
