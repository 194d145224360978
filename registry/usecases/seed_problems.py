"""What is wrong with a seed: in which file, on which line, and why."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from registry.domain.errors import (
    DocumentUnreadable,
    FieldError,
    FieldsInvalid,
    RegistryError,
    RulesetUnusable,
    SeedRefused,
)
from registry.messages import LANGUAGES, text
from registry.validators.finding import Finding
from registry.validators.rulesets.refusal import Problem
from registry.validators.source import Source

MOST = 200
"""How many problems are told; nobody reads further."""
ITEMS = "items"
"""The member of an object as which a list is read."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file of a seed, from which pointers go on."""

    file: str
    """The path from the folder of the seed, with slashes."""
    source: Source | None = None
    pointer: str = ""
    listed: bool = False
    """Whether the file is a list, which is read with a line above it and two columns further to the right."""

    def below(self, pointer: str) -> "Spot":
        """Return a place further in."""
        return Spot(self.file, self.source, self.pointer + pointer, self.listed)

    def place(self) -> tuple[int, int]:
        """Return the line and the column, those of what encloses the place where nothing is there."""
        if self.source is None:
            return 1, 1
        found = self.source.place(f"/{ITEMS}{self.pointer}" if self.listed else self.pointer)
        return self.as_written(found.line, found.column)

    def as_written(self, line: int, column: int) -> tuple[int, int]:
        """Return a place of what was read as the place in the file."""
        return (max(line - 1, 1), max(column - 2, 1)) if self.listed else (line, column)

    def __str__(self) -> str:
        return f"{self.file}:{self.place()[0]}"


class Problems:
    """All that is wrong with a seed, as far as it was found."""

    def __init__(self) -> None:
        self._told: list[Mapping[str, Any]] = []

    def __bool__(self) -> bool:
        return bool(self._told)

    def add(self, spot: Spot, code: str, **values: object) -> None:
        """Note a problem that only seeds have."""
        self._tell(spot, spot.place(), code, {one: text(f"seed.problem.{code}", one, **values) for one in LANGUAGES})

    def add_field(self, spot: Spot, code: str, limit: object = "") -> None:
        """Note a field that breaks a rule."""
        self.add_error(spot, FieldsInvalid((FieldError("", code, {"limit": limit}),)))

    def add_error(self, spot: Spot, error: RegistryError) -> None:
        """Note what is refused, at each place that the error tells."""
        if isinstance(error, FieldsInvalid):
            for field in error.errors:
                place = spot.below(field.pointer if field.pointer.startswith("/") else "")
                self._tell(place, place.place(), field.code, {one: field.sentence(one) for one in LANGUAGES})
        elif isinstance(error, DocumentUnreadable):
            said = {one: text(f"rules.unreadable.{error.reason}", one, **error.details) for one in LANGUAGES}
            self._tell(spot, spot.as_written(error.line, error.column), error.reason, said)
        elif isinstance(error, RulesetUnusable):
            folder = spot.file.rpartition("/")[0]
            self._told += [{**one, "file": f"{folder}/{one['file']}"} for one in error.problems]
        else:
            self._tell(spot, spot.place(), error.code, {one: error.sentence(one) for one in LANGUAGES})

    def add_ruleset(self, problems: Iterable[Problem], *, whole: str | None = None, below: str = "") -> None:
        """Note what is wrong with a ruleset whose files lie below a folder, or with the one file that it is."""
        self._told += [{**one.told(), "file": whole or f"{below}/{one.file}"} for one in problems]

    def add_finding(self, spot: Spot, finding: Finding) -> None:
        """Note what a rule finds in a document."""
        self._tell(spot, (finding.line, finding.column), finding.rule, {**finding.message})

    @contextmanager
    def noted(self, spot: Spot) -> Iterator[None]:
        """Note what a block is refused, and go on behind it."""
        try:
            yield
        except RegistryError as error:
            self.add_error(spot, error)

    def require_none(self) -> None:
        """Raise `SeedRefused` where anything is wrong, in the order of files and lines."""
        if self._told:
            ordered = sorted(self._told, key=lambda one: (one["file"], one["line"], one["column"]))
            raise SeedRefused(tuple(ordered[:MOST]))

    def _tell(self, spot: Spot, place: tuple[int, int], code: str, said: Mapping[Any, str]) -> None:
        line, column = place
        self._told.append(
            {
                "reason": code,
                "file": spot.file,
                "rule": None,
                "pointer": spot.pointer,
                "line": line,
                "column": column,
                "message": dict(said),
            }
        )
