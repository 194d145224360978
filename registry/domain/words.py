"""How words are folded and cut to their roots in Swahili and in English, for the index and the query alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from registry.domain.roots import root_in

LONGEST_QUERY: Final = 200
MOST_TERMS: Final = 12
LONGEST_WORD: Final = 60
MARK: Final = "zz"
"""What the stem of a word begins with, so that it is never taken for a word."""

_JOINTS: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])"
)
_WORD: Final = re.compile(r"[a-z0-9]+")
_WITHIN: Final = re.compile("(?<=[A-Za-z])['`](?=[A-Za-z])")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb\u2032\u00b4", "'"))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text: accents and case folded, `camelCase`, `snake_case`, digits and paths taken apart."""
    plain = text if text.isascii() else plain_of(text)
    if "'" in plain or "`" in plain:
        plain = _WITHIN.sub("", plain)
    for match in _WORD.finditer(_JOINTS.sub(" ", plain).lower()):
        yield match[0][:LONGEST_WORD]


def plain_of(text: str) -> str:
    """Return a text without accents, widths and signs that nobody sees, its apostrophes as keyboards have them."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(sign for sign in decomposed if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})


@lru_cache(200_000)
def stem_of(word: str) -> str | None:
    """Return a mark for the root of a word, which related words share, or nothing for a word too short to cut."""
    root = root_in(word)
    return f"{MARK}{root}" if root else None


def root_of(word: str) -> str:
    """Return the stem of a word, the word itself where it has none."""
    return stem_of(word) or word


def stems_of(text: str) -> str:
    """Return the stems of a text, once each, in order, as one line."""
    return " ".join(dict.fromkeys(stem for word in words_of(text) if (stem := stem_of(word))))
