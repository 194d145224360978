"""Whether a text is written in one of the cases that programmers use, in time linear in the text."""

from collections.abc import Iterator
from enum import Enum, auto
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from registry.frugal.values import value


@value
class Case:
    """How the words of a text are written and put together."""

    first: str
    """The letters that a word begins with."""
    others: str
    """The letters that go on with it."""
    humped: bool = False
    """Whether a capital begins another part of the word."""
    joint: str | None = None
    """What stands between two parts of the word."""


CASES: Final = {
    "flat": Case(ascii_lowercase, ascii_lowercase),
    "camel": Case(ascii_lowercase, ascii_lowercase, humped=True),
    "pascal": Case(ascii_uppercase, ascii_lowercase, humped=True),
    "kebab": Case(ascii_lowercase, ascii_lowercase, joint="-"),
    "cobol": Case(ascii_uppercase, ascii_uppercase, joint="-"),
    "snake": Case(ascii_lowercase, ascii_lowercase, joint="_"),
    "macro": Case(ascii_uppercase, ascii_uppercase, joint="_"),
}


class _Place(Enum):
    """Where in a text one may be; a separator that is a letter too puts one in several places at once."""

    BEFORE_TEXT = auto()
    BEFORE_WORD = auto()
    IN_WORD = auto()
    AT_HUMP = auto()
    AT_JOINT = auto()


_Places = frozenset[_Place]
_ENDS: Final = frozenset((_Place.IN_WORD, _Place.AT_HUMP))


class Lettering:
    """A case with or without digits, and a character that may stand between its words."""

    def __init__(
        self, case: Case, *, numbered: bool = True, separator: str | None = None, leading: bool = False
    ) -> None:
        self._case = case
        self._first = frozenset(case.first)
        self._within = frozenset(case.others + (digits if numbered else ""))
        self._humps = frozenset(ascii_uppercase if case.humped else "")
        self._separator = separator
        self._alphabet = self._first | self._within | self._humps | {case.joint, separator}
        self._start: _Places = frozenset((_Place.BEFORE_WORD, *((_Place.BEFORE_TEXT,) if leading else ())))
        self._known: dict[tuple[_Places, str], _Places] = {}

    def accepts(self, text: str) -> bool:
        """Say whether the whole text is written so."""
        places = self._start
        known = self._known
        for character in text:
            if character not in self._alphabet:
                return False
            following = known.get((places, character))
            if following is None:
                following = known[places, character] = frozenset(self._after(places, character))
            if not following:
                return False
            places = following
        return not places.isdisjoint(_ENDS)

    def _after(self, places: _Places, character: str) -> Iterator[_Place]:
        """Yield where one may be after a character: a capital that begins a part cannot end the word before another."""
        if _Place.BEFORE_WORD in places and character in self._first:
            yield _Place.IN_WORD
        if character in self._within and places & {_Place.IN_WORD, _Place.AT_HUMP, _Place.AT_JOINT}:
            yield _Place.IN_WORD
        if character == self._separator and places & {_Place.IN_WORD, _Place.BEFORE_TEXT}:
            yield _Place.BEFORE_WORD
        if _Place.IN_WORD in places:
            yield from self._parted(character)

    def _parted(self, character: str) -> Iterator[_Place]:
        if character in self._humps:
            yield _Place.AT_HUMP
        if character == self._case.joint:
            yield _Place.AT_JOINT
