"""Sets of characters, as sorted ranges of code points that neither touch nor overlap."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

Ranges = tuple[tuple[int, int], ...]

LAST: Final = 0x10FFFF
LAST_UNIT: Final = 0xFFFF
LAST_ASCII: Final = 0x7F
DIGITS: Final[Ranges] = ((0x30, 0x39),)
WORDS: Final[Ranges] = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINE_ENDS: Final[Ranges] = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
SPACES: Final[Ranges] = (
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Sort ranges and join those that touch or overlap."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def complement(ranges: Ranges, last: int) -> Ranges:
    """Return what is missing from the ranges up to the last code point."""
    edges = [(0, -1), *clipped(ranges, last), (last + 1, last + 1)]
    gaps = ((before[1] + 1, after[0] - 1) for before, after in pairwise(edges))
    return tuple((low, high) for low, high in gaps if low <= high)


def clipped(ranges: Ranges, last: int) -> Ranges:
    """Return the part of the ranges up to the last code point."""
    if not ranges or ranges[-1][1] <= last:
        return ranges
    return tuple((low, min(high, last)) for low, high in ranges if low <= last)


def is_within(code: int, ranges: Ranges) -> bool:
    """Say whether a code point is in one of the ranges."""
    place = bisect_right(ranges, (code, LAST + 1)) - 1
    return place >= 0 and code <= ranges[place][1]
