"""Merge a ruleset with all that it extends, rule by rule, as Spectral does."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.domain.values import field, record, replace
from registry.validators.rulesets.binding import bound, unbound
from registry.validators.rulesets.layer import Choice, Extension, Layer, Raw
from registry.validators.rulesets.ruleset import ERROR, WARNING, DeclaredRule, Ruleset, Words
from registry.validators.rulesets.severities import severity_of
from registry.validators.rulesets.written import Complaints

_COPIES: Final = 100_000
_PARTS: Final = ("extends", "rules", "aliases", "formats", "documentation_url", "parser_options")


@record
class Merged:
    """A rule while rulesets are merged: each that names it may change it."""

    name: str
    raw: Raw
    owner: Layer
    aliases_of: Layer
    given: tuple[str, ...] = ()
    then: Any = ()
    severity: int | None = WARNING
    enabled: bool = True
    recommended: bool = True
    resolved: bool = True
    message: str | None = None
    description: str | None = None
    documentation_url: str | None = None
    formats: tuple[str, ...] | None = None
    words: Words = field(default_factory=dict)

    @property
    def in_python(self) -> bool:
        """Say whether the rule is still the one that is written in Python."""
        return self.raw.value is None

    def assign(self, raw: Raw) -> None:
        """Take over what a whole rule says, and keep what it does not say."""
        said = raw.value
        self.raw = raw
        self.given = tuple(said["given"]) if isinstance(said["given"], list) else (said["given"],)
        self.then = said["then"]
        if "severity" in said or self.severity is None:
            self.severity = severity_of(said.get("severity", WARNING))
        self.recommended = said.get("recommended", self.recommended)
        self.resolved = said.get("resolved", self.resolved)
        self.message = said.get("message", self.message)
        self.description = said.get("description", self.description)
        self.documentation_url = said.get("documentationUrl", self.documentation_url)
        self.formats = said.get("formats", self.formats)
        self.words = said.get("extensions", self.words)

    def chosen_by(self, choice: Choice) -> bool:
        """Say whether a choice of rules takes this one in."""
        return choice == "all" or (choice == "recommended" and self.recommended)


@record
class TooMuchMerged(Exception):
    """Rulesets that extend each other so many times that they do not end in time."""


@record
class Merging:
    """One merging, which tells of rules that are chosen and that nobody has."""

    complaints: Complaints
    forgiven: frozenset[str] | None = frozenset()
    """The names that may be unknown, none where any may be."""
    switched_on: frozenset[str] = frozenset()
    """The names of rules that are on whatever rulesets say."""
    copies: int = 0

    def ruleset(self, layer: Layer) -> Ruleset:
        """Return a layer with all that it extends; raise `TooMuchMerged`."""
        rules, formats = self._assembled(Extension(layer))
        options = layer.parser_options or {}
        return Ruleset(
            rules={name: self._finished(rule) for name, rule in rules.items() if not rule.in_python},
            formats=tuple(formats),
            duplicate_keys=options.get("duplicateKeys", ERROR),
            incompatible_values=options.get("incompatibleValues", ERROR),
            core={name: rule.severity for name, rule in rules.items() if rule.in_python and rule.enabled},
        )

    def _assembled(self, extension: Extension) -> tuple[dict[str, Merged], dict[str, None]]:
        layer = extension.layer
        rules: dict[str, Merged] = {}
        formats = dict.fromkeys(layer.formats or ())
        for extended in layer.extends or ():
            inherited, more = self._assembled(extended)
            self._count(len(inherited))
            rules |= inherited
            formats |= more
            if extension.explicit:
                for rule in inherited.values():
                    rule.enabled = rule.chosen_by(extension.choice)
        for name, raw in (layer.rules or {}).items():
            if merged := self._merged(rules.get(name), name, raw, layer):
                rules[name] = merged
                if merged.owner is layer or extension.explicit:
                    merged.enabled = merged.chosen_by(extension.choice)
                formats |= dict.fromkeys(_complete(merged, layer))
        return rules, formats

    def _count(self, copies: int) -> None:
        self.copies += copies + 1
        if self.copies > _COPIES:
            raise TooMuchMerged

    def _merged(self, existing: Merged | None, name: str, raw: Raw, layer: Layer) -> Merged | None:
        if raw.value is None or (isinstance(raw.value, dict) and existing is None):
            existing = Merged(name, raw, layer, layer, severity=None if raw.value is None else WARNING)
        if existing is None:
            self._unknown(name, raw)
        elif isinstance(raw.value, dict):
            existing.assign(raw)
            existing.aliases_of, existing.enabled = layer, True
        elif isinstance(raw.value, bool):
            existing.enabled = raw.value
        elif raw.value is not None:
            existing.severity = severity_of(raw.value)
            existing.enabled = raw.value != "off"
        return existing

    def _unknown(self, name: str, raw: Raw) -> None:
        if self.forgiven is not None and name not in self.forgiven and raw.file is not None:
            self.complaints.add(raw.file, raw.keys, "rule-unknown", name=name)

    def _finished(self, rule: Merged) -> DeclaredRule:
        file = rule.raw.file
        rule.enabled |= rule.name in self.switched_on
        if file is None or (file.own and not rule.enabled):
            then = unbound(rule.then)
        else:
            then = bound(file, rule.raw.keys, rule.then, self.complaints)
        return DeclaredRule(
            name=rule.name,
            given=rule.given,
            then=then,
            severity=WARNING if rule.severity is None else rule.severity,
            enabled=rule.enabled,
            recommended=rule.recommended,
            resolved=rule.resolved,
            message=rule.message,
            description=rule.description,
            documentation_url=rule.documentation_url,
            formats=None if rule.formats is None else frozenset(rule.formats),
            aliases=rule.aliases_of.aliases or {},
            words=rule.words,
        )


def _complete(rule: Merged, layer: Layer) -> tuple[str, ...]:
    """Give a rule what its ruleset says for all of its rules; return the formats that the rule itself names."""
    if layer.documentation_url is not None and rule.documentation_url is None:
        rule.documentation_url = f"{layer.documentation_url}#{rule.name}"
    if rule.formats is not None:
        return rule.formats
    rule.formats = rule.owner.formats
    return ()


def layered(lower: Layer, upper: Layer, *, both_override: bool = False) -> Layer:
    """Put one layer over another: what the upper says counts, and its rules change those of the lower."""
    if lower.aliases is not None and upper.aliases is not None:
        upper = replace(upper, aliases={**lower.aliases, **upper.aliases})
    said = {name: value for name in _PARTS if (value := getattr(upper, name)) is not None}
    whole = replace(lower, overrides=(), **said)
    if lower.rules is None or upper.rules is None:
        return whole
    if both_override:
        return replace(whole, rules={**lower.rules, **upper.rules})
    return replace(whole, extends=(*(whole.extends or ()), Extension(replace(lower, overrides=()))))


def names_in(layers: Iterable[Layer]) -> Iterator[str]:
    """Yield the names of the rules that layers write out whole."""
    for layer in layers:
        yield from (name for name, raw in (layer.rules or {}).items() if isinstance(raw.value, dict))
