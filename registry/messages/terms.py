"""The Swahili terms that are our own translation, and the texts that rest on them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """A term by its English name, with the Swahili words that a text may hold of it."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def stands_in(self, swahili: str) -> bool:
        """Say whether a text uses the term."""
        return self.pattern.search(swahili) is not None


@cache
def own_terms() -> tuple[Term, ...]:
    """Return every term that is our own translation."""
    return tuple(_term(name, words) for name, words in tomllib.loads(_FILE.read_text("utf-8")).items())


def comment_of(swahili: str) -> str | None:
    """Return the comment by which a text names the terms of our own that it uses; none where it uses none."""
    names = [term.name for term in own_terms() if term.stands_in(swahili)]
    return f"own translation: {'; '.join(names)}" if names else None


def _term(name: str, words: Iterable[str]) -> Term:
    shown = tuple(words)
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in shown)
    return Term(name, shown, re.compile(rf"\b(?:{forms})\b", re.IGNORECASE))
