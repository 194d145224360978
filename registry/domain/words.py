"""How words are folded, stemmed and paired across Swahili and English, for the index and the query alike."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST_QUERY = 200
MOST_TERMS = 12

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z0-9]+")

# Longest first. Swahili noun classes and infinitives; what is left must still look like a root.
_PREFIXES = ("wana", "ku", "ki", "vi", "mi", "ma", "wa", "mw", "m", "u")
_SUFFIXES = ("ishaji", "isha", "isho", "ations", "ation", "aji", "ing", "ied", "ies", "ed", "es", "ji")
_SHORTEST_ROOT = 4


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: as typed, its counterparts in the other language, and the stems of them all."""

    typed: str
    words: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Say whether the word may be the beginning of a longer one; a single character begins too many."""
        return len(self.typed) > 1


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text: accents and case folded, `camelCase`, `snake_case` and paths taken apart."""
    plain = text if text.isascii() else _without_accents(text)
    for match in _WORD.finditer(_CAMEL.sub(" ", plain).lower()):
        yield match[0][:60]


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(50_000)
def stem_of(word: str) -> str | None:
    """Return a mark for the root of a word, which related words share, or nothing for a word too short to cut."""
    root = _without_ending(_without_prefix(word))
    return f"zz{root}" if len(root) >= _SHORTEST_ROOT - 1 and not root.isdigit() else None


def stems_of(text: str) -> str:
    """Return the stems of a text, once each, in order, as one line."""
    return " ".join(dict.fromkeys(stem for word in words_of(text) if (stem := stem_of(word))))


def terms_of(query: str) -> tuple[Term, ...]:
    """Return what a query asks for: at most twelve words of its first two hundred characters."""
    typed = dict.fromkeys(words_of(query[:LONGEST_QUERY]))
    meaningful = [word for word in typed if word not in _stop_words()] or list(typed)
    return tuple(_term(word) for word in meaningful[:MOST_TERMS])


def _term(word: str) -> Term:
    partners = counterparts().get(stem_of(word) or word, ())
    stems = dict.fromkeys(stem for other in (word, *partners) if (stem := stem_of(other)))
    return Term(word, tuple(partners), tuple(stems))


@cache
def counterparts() -> Mapping[str, tuple[str, ...]]:
    """Return, by the stem of a word, the words that mean the same in Swahili and in English."""
    pairs: dict[str, dict[str, None]] = {}
    for group in _vocabulary()["groups"]:
        for word in group:
            others = {other: None for other in group if other != word}
            pairs.setdefault(stem_of(word) or word, {}).update(others)
    return {stem: tuple(others) for stem, others in pairs.items()}


@cache
def _vocabulary() -> Mapping[str, list[list[str]]]:
    return tomllib.loads(files("registry.domain").joinpath("vocabulary.toml").read_text("utf-8"))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in _vocabulary()["unimportant"] for word in line)


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_ROOT:
            return word[len(prefix) :]
    return word


def _without_ending(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_ROOT:
            return word[: -len(suffix)].rstrip("aeiouy")
    shortened = word.removesuffix("s") if not word.endswith("ss") else word
    return shortened.rstrip("aeiouy") if len(shortened.rstrip("aeiouy")) >= _SHORTEST_ROOT - 1 else shortened
