"""Why something was found: where in its texts the words of a question stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registry.domain.ranking import Sought
from registry.domain.words import words_of

LONGEST = 240
_BEFORE = 60
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text, and where in it the words stand that were asked for: beginning and end of each."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def snippet_of(text: str, sought: Sought) -> Snippet:
    """Return the part of a text in which the first words stand that were asked for, else its beginning."""
    marks = list(_marks_in(text, sought))
    begin = 0
    if marks and marks[0][1] > LONGEST and len(text) > LONGEST:
        begin = text.rfind(" ", 0, marks[0][0] - _BEFORE) + 1
    end = begin + LONGEST
    shown = tuple((first - begin, last - begin) for first, last in marks if last <= end)
    return Snippet(text[begin:end], shown)


def matched_in(snippet: Snippet) -> Iterator[str]:
    """Yield the words that are marked, folded."""
    for first, last in snippet.marks:
        yield from words_of(snippet.text[first:last])


def _marks_in(text: str, sought: Sought) -> Iterator[tuple[int, int]]:
    for word in _WORD.finditer(text):
        if sought.wants(word[0]):
            yield word.span()
