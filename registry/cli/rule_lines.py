"""What a rule says of itself as lines for a terminal."""

from collections.abc import Iterator, Mapping

from registry.messages import LANGUAGES, Language, has_text, text
from registry.validators.rule_card import Citation, RuleCard


def lines_of(card: RuleCard, language: Language) -> Iterator[str]:
    """Yield what the page of a rule says, but for how the catalogue stands with it."""
    kinds = ", ".join(_kind(kind, language) for kind in card.kinds)
    group = text(f"cards.group.{card.group or 'other'}", language)
    yield in_words(card.title, language) or card.name
    severity = text(f"rules.severity.{card.severity}", language)
    yield " · ".join(part for part in (severity, card.name, group, kinds) if part)
    for part, said in (("why", card.why), ("remedy", card.remedy), ("grade", card.grade)):
        if words := in_words(said, language):
            yield from ("", text(f"cards.part.{part}", language), *_indented(words))
    for part, code in (("wrong", card.wrong), ("right", card.right)):
        if code:
            yield from ("", text(f"cards.part.{part}", language), *_indented(code))
    yield from ("", text("cards.part.standard", language))
    yield f"  {cited(card.standard) if card.standard else text('cards.part.proposed', language)}"
    lists = (("basis", map(cited, card.basis)), ("references", card.references))
    for part, items in (*lists, ("given", card.given), ("then", card.then)):
        if lines := [f"  - {item}" for item in items]:
            yield from ("", text(f"cards.part.{part}", language), *lines)
    if card.page:
        yield from ("", card.page)


def cited(citation: Citation) -> str:
    """Return a standard that is cited by its key, with the place in it where there is one."""
    return f"{citation.key}, {citation.clause}" if citation.clause else citation.key


def in_words(said: Mapping[str, str], language: Language) -> str:
    """Return what is said in a language, else what is said in the other one."""
    return said.get(language) or next((said[other] for other in LANGUAGES if said.get(other)), "")


def _kind(kind: str, language: Language) -> str:
    key = f"pages.rules.kind-{kind}"
    return text(key, language) if has_text(key) else kind


def _indented(words: str) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in words.rstrip("\n").split("\n"))
