"""Cells of CSV that a spreadsheet shows as text, whatever somebody wrote into them."""

from collections.abc import Iterable
from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_LED_BY: Final = " '\N{NO-BREAK SPACE}"
_QUOTED: Final = frozenset(',;\t\r\n"')


def guarded(cell: object) -> str:
    """Return what a cell holds as text that no spreadsheet takes for a formula; an apostrophe stands before it."""
    words = "" if cell is None else str(cell)
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    looks_odd = words.lstrip(_LED_BY).startswith(_STARTS) or words.startswith(_STARTS)
    return f"'{words}" if looks_odd and not is_number else words


def unguarded(words: str) -> str:
    """Return what `guarded` was given: the other way round."""
    return words[1:] if words.startswith("'") and guarded(words[1:]) == words else words


def csv_line(cells: Iterable[object]) -> str:
    """Return a line of CSV (RFC 4180) whose cells are guarded; every writer of CSV writes through it."""
    return ",".join(_quoted(guarded(cell)) for cell in cells) + "\r\n"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if _QUOTED & set(words) else words
