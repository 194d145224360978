"""One ruleset before anything is merged: what one file says, or one override in it."""

from collections.abc import Mapping
from typing import Any, Literal

from registry.frugal.values import value
from registry.validators.rulesets.ruleset import Aliases
from registry.validators.rulesets.written import Keys, Written

Choice = Literal["off", "recommended", "all"]


@value
class Raw:
    """A rule as a file says it: a whole rule, or only how grave another one is; and where it says so.

    The value of a rule that is written in Python is none.
    """

    value: Any
    file: Written | None
    keys: Keys


@value
class Extension:
    """A ruleset that another extends; a choice that is not explicit is made again by nobody."""

    layer: "Layer"
    choice: Choice = "recommended"
    explicit: bool = False


@value
class Layer:
    """What one file or one override says; none is what it does not say at all."""

    __eq__, __hash__ = object.__eq__, object.__hash__

    extends: tuple[Extension, ...] | None = None
    rules: Mapping[str, Raw] | None = None
    aliases: Aliases | None = None
    formats: tuple[str, ...] | None = None
    documentation_url: str | None = None
    parser_options: Mapping[str, int] | None = None
    overrides: "tuple[Override, ...]" = ()


@value
class Override:
    """What is otherwise for some files; a glob with a JSON Pointer changes only severities, and only below it."""

    files: tuple[str, ...]
    layer: Layer
