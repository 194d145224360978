"""Tell the author of a ruleset what is wrong with it and what will surprise: the linter behind `somana rules check`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from registry.frugal.patterns import late
from registry.messages import LANGUAGES
from registry.validators.declared.interpolation import PLACEHOLDERS
from registry.validators.functions import available
from registry.validators.regex.matching import from_literal
from registry.validators.rulesets.aliases import written_paths
from registry.validators.rulesets.card_lints import card_lints
from registry.validators.rulesets.lint import Lint
from registry.validators.rulesets.loading import NO_FILES, Loading, from_bytes, from_file
from registry.validators.rulesets.path_lints import path_lints
from registry.validators.rulesets.pattern_lints import pattern_lints
from registry.validators.rulesets.refusal import Problem
from registry.validators.rulesets.ruleset import INFORMATION, OFF, DeclaredRule, Ruleset
from registry.validators.rulesets.written import Complaint, Complaints, Keys

_PLACEHOLDER: Final = late(r"(?<!#)\{\{([^}\n]+)\}\}")
_PATTERNS: Final = ("match", "notMatch")
_REFERENCE: Final = late(r"#([A-Za-z0-9_-]+)")

Said = tuple[Keys, Lint]


def lint(content: bytes, files: Mapping[str, bytes] = NO_FILES, name: str = "ruleset") -> list[Problem]:
    """Return what is to be said of a ruleset that is kept as bytes: what makes it unusable, then what surprises."""
    return _linted(from_bytes(content, files, name))


def lint_file(path: Path, root: Path | None = None) -> list[Problem]:
    """Return what is to be said of a ruleset and of the files that it extends; raise `OSError`."""
    return _linted(from_file(path, root))


def _linted(loading: Loading) -> list[Problem]:
    said = Complaints()
    for number, (file, tree) in enumerate(loading.gathering.parts):
        lints = [*_part_lints(tree, ()), *_override_lints(tree, loading.merged if number == 0 else None)]
        if number == 0 and loading.merged is not None:
            lints += _merged_lints(tree.get("rules", {}), loading.merged)
        for keys, it in lints:
            said.put(file, Complaint(keys, it.code, it.values, it.severity, it.fragment))
    return [*loading.problems(), *said.problems()]


def _part_lints(tree: Mapping[str, Any], keys: Keys) -> Iterator[Said]:
    for name, rule in tree.get("rules", {}).items():
        if isinstance(rule, dict):
            yield from _rule_lints(rule, (*keys, "rules", name))
    for below, path in written_paths(tree.get("aliases", {})):
        yield from (((*keys, "aliases", *below), it) for it in path_lints(_as_path(path)))


def _override_lints(tree: Mapping[str, Any], merged: Ruleset | None) -> Iterator[Said]:
    for index, override in enumerate(tree.get("overrides", ())):
        if override is None:
            continue
        keys = ("overrides", index)
        yield from _part_lints(override, keys)
        for number, pattern in enumerate(override["files"]):
            if pattern.startswith("#"):
                yield (*keys, "files", number), Lint("override-nowhere", pattern, {"found": pattern})
            elif "#" in pattern and merged is not None:
                unknown = [name for name in override["rules"] if name not in merged.rules]
                yield from (((*keys, "rules", name), Lint("override-unknown", "", {"name": name})) for name in unknown)


def _as_path(path: str) -> str:
    """Return what follows the name of an alias as a path, so that it can be looked at by itself."""
    found = _REFERENCE.match(path)
    return f"${path[found.end() :]}" if found else path


def _rule_lints(rule: Mapping[str, Any], keys: Keys) -> Iterator[Said]:
    for place, path in _items(rule["given"], (*keys, "given")):
        yield from ((place, it) for it in path_lints(_as_path(path)))
    for place, then in _items(rule["then"], (*keys, "then")):
        yield from _then_lints(then, place)
    extensions = rule.get("extensions", {})
    yield from (((*keys, "extensions", *below), it) for below, it in card_lints(extensions))
    for place, message in _messages(rule.get("message"), extensions):
        yield from (((*keys, *place), it) for it in _message_lints(message))


def _messages(own: Any, extensions: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    if isinstance(own, str):
        yield ("message",), own
    for language in LANGUAGES:
        said = extensions.get(language)
        if isinstance(said, dict) and isinstance(said.get("message"), str):
            yield ("extensions", language, "message"), said["message"]


def _message_lints(message: str) -> Iterator[Lint]:
    for found in _PLACEHOLDER.finditer(message):
        if found[1] not in PLACEHOLDERS:
            expected = ", ".join(sorted(PLACEHOLDERS))
            yield Lint("placeholder-unknown", found[0], {"found": found[0], "expected": expected})


def _items(written: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    if isinstance(written, list):
        yield from (((*keys, index), item) for index, item in enumerate(written))
    else:
        yield keys, written


def _then_lints(then: Mapping[str, Any], keys: Keys) -> Iterator[Said]:
    if then.get("field", "").startswith("$"):
        yield from (((*keys, "field"), it) for it in path_lints(then["field"]))
    name, options = then["function"], then.get("functionOptions")
    if available(name) is None:
        yield (*keys, "function"), Lint("function-unavailable", name, {"name": name})
    if name == "pattern" and isinstance(options, dict):
        for option in _PATTERNS:
            if isinstance(options.get(option), str):
                place = (*keys, "functionOptions", option)
                yield from ((place, it) for it in pattern_lints(*from_literal(options[option])) if it.severity)


def _merged_lints(rules: Mapping[str, Any], ruleset: Ruleset) -> Iterator[Said]:
    for name, written in rules.items():
        if isinstance(written, dict) and name in ruleset.rules:
            yield from ((("rules", name, *below), it) for below, it in _merged_rule_lints(ruleset.rules[name], ruleset))


def _merged_rule_lints(rule: DeclaredRule, ruleset: Ruleset) -> Iterator[Said]:
    """Yield why a rule that is written here can never find anything."""
    if not rule.enabled:
        yield ("recommended",), Lint("rule-off", "", {}, INFORMATION)
    elif rule.severity == OFF:
        yield ("severity",), Lint("rule-silent", "")
    if rule.formats is not None and not rule.formats:
        yield ("formats",), Lint("rule-without-formats", "")
        return
    formats = ruleset.formats if rule.formats is None else sorted(rule.formats)
    if not any(rule.given_for(frozenset({name})) for name in (*formats, "")):
        yield ("given",), Lint("rule-without-paths", "", {"formats": ", ".join(formats) or "–"})
