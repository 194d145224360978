"""The tokens of a JSON text, with their places."""

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from registry.frugal.patterns import late

_TOKEN: Final = late(r'[ \t\n\r]*(?:([{}\[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|([^ \t\n\r{}\[\],:"]+))', re.DOTALL)
_PUNCTUATION, _STRING = 1, 2


class Token(NamedTuple):
    """One token: a bracket, a comma, a colon or a `scalar`, and the offsets of its ends."""

    kind: str
    text: str
    begin: int
    end: int

    @property
    def value(self) -> str:
        """Return the characters that a string token stands for."""
        return str(json.loads(self.text, strict=False)) if "\\" in self.text else self.text[1:-1]


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, up to the first thing that is none."""
    match = _TOKEN.match(text)
    while match:
        group = match.lastindex or 0
        yield Token(
            match[_PUNCTUATION] if group == _PUNCTUATION else "scalar",
            match[group],
            match.start(group),
            match.end(),
        )
        match = _TOKEN.match(text, match.end())
