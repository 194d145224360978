"""What a judgement leaves behind: what failed and where, and why a schema cannot judge at all."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from registry.frugal.values import field, record
from registry.validators import limits
from registry.validators.rule import NotChecked

Place = tuple["Place", str | int] | None
"""Where in a value: the place of the container and the key in it, nothing for the value itself."""

NOTHING: Final[Mapping[str, Any]] = {}


@record
class SchemaRefused(Exception):
    """A schema that cannot be used, in the words of the finding that it becomes."""

    problem: str


class ReferenceMissing(SchemaRefused):
    """A schema that refers to what is not there."""


@record
class Failure:
    """One keyword that a value does not satisfy."""

    keyword: str
    place: Place
    message: str
    parameters: Mapping[str, Any]
    schema: Any
    pointer: str
    unlisted: bool
    """Whether the way to the schema passes through objects alone: then AJV's path leads back to it."""

    @property
    def path(self) -> tuple[str | int, ...]:
        """Return the keys that lead to the value."""
        return tuple(keys_of(self.place))


@record
class Budget:
    """How many more judgements of one value by one schema there may be."""

    left: int = limits.SCHEMA_STEPS

    def spend(self, steps: int = 1) -> None:
        """Count steps; raise `NotChecked` where there are too many."""
        self.left -= steps
        if self.left < 0:
            raise NotChecked("too-large")


@record
class Run:
    """One judgement under way: what failed so far, whether to go on after a failure, what it may still cost."""

    every: bool = False
    budget: Budget = field(default_factory=Budget)
    composite: bool = False
    """Whether failures add up because another branch may still be satisfied."""
    lists: int = 0
    failures: list[Failure] = field(default_factory=list)
    anchors: dict[str, Any] = field(default_factory=dict)
    is_sound: Callable[[Any], bool] | None = None
    """Says of a schema that is judged by its meta-schema whether it need not be looked into."""

    def spend(self, steps: int = 1) -> None:
        """Count steps; raise `NotChecked` where there are too many."""
        self.budget.spend(steps)


def keys_of(place: Place) -> Iterator[str | int]:
    """Yield the keys that lead to a place, outermost first."""
    keys: list[str | int] = []
    while place is not None:
        place, key = place
        keys.append(key)
    yield from reversed(keys)


def pointer_of(place: Place) -> str:
    """Write a place as a JSON Pointer."""
    return "".join(f"/{escaped(key)}" for key in keys_of(place))


def escaped(key: str | int) -> str:
    """Write a key as a JSON Pointer does."""
    return str(key).replace("~", "~0").replace("/", "~1")
