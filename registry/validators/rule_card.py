"""What a rule says of itself, in one form for pages, commands and documentation, however the rule is written."""

import re
from collections.abc import Mapping
from typing import Any, Final

from registry.frugal.patterns import late
from registry.frugal.values import field, fields_of, value
from registry.messages import LANGUAGES, Language, has_text, text
from registry.validators.finding import LEVELS, Severity
from registry.validators.profile import Profile
from registry.validators.rule import Rule
from registry.validators.rule_facts import FACTS
from registry.validators.rulesets.ruleset import DeclaredRule

GROUPS: Final = (
    *("document", "naming", "http", "formats", "errors", "paging", "versioning"),
    *("security", "personal-data", "exchange", "language", "schema"),
)
_CODE: Final = late(r"```\w*\n(.*?)```", re.DOTALL)
_CLAUSES: Final = ("clause", "section", "text")
_LONGEST: Final = 4_000
_LONGEST_EXAMPLE: Final = 40_000
_MOST: Final = 20
_WORDS: Final = {"title": "description", "why": "rationale", "remedy": "remedy", "grade": "severity"}
"""What the parts of a card that people read are called where a rule is written as data."""


@value
class Citation:
    """A standard that is named by its key, and the place in it where one was read."""

    key: str
    clause: str | None = None


@value
class RuleCard:
    """A rule with everything that it says of itself; texts are by language, and a language may be missing."""

    name: str
    severity: Severity
    kinds: tuple[str, ...] = ()
    """What it is for: kinds of documents, or the formats that its author names."""
    group: str | None = None
    standard: Citation | None = None
    """The standard that demands it, where somebody has read that it does; else it is only proposed."""
    basis: tuple[Citation, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    remedy: Mapping[str, str] = field(default_factory=dict)
    grade: Mapping[str, str] = field(default_factory=dict)
    """Why it is as grave as it is."""
    wrong: str = ""
    right: str = ""
    references: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    page: str | None = None
    """The address at which its author tells more."""

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return what a rule of a shipped profile says and this one does not."""
        spoken = [
            f"{part}.{language}" for part in _WORDS for language in LANGUAGES if not getattr(self, part).get(language)
        ]
        plain = [part for part in ("group", "wrong", "right") if not getattr(self, part)]
        return (*spoken, *plain, *(() if self.standard or self.basis else ("basis",)))

    def tree(self) -> dict[str, Any]:
        """Return the card as plain values."""
        basis = [fields_of(citation) for citation in self.basis]
        standard = fields_of(self.standard) if self.standard else None
        return {**fields_of(self), "severity": self.severity.value, "basis": basis, "standard": standard}


def card_from(tree: Mapping[str, Any]) -> RuleCard:
    """Read a card back from its tree."""
    lists = {name: tuple(tree[name]) for name in ("kinds", "references", "given", "then")}
    standard = Citation(**tree["standard"]) if tree["standard"] else None
    basis = tuple(Citation(**one) for one in tree["basis"])
    return RuleCard(**{**tree, **lists, "severity": Severity(tree["severity"]), "standard": standard, "basis": basis})


def cards_of(profile: Profile) -> tuple[RuleCard, ...]:
    """Return what the rules of a profile say of themselves, those that it has off left out."""
    by_data = profile.ruleset.rules.values() if profile.ruleset else ()
    declared = [card_of_declared(rule, LEVELS[rule.severity]) for rule in by_data if rule.enabled]
    return (*map(card_of, profile.rules), *declared)


def card_of(rule: Rule) -> RuleCard:
    """Return what a rule written in Python says of itself: in the message table, in its own module, in the facts."""
    page = rule.page
    codes = _CODE.findall(page.partition("## Example")[2].partition("## References")[0])
    fact = FACTS.get(rule.name)
    references = [line[2:].strip() for line in page.partition("## References")[2].splitlines() if line.startswith("- ")]
    return RuleCard(
        name=rule.name,
        severity=rule.severity,
        kinds=tuple(sorted(rule.kinds)),
        group=fact.group if fact else None,
        basis=tuple(map(Citation, fact.basis)) if fact else (),
        title=_told_in_both(rule.name, "title"),
        why=_told_in_both(rule.name, "why"),
        remedy=_told_in_both(rule.name, "remedy"),
        grade=_texts(f"cards.grade.{rule.name}"),
        wrong=codes[0] if codes else "",
        right=codes[1] if len(codes) > 1 else "",
        references=tuple(references),
    )


def card_of_declared(rule: DeclaredRule, severity: Severity) -> RuleCard:
    """Return what a rule written as data says of itself; what its author wrote in another form counts as not said."""
    said: Mapping[str, Any] = rule.words if isinstance(rule.words, dict) else {}
    examples = said.get("examples")
    examples = examples if isinstance(examples, dict) else {}
    basis = said.get("basis")
    basis = [_citation(one) for one in basis[:_MOST]] if isinstance(basis, list) else []
    return RuleCard(
        name=rule.name,
        severity=severity,
        kinds=tuple(sorted(rule.formats or ())),
        group=said["group"] if said.get("group") in GROUPS else None,
        standard=_citation(said.get("standard")) if isinstance(said.get("standard"), dict) else None,
        basis=tuple(one for one in basis if one),
        title=_words(rule, "title"),
        why=_words(rule, "why"),
        remedy=_words(rule, "remedy"),
        grade=_words(rule, "grade"),
        wrong=_text(examples.get("bad"), _LONGEST_EXAMPLE),
        right=_text(examples.get("good"), _LONGEST_EXAMPLE),
        given=tuple(given[:_LONGEST] for given in rule.given[:_MOST]),
        then=tuple(f"{one.function}{f' ({one.field})' if one.field else ''}" for one in rule.then[:_MOST]),
        page=rule.page,
    )


def told(rule: str, part: str, language: Language) -> str:
    """Return what the message table says of a rule; its name where a rule of another time is no longer there."""
    key = f"rules.{rule}.{part}"
    if has_text(key):
        return text(key, language)
    return rule if part == "title" else ""


def _told_in_both(rule: str, part: str) -> dict[str, str]:
    return {language: words for language in LANGUAGES if (words := told(rule, part, language))}


def _texts(key: str) -> dict[str, str]:
    return {language: text(key, language) for language in LANGUAGES if has_text(key)}


def _words(rule: DeclaredRule, part: str) -> dict[str, str]:
    """Return a part in each language in which the rule says it; what it says to everybody counts as English."""
    said = {language: rule.in_words(language, _WORDS[part]) for language in LANGUAGES}
    if part == "title":
        said["en"] = said["en"] or rule.description
    return {language: words.strip()[:_LONGEST] for language, words in said.items() if words}


def _text(said: Any, limit: int) -> str:
    return said[:limit] if isinstance(said, str) else ""


def _citation(said: Any) -> Citation | None:
    """Return what is cited as a key, or as a key with a place."""
    key = said.get("key") if isinstance(said, dict) else said
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST:
        return None
    places = (said.get(name) for name in _CLAUSES) if isinstance(said, dict) else ()
    return Citation(key, next((str(place)[:_LONGEST] for place in places if place), None))
