"""Find the choice that somebody who wrote a text most likely meant."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

_MOST: Final = 1_000_000


def nearest(text: str, choices: Sequence[Any]) -> str | None:
    """Return the choice with the fewest letters to change, where that is less than writing it anew."""
    texts = [choice for choice in choices if isinstance(choice, str)]
    if not texts or len(text) * sum(map(len, texts)) > _MOST:
        return None
    distances = [(distance(choice, text), rank) for rank, choice in enumerate(texts)]
    fewest, rank = min(distances)
    return texts[rank] if len(choices) == 1 or fewest < _units(texts[rank]) else None


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed to make one text of another (Levenshtein)."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, 1):
        row = list(_next_row(row, count, letter, other))
    return row[-1]


def _next_row(row: Sequence[int], count: int, letter: str, other: Iterable[str]) -> Iterable[int]:
    last = count
    yield last
    for index, their_letter in enumerate(other):
        last = min(row[index] + (letter != their_letter), row[index + 1] + 1, last + 1)
        yield last


def _units(text: str) -> int:
    """Count as JavaScript does, which counts a letter outside the basic plane twice."""
    return sum(1 + (ord(letter) > 0xFFFF) for letter in text)  # noqa: PLR2004 the end of the basic plane
