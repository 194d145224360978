"""What a ruleset is once it was read: its rules, ready to be run."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from registry.frugal.values import field, value
from registry.validators.function import Check

OFF: Final = -1
ERROR, WARNING, INFORMATION, HINT = range(4)


@value
class Then:
    """One function that a rule calls on what it is given, or on a field of it.

    `check` is none where nobody provides the function of that name, and in a rule of a ruleset of this
    package that is switched off: its functions are not even imported.
    """

    function: str
    check: Check | None
    field: str | None = None
    options: Any = None


@value
class Target:
    """The paths of an alias for some formats."""

    formats: frozenset[str]
    given: tuple[str, ...]


Words = Mapping[str, Any]
"""What a rule says of itself beside the format: by language a `message`, a `description` and more, a group, examples.

Foreign rulesets may say anything here; whoever reads it looks at its form first.
"""
Aliases = Mapping[str, "tuple[str | Target, ...]"]
"""Each alias is either paths or targets, never both."""


@value
class DeclaredRule:
    """A rule written as data; a severity of `OFF` means that whatever it finds is dropped."""

    name: str
    given: tuple[str, ...]
    then: tuple[Then, ...]
    severity: int = WARNING
    enabled: bool = True
    recommended: bool = True
    resolved: bool = True
    message: str | None = None
    description: str | None = None
    documentation_url: str | None = None
    formats: frozenset[str] | None = None
    aliases: Aliases = field(default_factory=dict)
    severity_at: Callable[[str], int] | None = None
    """The severity at a JSON Pointer that begins with `#`, where overrides change it by place."""
    words: Words = field(default_factory=dict)
    """What the rule says of itself in one language or the other, beside what it says to everybody."""

    def in_words(self, language: str, name: str) -> str | None:
        """Return what its author wrote in a language under a name, such as `message`; none where that is no text."""
        said = self.words.get(language)
        words = said.get(name) if isinstance(said, dict) else None
        return words if isinstance(words, str) else None

    @property
    def page(self) -> str | None:
        """Return the address that its author gives, where it is one that can be linked."""
        address = self.documentation_url or ""
        return address if address.startswith("https://") and address.isprintable() else None

    def applies_to(self, formats: frozenset[str]) -> bool:
        """Say whether the rule is meant for a document of these formats."""
        return self.formats is None or not self.formats.isdisjoint(formats)

    def given_for(self, formats: frozenset[str]) -> tuple[str, ...]:
        """Return the paths with every alias written out as it stands for these formats."""
        if not self.aliases:
            return self.given
        from registry.validators.rulesets.aliases import expanded  # noqa: PLC0415 - which needs the values here

        return tuple(path for given in self.given for path in expanded(self.aliases, given, formats))


@value
class Ruleset:
    """A ruleset with everything that it extends merged in."""

    rules: Mapping[str, DeclaredRule]
    formats: tuple[str, ...] = ()
    """Every format that a rule or the ruleset names, in the order in which they are met."""
    duplicate_keys: int = ERROR
    incompatible_values: int = ERROR
    core: Mapping[str, int | None] = field(default_factory=dict)
    """The rules written in Python that it switches on, each with its severity, none where that is its own."""
    description: str | None = None
    documentation_url: str | None = None
    overridden: "Callable[[str], Ruleset] | None" = None
    """What becomes of it for a file, where it has overrides."""

    plans: dict[frozenset[str], object] = field(default_factory=dict, compare=False)
    """What was worked out of it for documents of some formats; kept here so that it ends with the ruleset."""

    def for_source(self, path: str) -> "Ruleset":
        """Return the ruleset as it is for a document at a path, which is relative to the ruleset's folder."""
        return self if self.overridden is None else self.overridden(path)
