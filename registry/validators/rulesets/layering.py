"""Turn the tree of one file into a layer, keeping what is right of it and telling what is not."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from registry.domain.values import replace, value
from registry.validators.formats import canonical, known
from registry.validators.rulesets import legacy
from registry.validators.rulesets.aliases import AliasRefused, Measure, written_paths
from registry.validators.rulesets.layer import Extension, Layer, Override, Raw
from registry.validators.rulesets.ruleset import Aliases, Target
from registry.validators.rulesets.severities import severity_of
from registry.validators.rulesets.shape import KEPT, mistakes_in, shown
from registry.validators.rulesets.written import Complaint, Complaints, Keys, Written

_NAMED_PARTS: Final = ("rules", "aliases", "overrides", "extends")


def sound_part_of(file: Written, complaints: Complaints) -> tuple[dict[str, Any], frozenset[str]]:
    """Return what is of the right form in a file, and the names of the rules that are not."""
    tree = dict(file.source.data)
    broken: set[str] = set()
    mistakes = list(mistakes_in(tree))
    for keys, code, values in mistakes:
        complaints.add(file, keys, code, **values)
    if len(mistakes) >= KEPT:  # more were not looked for, so nobody knows what of it is right
        rules = tree.get("rules")
        return {}, frozenset(map(str, rules)) if isinstance(rules, dict) else frozenset()
    for keys, _, _ in mistakes:
        if len(keys) > 1 and keys[0] in _NAMED_PARTS:
            tree[keys[0]] = _without(tree[keys[0]], keys[1])
        elif keys:
            tree.pop(str(keys[0]), None)
        if len(keys) > 1 and keys[0] == "rules":
            broken.add(str(keys[1]))
    return tree, frozenset(broken)


def _without(part: Any, key: Any) -> Any:
    """Return a part without one member; an item leaves a hole, since the places of its neighbours count."""
    if isinstance(part, dict):
        return {name: member for name, member in part.items() if name != key}
    return [None if index == key else item for index, item in enumerate(part)] if isinstance(part, list) else part


@value
class Layering:
    """One file being turned into a layer."""

    file: Written
    complaints: Complaints

    def layer(self, tree: Mapping[str, Any], extends: Mapping[Keys, tuple[Extension, ...]]) -> Layer:
        """Return the layer of a whole file; what it and its overrides extend was gathered before."""
        layer = self._part(tree, (), {}, extends.get(()))
        overrides = [
            Override(tuple(override["files"]), self._part(override, keys, layer.aliases or {}, extends.get(keys)))
            for index, override in enumerate(tree.get("overrides", ()))
            for keys in (("overrides", index),)
            if override is not None
        ]
        for pattern, override in legacy.overrides_of(tree.get("except", {})):
            rules = {name: Raw(value, self.file, ("except", pattern)) for name, value in override["rules"].items()}
            overrides.append(Override(tuple(override["files"]), Layer(rules=rules)))
        return replace(layer, overrides=tuple(overrides))

    def _part(
        self, tree: Mapping[str, Any], keys: Keys, inherited: Aliases, extends: tuple[Extension, ...] | None
    ) -> Layer:
        aliases = self._aliases(tree["aliases"], (*keys, "aliases")) if "aliases" in tree else None
        visible = {**inherited, **(aliases or {})}
        if aliases is not None:
            measure = Measure(visible)
            for below, path in written_paths(tree["aliases"]):
                self._measured(measure, path, (*keys, "aliases", *below))
        options = tree.get("parserOptions")
        return Layer(
            extends=extends,
            rules=self._rules(tree["rules"], keys, visible) if "rules" in tree else None,
            aliases=aliases,
            formats=self._formats(tree["formats"], (*keys, "formats")) if "formats" in tree else None,
            documentation_url=tree.get("documentationUrl"),
            parser_options=None if options is None else {name: severity_of(word) for name, word in options.items()},
        )

    def _formats(self, names: Iterable[str], keys: Keys) -> tuple[str, ...]:
        formats = []
        for index, name in enumerate(names):
            if (format_ := canonical(name)) is None:
                self.complaints.add(
                    self.file, (*keys, index), "format-unknown", found=shown(name), expected=", ".join(known())
                )
            else:
                formats.append(format_)
        return tuple(dict.fromkeys(formats))

    def _aliases(self, written: Mapping[str, Any], keys: Keys) -> dict[str, tuple[str | Target, ...]]:
        return {
            name: tuple(alias) if isinstance(alias, list) else self._targets(alias["targets"], (*keys, name, "targets"))
            for name, alias in written.items()
        }

    def _targets(self, written: Iterable[Mapping[str, Any]], keys: Keys) -> tuple[Target, ...]:
        return tuple(
            Target(frozenset(self._formats(target["formats"], (*keys, index, "formats"))), tuple(target["given"]))
            for index, target in enumerate(written)
        )

    def _measured(self, measure: Measure, path: str, keys: Keys) -> None:
        try:
            measure.of(path)
        except AliasRefused as refused:
            self.complaints.put(self.file, Complaint(keys, refused.code, refused.values, fragment=path))

    def _rules(self, rules: Mapping[str, Any], keys: Keys, aliases: Aliases) -> dict[str, Raw]:
        named = legacy.renamed(rules) if not keys else {name: (name, value) for name, value in rules.items()}
        measure = Measure(aliases)
        return {
            name: Raw(self._rule(value, (*keys, "rules", written), measure), self.file, (*keys, "rules", written))
            for name, (written, value) in named.items()
        }

    def _rule(self, value: Any, keys: Keys, measure: Measure) -> Any:
        if not isinstance(value, dict):
            return value
        given = value["given"]
        for index, path in enumerate(given if isinstance(given, list) else [given]):
            self._measured(measure, path, (*keys, "given", index) if isinstance(given, list) else (*keys, "given"))
        if "formats" in value:
            return {**value, "formats": self._formats(value["formats"], (*keys, "formats"))}
        return value
