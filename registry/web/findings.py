"""What the check of a document found, as a page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.messages import Language
from registry.usecases.rules import Judge
from registry.validators.finding import Severity
from registry.validators.rendering import reason_told
from registry.validators.rule_card import RuleCard, told
from registry.web.excerpts import Line, within
from registry.web.profiles import page_of

PLACES = 5
"""How many places are shown at which a rule could not be checked."""
SHOWN = 5
"""How many findings of one rule are shown with their lines; the others by their line numbers."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says what a rule is: the profile that judged, where we have it, else the report and our own texts."""

    language: Language
    judge: Judge | None

    def page_of(self, rule: Mapping[str, Any]) -> str | None:
        """Return the address of the page of a rule; reports of before said nothing of it, and all rules were ours."""
        if self.judge and self._card(rule):
            return page_of(rule["rule"], self.judge.reference)
        page: str | None = rule.get("page", _own_page(rule))
        return page

    def said(self, rule: Mapping[str, Any], part: str) -> str:
        """Return what is said of a rule; one that its author wrote as data may have the name of one of ours."""
        if card := self._card(rule):
            words: Mapping[str, str] = getattr(card, part)
            return words.get(self.language) or next(iter(words.values()), "")
        return told(rule["rule"], part, self.language) if self.page_of(rule) == _own_page(rule) else ""

    def _card(self, rule: Mapping[str, Any]) -> RuleCard | None:
        return self.judge.cards.get(rule["rule"]) if self.judge else None


def _own_page(rule: Mapping[str, Any]) -> str:
    return f"/rules/{rule['rule']}"


@dataclass(frozen=True, slots=True)
class Place:
    """One finding: what is wrong, where, and the lines round it."""

    message: str
    pointer: str
    line: int
    column: int
    lines: Sequence[Line]
    told: Mapping[str, Any]
    """The finding as the report of the version has it, with what its waivers do to it."""


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


def grades_of(
    tree: Mapping[str, Any], lines: Sequence[str], language: Language, judge: Judge | None = None
) -> list[Grade]:
    """Return the findings of a report, the gravest first, grouped by their rules in the words of its profile."""
    grades = []
    for severity in Severity:
        found = [finding for finding in tree["findings"] if finding["severity"] == severity]
        if found:
            groups = list(_groups(found, tree, lines, Speaker(language, judge)))
            grades.append(Grade(severity, tree["counts"][severity], groups))
    return grades


def unchecked_of(tree: Mapping[str, Any], language: Language, judge: Judge | None = None) -> list[Unchecked]:
    """Return the rules of a report that were not checked, or not everywhere."""
    speaker = Speaker(language, judge)
    return [
        Unchecked(
            rule["rule"],
            speaker.said(rule, "title") or rule["rule"],
            speaker.page_of(rule),
            reason_told(rule["reason"], language),
            [pointer for pointer in rule.get("unchecked", ()) if pointer][:PLACES],
            len(rule.get("unchecked", ())) > PLACES,
        )
        for rule in tree["rules"]
        if rule["outcome"] == "not_checked" or rule["reason"]
    ]


def _groups(
    found: Sequence[Mapping[str, Any]], tree: Mapping[str, Any], lines: Sequence[str], speaker: Speaker
) -> Iterator[Group]:
    rules = {rule["rule"]: rule for rule in tree["rules"]}
    for name in dict.fromkeys(finding["rule"] for finding in found):
        mine = [finding for finding in found if finding["rule"] == name]
        rule = rules.get(name, {"rule": name})
        yield Group(
            name,
            speaker.said(rule, "title") or name,
            speaker.said(rule, "why"),
            speaker.said(rule, "remedy") or rule.get("remedy", {}).get(speaker.language, ""),
            speaker.page_of(rule),
            len(mine),
            [_place(finding, lines, speaker.language) for finding in mine[:SHOWN]],
            [finding["line"] for finding in mine[SHOWN:]],
        )


def _place(finding: Mapping[str, Any], lines: Sequence[str], language: Language) -> Place:
    line = finding["line"]
    shown = within(lines, line)
    return Place(finding["message"][language], finding["pointer"], line, finding["column"], shown, finding)
