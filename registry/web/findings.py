"""What the check of a document found, as a page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.messages import Language
from registry.validators.finding import Severity
from registry.validators.rendering import reason_told
from registry.validators.rule_page import told
from registry.web.excerpts import Line, within

SHOWN = 5
"""How many findings of one rule are shown with their lines; the others by their line numbers."""


@dataclass(frozen=True, slots=True)
class Place:
    """One finding: what is wrong, where, and the lines round it."""

    message: str
    pointer: str
    line: int
    column: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found."""

    rule: str
    title: str
    why: str
    remedy: str
    count: int
    places: Sequence[Place]
    others: Sequence[int]


@dataclass(frozen=True, slots=True)
class Grade:
    """What was found of one severity."""

    severity: str
    count: int
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule that was not checked, and why."""

    rule: str
    title: str
    reason: str


def grades_of(tree: Mapping[str, Any], lines: Sequence[str], language: Language) -> list[Grade]:
    """Return the findings of a report, the gravest first, grouped by their rules."""
    grades = []
    for severity in Severity:
        found = [finding for finding in tree["findings"] if finding["severity"] == severity]
        if found:
            groups = list(_groups(found, lines, language))
            grades.append(Grade(severity, tree["counts"][severity], groups))
    return grades


def unchecked_of(tree: Mapping[str, Any], language: Language) -> list[Unchecked]:
    """Return the rules of a report that were not checked."""
    return [
        Unchecked(rule["rule"], told(rule["rule"], "title", language), reason_told(rule["reason"], language))
        for rule in tree["rules"]
        if rule["outcome"] == "not_checked"
    ]


def _groups(found: Sequence[Mapping[str, Any]], lines: Sequence[str], language: Language) -> Iterator[Group]:
    for rule in dict.fromkeys(finding["rule"] for finding in found):
        mine = [finding for finding in found if finding["rule"] == rule]
        yield Group(
            rule,
            told(rule, "title", language),
            told(rule, "why", language),
            told(rule, "remedy", language),
            len(mine),
            [_place(finding, lines, language) for finding in mine[:SHOWN]],
            [finding["line"] for finding in mine[SHOWN:]],
        )


def _place(finding: Mapping[str, Any], lines: Sequence[str], language: Language) -> Place:
    line = finding["line"]
    return Place(finding["message"][language], finding["pointer"], line, finding["column"], within(lines, line))
