"""A file of a ruleset as it was written, and what is to be said of places in it."""

from collections.abc import Iterable
from typing import Final

from registry.frugal.values import field, record, value
from registry.validators.lines import Lines
from registry.validators.pointers import below
from registry.validators.rulesets.refusal import Problem
from registry.validators.rulesets.ruleset import ERROR, Then
from registry.validators.source import Place, Source

Keys = tuple[str | int, ...]

_KEPT: Final = 200


@record
class Written:
    """One file: what people call it, the folder that it lies in, and what it says."""

    name: str
    folder: str
    source: Source
    own: bool = False
    """Whether it came with this package: such a file is known to be right."""
    bound: dict[Keys, tuple[Then, ...]] = field(default_factory=dict)
    """The checks that were made of its rules, so that they are made once."""


@value
class Complaint:
    """Something to say of one place of a file, before its line was looked up."""

    keys: Keys
    code: str
    values: dict[str, object]
    severity: int = ERROR
    fragment: str = ""
    """What of the text at the place is meant, where it is not all of it."""


@record
class Complaints:
    """Everything that is to be said of the files of one ruleset, the first of it kept."""

    about: dict[int, tuple[Written, list[Complaint]]] = field(default_factory=dict)
    unread: list[Problem] = field(default_factory=list)
    """Problems that came with their places, of files that could not be read."""
    count: int = 0

    def __bool__(self) -> bool:
        return bool(self.count or self.unread)

    def add(self, file: Written, keys: Keys, code: str, /, **values: object) -> None:
        """Say that something is wrong at a place of a file."""
        self.put(file, Complaint(keys, code, values))

    def put(self, file: Written, complaint: Complaint) -> None:
        """Keep one complaint, unless there are more than anybody reads."""
        self.count += 1
        if self.count <= _KEPT:
            self.about.setdefault(id(file), (file, []))[1].append(complaint)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything with its line and column, file by file from the top, each thing once."""
        placed = [problem for file, complaints in self.about.values() for problem in _placed(file, complaints)]
        once = {(problem.file, problem.pointer, problem.code, str(problem.values)): problem for problem in placed}
        return (*self.unread, *once.values())


def rule_of(keys: Keys) -> str | None:
    """Return the name of the rule that a place belongs to."""
    inner = keys[2:] if keys[:1] == ("overrides",) else keys
    return str(inner[1]) if len(inner) > 1 and inner[0] == "rules" else None


def _placed(file: Written, complaints: Iterable[Complaint]) -> list[Problem]:
    pointers = {complaint.keys: below("", *complaint.keys) for complaint in complaints}
    places = file.source.places(pointers.values())
    lines = Lines(file.source.text)
    problems = [
        Problem(
            complaint.code,
            file.name,
            pointers[complaint.keys],
            *_spot(file.source.text, lines, places[pointers[complaint.keys]], complaint.fragment),
            rule_of(complaint.keys),
            complaint.values,
            complaint.severity,
        )
        for complaint in complaints
    ]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _spot(text: str, lines: Lines, place: Place, fragment: str) -> tuple[int, int]:
    """Find the fragment where it stands in the text as it was written, else the place itself."""
    if fragment:
        begin = lines.starts[place.line - 1] + place.column - 1
        end = lines.starts[place.end_line - 1] + place.end_column - 1
        found = text.find(fragment, begin, end)
        if found >= 0:
            return lines.place(found)
    return place.line, place.column
