"""Write out aliases: `#Operation.responses` stands for as many paths as its alias has."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.frugal.values import field, record
from registry.validators.rulesets.ruleset import Aliases, Target

_REFERENCE: Final = late(r"#([A-Za-z0-9_-]+)")
_PATHS: Final = 1_000
_LETTERS: Final = 200_000
_STEPS: Final = 50


def expanded(aliases: Aliases, expression: str, formats: frozenset[str]) -> Iterator[str]:
    """Yield the paths that an expression stands for in a document of these formats."""
    found = _REFERENCE.match(expression)
    if found is None:
        yield expression
        return
    for path in _paths_of(aliases[found[1]], formats):
        yield from expanded(aliases, path + expression[found.end() :], formats)


def _paths_of(alias: tuple[str | Target, ...], formats: frozenset[str]) -> tuple[str, ...]:
    """Return the paths of an alias; of its targets the last that is meant for one of the formats counts."""
    for target in reversed(alias):
        if isinstance(target, str):
            return tuple(path for path in alias if isinstance(path, str))
        if not target.formats.isdisjoint(formats):
            return target.given
    return ()


@record
class AliasRefused(Exception):
    """An expression whose aliases cannot be written out, whatever the formats are."""

    code: str
    values: dict[str, object]


@record
class Measure:
    """How many paths expressions can stand for at most, and how long they are together.

    Whoever was measured can be expanded: it ends, and it ends soon.
    """

    aliases: Aliases
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)

    def of(self, expression: str) -> tuple[int, int]:
        """Measure one expression; raise `AliasRefused`."""
        if not expression.startswith("#"):
            return 1, len(expression)
        found = _REFERENCE.match(expression)
        if found is None or found[1] not in self.aliases:
            raise AliasRefused("alias-unknown", {"name": found[1] if found else expression})
        count, length = self._alias(found[1])
        length += count * (len(expression) - found.end())
        if count > _PATHS or length > _LETTERS:
            raise AliasRefused("alias-too-wide", {"name": found[1], "limit": _PATHS})
        return count, length

    def _alias(self, name: str) -> tuple[int, int]:
        if name in self.known:
            return self.known[name]
        if name in self.below or len(self.below) >= _STEPS:
            circle = [*self.below[self.below.index(name) if name in self.below else 0 :], name]
            raise AliasRefused("alias-circular", {"circle": " → ".join(circle[:_STEPS])})
        self.below.append(name)
        try:
            parts = [self.of(path) for path in every_path(self.aliases[name])]
        finally:
            self.below.pop()
        measured = sum(count for count, _ in parts), sum(length for _, length in parts)
        self.known[name] = measured
        return measured


def written_paths(written: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every path of aliases as a file writes them, with its place below them."""
    for name, alias in written.items():
        if isinstance(alias, list):
            yield from (((name, index), path) for index, path in enumerate(alias))
            continue
        for number, target in enumerate(alias["targets"]):
            yield from (((name, "targets", number, "given", index), path) for index, path in enumerate(target["given"]))


def every_path(alias: tuple[str | Target, ...]) -> Iterator[str]:
    """Yield the paths of an alias for all formats."""
    for target in alias:
        yield from (target,) if isinstance(target, str) else target.given
