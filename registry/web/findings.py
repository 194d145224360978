"""What the check of a document found, as a page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.messages import Language
from registry.validators.finding import Severity
from registry.validators.rendering import reason_told
from registry.validators.rule_page import told
from registry.web.excerpts import Line, within

PLACES = 5
"""How many places are shown at which a rule could not be checked."""
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
    page: str | None
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
    """A rule that was not checked, or not everywhere, and why and where."""

    rule: str
    title: str
    page: str | None
    reason: str
    pointers: Sequence[str]
    more: bool


def grades_of(tree: Mapping[str, Any], lines: Sequence[str], language: Language) -> list[Grade]:
    """Return the findings of a report, the gravest first, grouped by their rules."""
    grades = []
    for severity in Severity:
        found = [finding for finding in tree["findings"] if finding["severity"] == severity]
        if found:
            groups = list(_groups(found, tree, lines, language))
            grades.append(Grade(severity, tree["counts"][severity], groups))
    return grades


def unchecked_of(tree: Mapping[str, Any], language: Language) -> list[Unchecked]:
    """Return the rules of a report that were not checked, or not everywhere."""
    return [
        Unchecked(
            rule["rule"],
            _said(rule, "title", language) or rule["rule"],
            _page_of(rule),
            reason_told(rule["reason"], language),
            [pointer for pointer in rule.get("unchecked", ()) if pointer][:PLACES],
            len(rule.get("unchecked", ())) > PLACES,
        )
        for rule in tree["rules"]
        if rule["outcome"] == "not_checked" or rule["reason"]
    ]


def _page_of(rule: Mapping[str, Any]) -> str | None:
    """Return the address of the page of a rule; reports of before said nothing of it, and all rules were ours."""
    page: str | None = rule.get("page", _own_page(rule))
    return page


def _own_page(rule: Mapping[str, Any]) -> str:
    return f"/rules/{rule['rule']}"


def _said(rule: Mapping[str, Any], part: str, language: Language) -> str:
    """Return what we say of a rule of ours; one that its author wrote as data may have the name of one of ours."""
    return told(rule["rule"], part, language) if _page_of(rule) == _own_page(rule) else ""


def _groups(
    found: Sequence[Mapping[str, Any]], tree: Mapping[str, Any], lines: Sequence[str], language: Language
) -> Iterator[Group]:
    rules = {rule["rule"]: rule for rule in tree["rules"]}
    for name in dict.fromkeys(finding["rule"] for finding in found):
        mine = [finding for finding in found if finding["rule"] == name]
        rule = rules.get(name, {"rule": name})
        yield Group(
            name,
            _said(rule, "title", language) or name,
            _said(rule, "why", language),
            _said(rule, "remedy", language) or rule.get("remedy", {}).get(language, ""),
            _page_of(rule),
            len(mine),
            [_place(finding, lines, language) for finding in mine[:SHOWN]],
            [finding["line"] for finding in mine[SHOWN:]],
        )


def _place(finding: Mapping[str, Any], lines: Sequence[str], language: Language) -> Place:
    line = finding["line"]
    return Place(finding["message"][language], finding["pointer"], line, finding["column"], within(lines, line))
