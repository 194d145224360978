"""Which characters are the same where a pattern ignores case."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from registry.validators.regex.ranges import LAST_ASCII, LAST_UNIT, Ranges, is_within, merged

_CASE_GAP: Final = 0x20
_UPPER: Final = (0x41, 0x5A)
_LOWER: Final = (0x61, 0x7A)
_LAST_CASED: Final = 0x1E943
# The long s and the Kelvin sign are letters of ASCII where code points are compared, and only there.
_FOLDED_TO_ASCII: Final = ((0x73, 0x17F), (0x6B, 0x212A))


def closed(ranges: Ranges, *, by_points: bool) -> Ranges:
    """Add to a set what differs from one of its characters in case alone."""
    if not ranges:
        return ranges
    found = [*ranges, *_ascii(ranges)]
    if ranges[-1][1] > LAST_ASCII:
        found += _beyond_ascii(ranges, by_points=by_points)
    if by_points:
        found += [(sign, sign) for letter, sign in _FOLDED_TO_ASCII if is_within(letter, merged(found))]
    return merged(found)


def _ascii(ranges: Ranges) -> Iterable[tuple[int, int]]:
    for low, high in ranges:
        if low <= _UPPER[1] and high >= _UPPER[0]:
            yield max(low, _UPPER[0]) + _CASE_GAP, min(high, _UPPER[1]) + _CASE_GAP
        if low <= _LOWER[1] and high >= _LOWER[0]:
            yield max(low, _LOWER[0]) - _CASE_GAP, min(high, _LOWER[1]) - _CASE_GAP


def _beyond_ascii(ranges: Ranges, *, by_points: bool) -> Iterable[tuple[int, int]]:
    for same in _families(by_points):
        if any(is_within(code, ranges) for code in same):
            yield from ((code, code) for code in same)


@cache
def _families(by_points: bool) -> tuple[tuple[int, ...], ...]:  # noqa: FBT001 a cache takes no names
    """Return the sets of characters that are the same."""
    found: dict[str, list[int]] = {}
    canonical: Callable[[str], str] = _folded if by_points else _raised
    for code in range(_LAST_CASED + 1 if by_points else LAST_UNIT + 1):
        found.setdefault(canonical(chr(code)), []).append(code)
    return tuple(tuple(same) for same in found.values() if len(same) > 1)


def _raised(letter: str) -> str:
    """Return the capital letter as JavaScript compares it without `u`: one unit, and never ASCII for what is none."""
    capital = letter.upper()
    if len(capital) != 1 or (capital.isascii() and not letter.isascii()) or ord(capital) > LAST_UNIT:
        return letter
    return capital


def _folded(letter: str) -> str:
    """Return the simple case folding, by which JavaScript compares code points."""
    folded = letter.casefold()
    if len(folded) == 1:
        return folded
    small = letter.lower()
    return small if len(small) == 1 else letter
