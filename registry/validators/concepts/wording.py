"""Say in both languages what was found about a field that means a concept."""

from collections.abc import Iterator, Mapping
from typing import Final

from registry.messages import LANGUAGES, Language, has_text, text
from registry.validators.concepts.matching import Match
from registry.validators.function import Fault

_LONGEST: Final = 60
Said = Mapping[Language, object]


def fault_of(key: str, match: Match, /, **values: object) -> Fault:
    """Return the fault that the table words, at the field; a value that is a mapping differs by language."""
    said = tuple(
        (str(language), text(f"dictionary.fault.{key}", language, **_values(match, values, language)))
        for language in LANGUAGES
    )
    return Fault(dict(said)["en"], match.field.path, said)


def by_language(key: str, /, **values: object) -> Said:
    """Return a text of the table in each language."""
    return {language: text(key, language, **values) for language in LANGUAGES}


def joined(parts: Iterator[Said]) -> Said:
    """Join texts to a list in each language."""
    kept = list(parts)
    return {language: ", ".join(str(part[language]) for part in kept) for language in LANGUAGES}


def shown(word: object) -> str:
    """Make what a document says fit to stand in a sentence: short, on one line, no placeholder of a message."""
    words = str(word).replace("{{", "{ {")
    words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _values(match: Match, values: Mapping[str, object], language: Language) -> dict[str, object]:
    told = {name: said[language] if isinstance(said, Mapping) else said for name, said in values.items()}
    return {
        "name": shown(match.field.name),
        "title": shown(match.entry.titles[language]),
        "percent": round(match.confidence * 100),
        "reasons": ", ".join(_reasons(match, language)),
        "address": shown(match.entry.address),
    } | told


def _reasons(match: Match, language: Language) -> Iterator[str]:
    return (text(key, language) for reason in match.reasons if has_text(key := f"dictionary.reason.{reason}"))
