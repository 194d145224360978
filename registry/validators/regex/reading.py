"""A place in the text of a pattern, and what stands there."""

from typing import Final, NoReturn

from registry.validators.regex.ranges import LAST, LAST_UNIT
from registry.validators.regex.syntax import PatternRefused

DEEPEST: Final = 100
SHOWN: Final = 1_000
TOO_LARGE: Final = "Regular expression too large"
_LEADS: Final = range(0xD800, 0xDC00)
_TRAILS: Final = range(0xDC00, 0xE000)


class Reader:
    """Read a pattern from left to right; with `u` or `v` by code points, else by units of UTF-16."""

    def __init__(self, source: str, flags: str, text: str) -> None:
        self.source = source
        self.flags = flags
        self.text = text
        self.at = 0
        self.depth = 0
        self.groups = 0
        self.numbers: dict[str, int] = {}
        self.seen: set[str] = set()
        self.late = ""
        self.is_unicode = "u" in flags or "v" in flags

    @property
    def last(self) -> int:
        """Return the last code point, or unit, that a character can be."""
        return LAST if self.is_unicode else LAST_UNIT

    def peek(self, ahead: int = 0) -> str:
        """Return the character here, or further on; at the end it is empty."""
        return self.text[self.at + ahead : self.at + ahead + 1]

    def starts(self, words: str) -> bool:
        """Say whether these words stand here."""
        return self.text.startswith(words, self.at)

    def take(self) -> str:
        """Return the character here and go behind it."""
        letter = self.text[self.at : self.at + 1]
        self.at += 1
        return letter

    def eat(self, words: str) -> bool:
        """Go behind these words where they stand here."""
        if not self.text.startswith(words, self.at):
            return False
        self.at += len(words)
        return True

    def digits(self) -> str:
        """Take the decimal digits that stand here."""
        start = self.at
        while self.peek() in _DECIMALS and self.at < len(self.text):
            self.at += 1
        return self.text[start : self.at]

    def hexadecimal(self, length: int) -> int | None:
        """Take a number of so many hexadecimal digits, none where they do not stand here."""
        written = self.text[self.at : self.at + length]
        if len(written) != length or not _HEXADECIMALS.issuperset(written):
            return None
        self.at += length
        return int(written, 16)

    def limit_depth(self) -> None:
        """Refuse brackets that are nested deeper than anybody means."""
        if self.depth > DEEPEST:
            self.refuse(TOO_LARGE)

    def refuse(self, problem: str) -> NoReturn:
        """Refuse the pattern for what stands here, in the words of V8."""
        source = self.source if len(self.source) <= SHOWN else f"{self.source[:SHOWN]}…"
        raise PatternRefused(
            f"Invalid regular expression: /{source}/{''.join(sorted(self.flags))}: {problem}",
            min(self.at, len(self.text)),
        )


_DECIMALS: Final = frozenset("0123456789")
_HEXADECIMALS: Final = frozenset("0123456789abcdefABCDEF")


def by_units(text: str) -> str:
    """Write characters beyond U+FFFF as the two units of UTF-16 that JavaScript sees."""
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return text
    return "".join(_units(letter) if ord(letter) > LAST_UNIT else letter for letter in text)


def by_points(text: str) -> str:
    """Join two halves of a character that stand one behind the other."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def joined(lead: int, trail: int) -> int | None:
    """Return the code point of two halves, none where they are not the halves of one."""
    if lead in _LEADS and trail in _TRAILS:
        return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00)
    return None


def _units(letter: str) -> str:
    code = ord(letter) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))
