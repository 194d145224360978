"""The reference pages of rules: those written in Python, and those of each profile that comes with Somana."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from registry.cli.profiles import SHIPPED
from registry.cli.rule_lines import cited, in_words
from registry.messages import LANGUAGES, text
from registry.validators.profile import profile_from_file
from registry.validators.rule import Rule
from registry.validators.rule_card import GROUPS, RuleCard, card_of, cards_of
from registry.validators.rules import every_rule
from registry.validators.rulesets.profile_folder import ProfileFolder, read_folder

OTHER: Final = "other"
"""The group of rules that name none."""


def rule_pages(shipped: Path = SHIPPED) -> dict[str, str]:
    """Return every page of rules by its path below `docs/reference`."""
    folders = [read_folder(path.parent) for path in sorted(shipped.glob("*/profile.yaml"))]
    return {
        "rules/README.md": _listing(),
        **{f"rules/{rule.name}.md": _page(rule) for rule in every_rule()},
        **{f"profiles/{own.key}.md": _profile(own, cards_of(profile_from_file(own.ruleset))) for own in folders},
    }


def _listing() -> str:
    lines = ["# Rules", "", "| rule | severity | Kiswahili | English |", "|---|---|---|---|"]
    for rule in every_rule():
        titles = " | ".join(text(f"rules.{rule.name}.title", language) for language in LANGUAGES)
        lines += [f"| [{rule.name}]({rule.name}.md) | {rule.severity} | {titles} |"]
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> str:
    card = card_of(rule)
    head, _, rest = rule.page.strip().partition("\n")
    facts = (
        f"Group *{text(f'cards.group.{card.group or OTHER}', 'en')}*; {_rests_on(card)}. {in_words(card.grade, 'en')}"
    )
    swahili = [f"- {words}" for said in (card.title, card.why, card.remedy, card.grade) if (words := said.get("sw"))]
    return "\n".join([f"# {card.name}", "", head, "", facts, rest, "", "## Kwa Kiswahili", *swahili]) + "\n"


def _profile(own: ProfileFolder, cards: Sequence[RuleCard]) -> str:
    titles = dict.fromkeys(own.title[language] for language in LANGUAGES if language in own.title)
    lines = [f"# {own.reference}", "", " · ".join(titles)]
    for group in (*GROUPS, OTHER):
        rows = [card for card in cards if (card.group or OTHER) == group]
        if rows:
            names = " · ".join(text(f"cards.group.{group}", language) for language in LANGUAGES)
            lines += [
                "",
                f"## {names}",
                "",
                "| rule | severity | Kiswahili | English | standard |",
                "|---|---|---|---|---|",
            ]
            lines += [f"| {' | '.join(map(_cell, _cells(card)))} |" for card in rows]
    return "\n".join(lines) + "\n"


def _cells(card: RuleCard) -> tuple[str, ...]:
    return f"`{card.name}`", card.severity, in_words(card.title, "sw"), in_words(card.title, "en"), _rests_on(card)


def _cell(words: str) -> str:
    return words.replace("\n", " ").replace("|", "\\|")


def _rests_on(card: RuleCard) -> str:
    named = ", ".join(map(cited, card.basis)) or "nothing that it names"
    return f"demanded by {cited(card.standard)}" if card.standard else f"proposed, resting on {named}"
